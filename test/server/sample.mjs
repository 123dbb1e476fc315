// Copies of a workspace, so that tests may write in it.
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** Copies `folder` to a temporary place, under its own name, which the title bar shows. */
export function copyWorkspace(folder) {
  const parent = mkdtempSync(join(realpathSync(tmpdir()), 'gradient-lens-'));
  const copy = join(parent, basename(folder));
  if (existsSync(folder)) {
    cpSync(folder, copy, { recursive: true });
  }
  return { folder: copy, remove: () => rmSync(parent, { recursive: true, force: true, maxRetries: 5 }) };
}
