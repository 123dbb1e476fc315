import type { Thresholds } from '../core/analysis';
import type { Label } from './label';
import type { Plot } from './plot/plot';

/** A row of a table: what, how much. */
export type FigureRow = readonly [label: string, value: string];

/** How the records of one kind are told. */
export interface RecordKind<R> {
  label(record: R): Label;
  /** Its gain, where that is more than one figure. */
  gain?(record: R): string;
  /** How long it remembers, in a few words; empty where it does not. */
  memory(record: R): string;
  /** Its figures beside the gain. */
  figures(record: R): readonly FigureRow[];
  /** Its curve or histogram, with what the thresholds call stable; `null` where it has none to show. */
  picture(record: R, thresholds: Thresholds): Plot | null;
}
