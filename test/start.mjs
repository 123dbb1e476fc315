// `npm start`: a VS Code with the extension and the sample workspace. `--no-open` only prints the address.
// Loads nothing but Node's own modules before the packages are installed.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './server/dependencies.mjs';
import { run, which } from './server/processes.mjs';
import { serve } from './server/serve.mjs';

const { env, platform } = process;
const root = resolve(import.meta.dirname, '..');
const folder = resolve(root, 'test', 'workspace');
const openFile = resolve(folder, 'article.py');
const { values: options } = parseArgs({ options: { 'no-open': { type: 'boolean', default: false } } });

/** A desktop VS Code; in the terminal of a remote window `code` is another program, without this option. */
async function openDesktop() {
  const code = options['no-open'] || env.VSCODE_IPC_HOOK_CLI ? undefined : which('code');
  if (!code) {
    return false;
  }
  const args = [`--extensionDevelopmentPath=${root}`, '--new-window', folder, openFile];
  const shell = platform === 'win32';
  const quoted = shell ? [`"${code}"`, args.map((arg) => `"${arg}"`)] : [code, args];
  const { code: status } = await run(...quoted, { shell });
  return status === 0;
}

/** The program that shows an address to the person, if there is a screen to show it on. */
function opener() {
  if (options['no-open']) {
    return undefined;
  }
  if (platform === 'darwin') {
    return ['open'];
  }
  if (platform === 'win32') {
    return ['rundll32', 'url.dll,FileProtocolHandler'];
  }
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) {
    return undefined;
  }
  // For root, which is common in containers, Chromium starts without its sandbox only.
  const root = process.getuid?.() === 0 && ['chromium', 'google-chrome'].map(which).find(Boolean);
  if (root) {
    return [root, '--no-sandbox', '--no-first-run', '--new-window'];
  }
  const found = ['xdg-open', 'chromium', 'google-chrome', 'firefox'].map(which).find(Boolean);
  return found && [found];
}

async function openBrowser() {
  const server = await serve();
  // A screen with the sample and nothing else.
  server.writeSettings({ 'chat.disableAIFeatures': true, 'workbench.startupEditor': 'none' });
  const url = server.url({ folder, extension: root, openFile });
  console.log(`\nGradient Lens runs in a VS Code at\n\n  ${url}\n\nCtrl-C ends it.`);
  const program = opener();
  if (program) {
    const [command, ...args] = program;
    // Let go of at once: the browser is the person's own and outlives us. Where none can be started, the
    // address above is the way.
    spawn(command, [...args, url], { detached: true, stdio: 'ignore' })
      .on('error', () => {})
      .unref();
  }
  await server.ended;
  throw new Error('The VS Code server ended.');
}

try {
  await ensureDependencies(root);
  const { code } = await run(process.execPath, [resolve(root, 'esbuild.mjs')], { cwd: root });
  if (code !== 0) {
    throw new Error('The build failed; its words are above.');
  }
  if (!(await openDesktop())) {
    await openBrowser();
  }
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
