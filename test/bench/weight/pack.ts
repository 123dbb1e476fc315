import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import manifest from '../../../package.json';

/** Packs the extension at `root` into the file `vsix`, as `npm run package` does. */
export function pack(root: string, vsix: string): void {
  mkdirSync(dirname(vsix), { recursive: true });
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  // vsce's functions would take the process's folder for the extension's.
  const [, ...args] = manifest.scripts.package.split(' ');
  execFileSync(process.execPath, [vsce, ...args, '--out', vsix], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
