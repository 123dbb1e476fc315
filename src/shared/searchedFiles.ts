import { isCheckpoint } from './checkpointEndings';

type TextLanguage = 'json' | 'jsonc' | 'jsonl' | 'python' | 'yaml' | 'toml' | 'jsonnet' | 'matlab' | 'julia';

/** The language that an ending stands for; other text is searched for printed arrays. */
export const textLanguages: Readonly<Record<string, TextLanguage>> = {
  '.json': 'json',
  '.jsonc': 'jsonc',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.py': 'python',
  '.pyi': 'python',
  '.yaml': 'yaml',
  '.yml': 'yaml',
  '.toml': 'toml',
  '.jsonnet': 'jsonnet',
  '.libsonnet': 'jsonnet',
  '.m': 'matlab',
  '.jl': 'julia',
};

/** How the names of notebooks end. */
export const notebookEnding = '.ipynb';

const seldom = /^\.(?:zip|tar|model|weights|pkl|pickle|p|joblib|pb)$/;

/** The ending of a name in lower case with its dot; empty where it has none. */
export const endingOf = (file: string): string => /[^/\\](\.[^./\\]+)$/.exec(file)?.[1]?.toLowerCase() ?? '';

/** Do names with this ending, lower case with its dot, hold text that is searched? */
export const isTextEnding = (extension: string): boolean =>
  Object.hasOwn(textLanguages, extension) || extension === '.txt' || extension === notebookEnding;

/** Whether a file's ending is one of those in which findings are looked for. */
export function canHoldFindings(file: string): boolean {
  const extension = endingOf(file);
  // Of all zips and pickles few are checkpoints; one that is can be named.
  if (seldom.test(extension)) return false;
  return isCheckpoint(file) || isTextEnding(extension);
}

/** Whether a name is that of one of several shards. */
export const isShard = (file: string): boolean => /-\d+-of-\d+\.\w+$/.test(file);

/** The shards of a checkpoint are analyzed through their index, those of a distributed one through the first. */
export function withoutShards(files: readonly string[]): string[] {
  const folderOf = (file: string): string => file.replace(/[^/\\]*$/, '');
  const indexed = new Set(
    files.filter((file) => file.toLowerCase().endsWith('.index.json')).map((file) => folderOf(file)),
  );
  const distributed = new Set<string>();
  const isFirst = (file: string): boolean => {
    if (!file.toLowerCase().endsWith('.distcp')) return true;
    const known = distributed.has(folderOf(file));
    distributed.add(folderOf(file));
    return !known;
  };
  return files.filter(
    (file) => isFirst(file) && !(indexed.has(folderOf(file)) && isShard(file) && isCheckpoint(file)),
  );
}
