// The suite in the extension host of the npm-installed server, with a page in Chromium as its window.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { launchChromium } from '../server/chromium.mjs';
import { serve } from '../server/serve.mjs';

/** The workbench logs a great deal of its own; what the suite says begins with this line of test/vscode/suite.ts. */
const beginning = /^The suite begins/;

/** Beside the console, the only way out of a browser's extension host (test/vscode/suite.web.ts). */
const resultsMark = 'Results of the suite: ';

/** Runs the extension, which could run on either side, in the browser. */
const inBrowser = { 'remote.extensionKind': { 'gradient-lens.gradient-lens': ['web'] } };

/** Runs `suite` with the extension in a folder; `results` is a file for what a suite in a browser's extension host (`web`) says of its tests. */
export async function launch({ extension, folder, suite, web = false, results }) {
  const server = await serve({
    extensions: [resolve(import.meta.dirname, '..', 'fixtures', 'scripted-debugger')],
  });
  server.writeSettings({
    'chat.disableAIFeatures': true,
    'git.enabled': false,
    'workbench.startupEditor': 'none',
    ...(web ? inBrowser : {}),
  });
  const browser = await launchChromium();
  let before = [];
  const log = (_type, args) => {
    const said = String(args[0]);
    if (results && said.startsWith(resultsMark)) {
      mkdirSync(dirname(results), { recursive: true });
      writeFileSync(results, said.slice(resultsMark.length));
    } else if (beginning.test(said)) {
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
    // A busy machine takes its time to load a workbench; the suite as a whole has a limit.
    const opened = page.goto(server.url({ folder, extension, tests: suite }), { timeout: 0 });
    const code = await Promise.race([finished, opened.then(() => finished)]);
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
