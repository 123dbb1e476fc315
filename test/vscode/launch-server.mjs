// The suite in the extension host of the npm-installed server, with a page in Chromium as its window.
import { launchChromium } from '../server/chromium.mjs';
import { serve } from '../server/serve.mjs';

/** The workbench logs a great deal of its own; what the suite says begins with this line of test/vscode/suite.ts. */
const beginning = /^The suite begins/;

export async function launch({ root, folder, suite }) {
  const server = await serve();
  server.writeSettings({
    'chat.disableAIFeatures': true,
    'git.enabled': false,
    'workbench.startupEditor': 'none',
  });
  const browser = await launchChromium();
  let before = [];
  const log = (_type, args) => {
    if (beginning.test(String(args[0]))) {
      before = undefined;
    } else if (before) {
      before.push(args);
    } else {
      console.log(...args);
    }
  };
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const finished = new Promise((resolve, reject) => {
      page.on('crash', () => reject(new Error('The page of the workbench crashed.')));
      page.on('close', () => reject(new Error('The page of the workbench was closed.')));
      void page.exposeFunction('codeAutomationExit', resolve);
      void page.exposeFunction('codeAutomationLog', log);
    });
    await page.goto(server.url({ folder, extension: root, tests: suite }));
    const code = await finished;
    if (before) {
      // The suite did not even begin: the reason is in what the workbench said.
      before.forEach((args) => console.log(...args));
    }
    return code;
  } finally {
    await browser.close();
    await server.close();
  }
}
