import { cpSync, lstatSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Copies the unpacked .vsix in `from` to `folder` as an extension that nothing activates: VS Code opens JSON of its own
 * at its start, and the bench is to see the extension host before and after the activation.
 */
export function copyDormant(from: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  cpSync(from, folder, { recursive: true, filter: (path) => !lstatSync(path).isSymbolicLink() });
  const file = join(folder, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...manifest, activationEvents: [] }));
}
