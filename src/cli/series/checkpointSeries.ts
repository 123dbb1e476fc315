import type { Judgment } from '../../core/verdict';
import type { FileResult } from '../formats/fileResult';
import { gainText, labelOf, log10GainOf, type AnyRecord } from '../../present/kinds';
import { whatAndOrigin } from '../../present/label';
import { seriesOf } from '../../shared/checkpointSeries';

/** What recurs in one checkpoint. */
export interface CheckpointPoint {
  readonly verdict: Judgment;
  /** log10 of the gain over the horizon; `null` for an exact zero. */
  readonly log10Gain: number | null;
  /** The gain as people read it, with its range where inputs decide it. */
  readonly gain: string;
  readonly steps: number;
}

/** A matrix or cell through a series. */
export interface FollowedItem {
  readonly name: string;
  readonly what: string;
  /** One a checkpoint; `null` where it is not there. */
  readonly points: readonly (CheckpointPoint | null)[];
  /** Where the verdict is another than in the checkpoint before. */
  readonly turns: readonly { readonly at: string; readonly from: Judgment; readonly to: Judgment }[];
}

/** What is told of a series. */
export interface FollowedSeries {
  /** `runs/a/model_#.pt`. */
  readonly name: string;
  /** What stands for `#`, the earliest first. */
  readonly checkpoints: readonly string[];
  readonly files: readonly string[];
  readonly items: readonly FollowedItem[];
  readonly problems: readonly string[];
}

/** What is kept of one checkpoint until the others are there. */
export interface CheckpointItems {
  /** With forward slashes. */
  readonly file: string;
  readonly items: ReadonlyMap<string, { readonly what: string; readonly point: CheckpointPoint }>;
  readonly problems: readonly string[];
}

/** What has a verdict in a checkpoint, by name. */
export function itemsOf({ report }: Pick<FileResult, 'report'>): CheckpointItems {
  const { file, findings, errors } = report;
  const items: [string, { what: string; point: CheckpointPoint }][] = findings.flatMap((record) => {
    const point = pointOf(record);
    return point ? [[record.name, { what: whatAndOrigin(labelOf(record)), point }]] : [];
  });
  return {
    file: file.replaceAll('\\', '/'),
    // Of two of one name the first is followed.
    items: new Map(items.toReversed()),
    problems: errors.map(({ message }) => (message.includes(file) ? message : `${file}: ${message}`)),
  };
}

/** The series that checkpoints are of, with what recurs in each; checkpoints in any order. */
export function followedSeries(found: readonly CheckpointItems[]): FollowedSeries[] {
  const byFile = new Map(found.map((one) => [one.file, one]));
  return seriesOf([...byFile.keys()]).map(({ name, files }) => {
    const checkpoints = files.map((file) => numbersIn(file, name));
    const all = files.map((file) => byFile.get(file)!);
    const labels = new Map(
      all.toReversed().flatMap(({ items }) => [...items].map(([item, { what }]) => [item, what] as const)),
    );
    const items = [...labels].map(([item, what]) => {
      const points = all.map((one) => one.items.get(item)?.point ?? null);
      return { name: item, what, points, turns: turnsOf(points, checkpoints) };
    });
    return { name, checkpoints, files, items, problems: all.flatMap(({ problems }) => problems) };
  });
}

function pointOf(record: AnyRecord): CheckpointPoint | null {
  const { verdict } = record as { readonly verdict?: string | null };
  if (!verdict) return null;
  const steps = 'steps' in record && typeof record.steps === 'number' ? record.steps : 0;
  return { verdict: verdict as Judgment, log10Gain: log10GainOf(record), gain: gainText(record), steps };
}

function turnsOf(
  points: readonly (CheckpointPoint | null)[],
  checkpoints: readonly string[],
): FollowedItem['turns'] {
  const turns: FollowedItem['turns'][number][] = [];
  let before: Judgment | undefined;
  points.forEach((point, i) => {
    if (!point) return;
    if (before && point.verdict !== before)
      turns.push({ at: checkpoints[i]!, from: before, to: point.verdict });
    before = point.verdict;
  });
  return turns;
}

/** The numbers that a path has where the series' name has `#`. */
function numbersIn(path: string, name: string): string {
  const pattern = name
    .split('#')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('(\\d+(?:\\.\\d+)?)');
  return new RegExp(`^${pattern}$`).exec(path)?.slice(1).join('/') ?? path;
}
