import { stat } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import type { FoundRun } from '../shared/runFiles';
import { canHoldFindings, withoutShards } from '../shared/searchedFiles';
import { UsageError } from './usageError';

/** A file to analyze. */
export interface FoundFile {
  /** As the person wrote it, or below the folder or glob that they wrote. */
  readonly file: string;
  /** The person named this very file, so it is told of even when nothing is in it. */
  readonly named: boolean;
  /** The logs that a folder of a run stands for, and the folder that they are below. */
  readonly logs?: FoundRun & { readonly below: string };
}

/** The files that are read for one that was found, those that tell most first. */
export const filesIn = ({ file, logs }: FoundFile): string[] =>
  logs ? logs.files.map((log) => join(logs.below, log)) : [file];

/**
 * The files that names, folders and globs stand for, each once. A name that exists is taken as it is, whatever its
 * characters. In folders and by globs, hidden files, `node_modules`, other endings and shards whose index is there are
 * passed over, and links to folders are not followed.
 * @throws UsageError for a folder or glob without such a file.
 */
export async function findFiles(patterns: readonly string[]): Promise<FoundFile[]> {
  const found = new Map<string, FoundFile>();
  const add = (file: string, named: boolean): void => {
    const known = found.get(resolve(file));
    if (!known || (named && !known.named)) found.set(resolve(file), { file, named });
  };
  for (const pattern of patterns) {
    const kind = await kindOf(pattern);
    if (kind === 'file' || (kind === 'nothing' && !isDynamicPattern(pattern))) {
      add(pattern, true);
      continue;
    }
    const model = kind === 'folder' ? await modelIn(pattern) : undefined;
    if (model !== undefined) {
      add(model, true);
      continue;
    }
    const files = kind === 'folder' ? await below(pattern) : await matching(pattern);
    if (files.length === 0)
      throw new UsageError(
        `${kind === 'folder' ? `the folder ${pattern} holds` : `${pattern} matches`} no file that can hold matrices, configs or weights: name another`,
      );
    for (const file of files) add(file, false);
  }
  return [...found.values()];
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'nothing'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    return 'nothing';
  }
}

/** Files that make a folder one model, which is opened through them. */
const heads = ['saved_model.pb', '.metadata', 'manifest.ocdbt'] as const;

async function modelIn(folder: string): Promise<string | undefined> {
  for (const head of heads) {
    const file = join(folder, head);
    if ((await kindOf(file)) === 'file') return file;
  }
  return undefined;
}

const rules = {
  ignore: ['**/node_modules/**', '**/.git/**'],
  dot: false,
  expandDirectories: false,
  followSymbolicLinks: false,
} as const;

const below = async (folder: string): Promise<string[]> =>
  wanted(await glob('**/*', { ...rules, cwd: folder })).map((file) => join(folder, file));

/** Globs are written with `/`, as everywhere; on Windows `\` would be taken for an escape. */
async function matching(pattern: string): Promise<string[]> {
  const written = process.platform === 'win32' ? pattern.replaceAll('\\', '/') : pattern;
  return wanted(await glob(written, { ...rules, absolute: isAbsolute(pattern) }));
}

const wanted = (files: readonly string[]): string[] => withoutShards(files.filter(canHoldFindings).sort());
