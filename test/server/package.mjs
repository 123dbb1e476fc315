// The .vsix that a person installs, which the suites in VS Code run with.
import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { npm } from './processes.mjs';

const root = resolve(import.meta.dirname, '..', '..');
const folder = join(root, 'out', 'packed');

/** What `npm run package` made of the build; a new build of the tests removes it. */
export const vsix = join(folder, 'gradient-lens.vsix');
/** Its files, for where VS Code wants an extension under development; the suites in VS Code lie in it. */
export const unpacked = join(folder, 'extension');

/** Packs and unpacks the .vsix if that was not done since the build. */
export async function ensurePackage() {
  if (existsSync(unpacked)) return;
  mkdirSync(folder, { recursive: true });
  const { code, text } = await npm(['run', 'package', '--', '--out', vsix], { cwd: root, output: 'collect' });
  if (code !== 0) {
    throw new Error(`npm run package failed:\n${text.trimEnd()}`);
  }
  for (const [path, { data }] of await membersOf(vsix)) {
    const [, within] = /^extension\/(.*)$/.exec(path) ?? [];
    if (within === undefined) continue;
    const target = join(unpacked, within);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, data);
  }
  // VS Code runs a suite in the host, and in the name, of the extension that it lies in.
  for (const suite of ['vscode', 'web']) {
    cpSync(join(root, 'out', suite), join(unpacked, 'out', suite), { recursive: true });
  }
  mkdirSync(join(root, 'out', 'results'), { recursive: true });
  for (const used of ['out/results', 'test/fixtures', 'test/server']) {
    symlinkSync(join(root, used), join(unpacked, used), 'junction');
  }
}

/**
 * The files of a zip archive by their paths, with what they take in it.
 * @returns {Promise<Map<string, { data: Uint8Array, packed: number }>>}
 */
export async function membersOf(archive) {
  configure({ useWebWorkers: false });
  const reader = new ZipReader(new Uint8ArrayReader(await readFile(archive)));
  const members = new Map();
  for (const entry of await reader.getEntries()) {
    const data = await entry.getData(new Uint8ArrayWriter());
    members.set(entry.filename, { data, packed: entry.compressedSize });
  }
  await reader.close();
  return members;
}
