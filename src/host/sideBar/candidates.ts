import { checkpointEndings, isCheckpoint } from '../../shared/checkpointEndings';
import { canHoldFindings, endingOf, textLanguages } from '../../shared/searchedFiles';

/** Endings of training logs, which the other view lists. */
const logs = ['.jsonl', '.ndjson'];

/** Every ending in which findings are looked for, without its dot. */
export const candidateEndings: readonly string[] = [
  ...Object.keys(textLanguages),
  '.txt',
  ...checkpointEndings,
]
  .filter((ending) => canHoldFindings(`name${ending}`) && !logs.includes(ending))
  .map((ending) => ending.slice(1));

/** What a file is opened as, by its name alone: a checkpoint, or a text of a language. */
export function kindOf(path: string): string {
  if (isCheckpoint(path)) return 'checkpoint';
  return textLanguages[endingOf(path)] ?? 'plaintext';
}

/** Files that tools write, with nothing of a model in them. */
const idle =
  /(?:package(?:-lock)?|tsconfig|tokenizer(?:_config)?|vocab|special_tokens_map|composer|\.eslintrc|launch|settings)\.json$|requirements.*\.txt$|pyproject\.toml$/i;
const telling = /model|train|net|rnn|lstm|gru|cell|reservoir|esn|recur|config|param|weight/i;

/** How much a name promises: files with lower numbers are looked at first. */
export function rankOf(path: string): number {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (idle.test(name)) return 3;
  if (telling.test(name)) return 0;
  return kindOf(path) === 'plaintext' ? 2 : 1;
}

/** Paths in the order in which they are looked at: telling names first, those near the root before those far below. */
export function inOrder(paths: readonly string[]): string[] {
  return paths
    .map((path) => ({ path, rank: rankOf(path), depth: path.split('/').length }))
    .sort((a, b) => a.rank - b.rank || a.depth - b.depth || (a.path < b.path ? -1 : 1))
    .map(({ path }) => path);
}
