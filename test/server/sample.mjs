// Copies of a workspace, so that tests may write in it.
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** Copies `folder` to a temporary place, under its own name, which the title bar shows. */
export function copyWorkspace(folder) {
  const parent = mkdtempSync(join(realpathSync(tmpdir()), 'gradient-lens-'));
  const copy = join(parent, basename(folder));
  if (existsSync(folder)) {
    cpSync(folder, copy, { recursive: true });
  }
  return {
    folder: copy,
    /** Undoes what was written, added and removed since. */
    restore: () => restore(folder, copy),
    remove: () => rmSync(parent, { recursive: true, force: true, maxRetries: 5 }),
  };
}

function restore(folder, copy) {
  const wanted = new Set(existsSync(folder) ? readdirSync(folder, { recursive: true }) : []);
  for (const path of readdirSync(copy, { recursive: true })) {
    if (!wanted.has(path)) rmSync(join(copy, path), { recursive: true, force: true });
  }
  for (const path of wanted) {
    const [original, copied] = [join(folder, path), join(copy, path)];
    if (statSync(original).isDirectory()) continue;
    // What is the same keeps its date: a file that is written anew is read anew.
    if (!existsSync(copied) || !readFileSync(original).equals(readFileSync(copied))) cpSync(original, copied);
  }
}
