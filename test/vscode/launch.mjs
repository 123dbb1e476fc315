// Runs the suite inside VS Code: a desktop one if asked for or named by VSCODE_EXECUTABLE_PATH, else the server's.
import { resolve } from 'node:path';
import { copyWorkspace } from '../server/sample.mjs';

const root = resolve(import.meta.dirname, '..', '..');
const desktop = process.argv.includes('--desktop') || process.env.VSCODE_EXECUTABLE_PATH;
const { launch } = await import(desktop ? './launch-desktop.mjs' : './launch-server.mjs');

const workspace = copyWorkspace(resolve(root, 'test', 'workspace'));
let code;
try {
  code = await launch({ root, folder: workspace.folder, suite: resolve(root, 'out', 'vscode', 'suite.js') });
} catch (error) {
  console.error(error.message);
  code = 1;
} finally {
  workspace.remove();
}
process.exit(code);
