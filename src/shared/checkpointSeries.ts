import { isCheckpoint } from './checkpointEndings';
import { isShard } from './searchedFiles';

/** Checkpoints of one training, the earliest first. */
export interface CheckpointSeries {
  /** What their paths have in common, `#` in place of the number: `runs/a/model_#.pt`. */
  readonly name: string;
  readonly files: readonly string[];
}

const natural = new Intl.Collator('en', { numeric: true });

/** The series among checkpoints: at least two whose paths differ in numbers alone; shards of one checkpoint are none. */
export function seriesOf(paths: readonly string[]): CheckpointSeries[] {
  const byName = new Map<string, string[]>();
  for (const path of paths) {
    // A text that only may index shards is no step of a training.
    if (!isCheckpoint(path) || isShard(path)) continue;
    const folder = path.lastIndexOf('/', path.lastIndexOf('/') - 1) + 1;
    const name = path.slice(0, folder) + path.slice(folder).replace(/\d+(?:\.\d+)?(?=\D)/g, '#');
    const known = byName.get(name);
    if (known) known.push(path);
    else byName.set(name, [path]);
  }
  return [...byName]
    .filter(([name, files]) => name.includes('#') && files.length > 1)
    .map(([name, files]) => ({ name, files: files.sort((a, b) => natural.compare(a, b)) }))
    .sort((a, b) => natural.compare(a.name, b.name));
}
