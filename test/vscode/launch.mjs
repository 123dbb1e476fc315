// Runs the suite inside VS Code: a desktop one if asked for or named by VSCODE_EXECUTABLE_PATH, else the server's; with
// `--web` in the browser's extension host.
import { resolve } from 'node:path';
import { ensurePackage, unpacked } from '../server/package.mjs';
import { copyWorkspace } from '../server/sample.mjs';

const root = resolve(import.meta.dirname, '..', '..');
const web = process.argv.includes('--web');
const desktop = !web && (process.argv.includes('--desktop') || process.env.VSCODE_EXECUTABLE_PATH);
const { launch } = await import(desktop ? './launch-desktop.mjs' : './launch-server.mjs');

const workspace = copyWorkspace(resolve(root, 'test', 'workspace'));
let code;
try {
  await ensurePackage();
  code = await launch({
    extension: unpacked,
    folder: workspace.folder,
    suite: resolve(unpacked, 'out', web ? 'web' : 'vscode', 'suite.js'),
    ...(web ? { web, results: resolve(root, 'out', 'results', 'web.json') } : {}),
  });
} catch (error) {
  console.error(error.message);
  code = 1;
} finally {
  workspace.remove();
}
process.exit(code);
