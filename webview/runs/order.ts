import { severity } from '../../src/core/monitor/judgment';
import { verdictWord } from '../../src/present/verdictWord';
import type { Run } from '../../src/shared/runs';

export const sortings = ['run', 'verdict', 'since', 'records', 'clipRate', 'finalLoss'] as const;
export type Sorting = (typeof sortings)[number];

const natural = new Intl.Collator('en', { numeric: true });

/** Which runs are listed, and in which order. */
export interface RunsOrder {
  readonly filter: string;
  readonly sorting: Sorting;
  readonly descending: boolean;
}

/** The runs that hold every word of the filter in name, producer, verdict or reason, in order; what is not known stands last. */
export function visibleRuns(runs: readonly Run[], { filter, sorting, descending }: RunsOrder): Run[] {
  const terms = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const kept = runs.filter((run) => {
    const { verdict, format, reason } = run;
    const text = `${run.run} ${format} ${verdict} ${verdictWord(verdict)} ${reason}`.toLowerCase();
    return terms.every((term) => text.includes(term));
  });
  const direction = descending ? -1 : 1;
  return kept.sort((a, b) => compare(a, b, sorting, direction) || natural.compare(a.run, b.run));
}

function compare(a: Run, b: Run, sorting: Sorting, direction: 1 | -1): number {
  if (sorting === 'run') return direction * natural.compare(a.run, b.run);
  const [left, right] = [figureOf(a, sorting), figureOf(b, sorting)];
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return left === right ? 0 : left < right ? -direction : direction;
}

function figureOf(run: Run, sorting: Exclude<Sorting, 'run'>): number | null {
  if (sorting === 'verdict') return -severity[run.verdict];
  const figure = run[sorting];
  // A loss that is not a number is the worst of all.
  return Number.isNaN(figure) ? Infinity : figure;
}
