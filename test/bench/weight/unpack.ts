import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Member } from './archive';

/**
 * Lays the files of a .vsix out in `folder` as an extension that nothing activates: VS Code opens JSON of its own at its
 * start, and the bench is to see the extension host before and after the activation.
 */
export function unpackDormant(members: ReadonlyMap<string, Member>, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, { data }] of members) {
    const [within, file] = /^extension\/(.*)$/.exec(path) ?? [];
    if (within === undefined || file === undefined) continue;
    const target = join(folder, file);
    mkdirSync(dirname(target), { recursive: true });
    if (file !== 'package.json') {
      writeFileSync(target, data);
      continue;
    }
    const manifest = JSON.parse(data.toString()) as object;
    writeFileSync(target, JSON.stringify({ ...manifest, activationEvents: [] }));
  }
}
