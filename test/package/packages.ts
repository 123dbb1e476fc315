import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

type Pack = (root: string, target: string) => Promise<string>;

/** Tests run in the root of the repository. */
export const root = resolve('.');
const target = join(root, 'out', 'packages');

async function packer(module: string, name: string): Promise<Pack> {
  const url = pathToFileURL(join(root, 'packaging', module)).href;
  return ((await import(url)) as Readonly<Record<string, Pack>>)[name]!;
}

const made = new Map<string, Promise<string>>();
function once(module: string, name: string): Promise<string> {
  const known = made.get(name) ?? packer(module, name).then((pack) => pack(root, target));
  made.set(name, known);
  return known;
}

/** npm's package of this build: the path of its file. */
export const packedProgram = (): Promise<string> => once('npm.mjs', 'packNpm');
/** Its wheel. */
export const packedWheel = (): Promise<string> => once('wheel.mjs', 'packWheel');

/** A clone as of the work tree in `folder`, with the packages that are installed here in place of `npm ci`. */
export function cloneTo(folder: string): void {
  const { stdout } = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' }); // prettier-ignore
  for (const file of stdout.split('\0').filter((name) => name !== '')) {
    if (/^(test\/(?!server\/|workspace\/)|media\/)/.test(file) || !existsSync(file)) continue;
    if (lstatSync(file).isSymbolicLink()) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(file, join(folder, file));
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
}

/** What a folder holds, as paths below it, sorted. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
