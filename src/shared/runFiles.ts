/** Files that trainers write, those that tell most first. */
const known: readonly RegExp[] = [
  /\.wandb$/,
  /tfevents/,
  /^trainer_state\.json$/,
  /^metrics\.csv$/,
  /^scalars\.json$|\.log\.json$/,
  /\.(?:jsonl|ndjson)$/,
  /^(?:log|training|history|progress|metrics|results)\.(?:csv|tsv|json)$/,
  /grad.*norm$/,
  /\.(?:db|sqlite3?)$/,
  /\.(?:log|out)$/,
];
/** Files of which several in one folder are runs of their own, and not one run in parts. */
const ofOneRun = /\.(?:jsonl|ndjson|db|sqlite3?|log|out)$/;
/** Folders that belong to the run above them: checkpoints, and those in which a logger keeps its files. */
const ofRunAbove = /^(?:checkpoint-\d+|files|logs|vis_data|metrics)$/;
const passedOver = new Set(['node_modules', '.git', 'wandb-cache', '__pycache__']);

/** A listing ends at so many logs and at so many folders below the one that was named. */
export const maxRunFiles = 20_000;
const maxDepth = 12;

/** A run as a listing of files shows it. */
export interface FoundRun {
  /** Its folder below the one that was listed; empty for that one itself. */
  readonly run: string;
  /** Its logs as paths below that folder, the one that tells most first. */
  readonly files: readonly string[];
}

/** Whether a file may be the log of a run, by its name. */
export const isRunFile = (name: string): boolean => rankOf(name) !== -1;

/** An entry of a folder; a link is neither, for it may lead back. */
export type FolderEntry = readonly [name: string, kind: 'file' | 'folder' | 'other'];

/** The logs below a folder, as paths below it with forward slashes; `read` lists a folder by such a path, '' being the first. */
export async function runFilesBelow(
  read: (below: string) => Promise<readonly FolderEntry[]>,
  below = '',
  found: string[] = [],
): Promise<string[]> {
  for (const [name, kind] of await read(below)) {
    if (found.length >= maxRunFiles) break;
    const path = below === '' ? name : `${below}/${name}`;
    if (kind === 'folder') {
      if (path.split('/').length <= maxDepth && !passedOver.has(name)) await runFilesBelow(read, path, found);
    } else if (kind === 'file' && isRunFile(name)) found.push(path);
  }
  return found;
}

/** The runs that log files, as paths with forward slashes below one folder, stand for: one a folder. */
export function runsOf(files: readonly string[]): FoundRun[] {
  const byRun = new Map<string, string[]>();
  for (const file of files) {
    const folders = file.split('/').slice(0, -1);
    while (folders.length > 0 && ofRunAbove.test(folders.at(-1)!)) folders.pop();
    const run = folders.join('/');
    const known = byRun.get(run);
    if (known) known.push(file);
    else byRun.set(run, [file]);
  }
  return [...byRun]
    .map(([run, own]) => ({ run, files: own.sort(byRank) }))
    .sort((a, b) => natural.compare(a.run, b.run));
}

/**
 * What tells of a folder's runs: its first file that `read` makes something of, and those of the same kind beside it where
 * each is a run of its own, which then has the name of its file. A file may hold several runs, or none.
 */
export async function tellingOf<T>(
  { run, files }: FoundRun,
  read: (name: string, file: string) => Promise<readonly T[]>,
): Promise<T[]> {
  const told: T[] = [];
  let rank: number | undefined;
  for (const file of files) {
    const own = rankOf(nameOf(file));
    if (rank !== undefined && own !== rank) break;
    const isAlone =
      !ofOneRun.test(file) || files.filter((other) => rankOf(nameOf(other)) === own).length === 1;
    const answers = await read(isAlone ? run : file, file);
    if (answers.length === 0) continue;
    told.push(...answers);
    if (isAlone) break;
    rank = own;
  }
  return told;
}

const natural = new Intl.Collator('en', { numeric: true });
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function rankOf(name: string): number {
  return known.findIndex((pattern) => pattern.test(name));
}

/** The file that tells most, of several checkpoints the last. */
function byRank(a: string, b: string): number {
  return rankOf(nameOf(a)) - rankOf(nameOf(b)) || natural.compare(b, a);
}
