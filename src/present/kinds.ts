import type { Thresholds } from '../core/analysis';
import type { Kind } from '../core/kind';
import type { FindingRecord } from '../core/record';
import type { CheckpointRecords, PlacedCellRecord } from '../core/recurrence/records';
import { cell } from './cell/kind';
import type { CodeRecord, ConfigRecord } from './config/configRecord';
import { code, config } from './config/kind';
import { formatPowerOfTen } from './format';
import { feedforward } from './feedforward/kind';
import type { FigureRow, RecordKind } from './kind';
import type { Label } from './label';
import { linearRecurrence } from './linearRecurrence/kind';
import { matrix } from './matrix/kind';
import type { Plot } from './plot/plot';
import { training } from './training/kind';
import type { TrainingRecord } from './training/record';

/** The record of each kind, in a text or in a checkpoint. */
export interface Records extends Omit<CheckpointRecords, 'matrix' | 'cell'> {
  readonly cell: CheckpointRecords['cell'] | PlacedCellRecord;
  readonly matrix: FindingRecord | CheckpointRecords['matrix'];
  readonly config: ConfigRecord;
  readonly code: CodeRecord;
  readonly training: TrainingRecord;
}

/** Anything that an analysis finds. */
export type AnyRecord = Records[Kind];

/** How each kind is told. */
const recordKinds: { readonly [K in Kind]: RecordKind<Records[K]> } = {
  cell,
  'linear-recurrence': linearRecurrence,
  feedforward,
  matrix,
  config,
  code,
  training,
};

/** The kind of a record. */
export const kindOf = (record: AnyRecord): Kind => record.kind;

const rulesOf = <K extends Kind>(kind: K): RecordKind<Records[K]> => recordKinds[kind];

/** What a record is of, and its size. */
export const labelOf = (record: AnyRecord): Label => rulesOf(kindOf(record)).label(record);

/** The gain over the horizon as people read it. */
export const gainText = (record: AnyRecord): string =>
  rulesOf(kindOf(record)).gain?.(record) ?? formatPowerOfTen(log10GainOf(record));

/** log10 of the gain of a record of any kind; `null` for an exact zero, or where none is known. */
export function log10GainOf(record: AnyRecord): number | null {
  if ('log10Gain' in record) return record.log10Gain;
  return 'predicted' in record ? (record.predicted?.log10Gain ?? null) : null;
}

/** How long it remembers, in a few words; empty where it does not. */
export const memoryOf = (record: AnyRecord): string => rulesOf(kindOf(record)).memory(record);

/** Its figures beside the gain. */
export const figuresOf = (record: AnyRecord): readonly FigureRow[] => rulesOf(kindOf(record)).figures(record);

/** Its curve or histogram, with what the thresholds call stable; `null` where it has none to show. */
export const pictureOf = (record: AnyRecord, thresholds: Thresholds): Plot | null =>
  rulesOf(kindOf(record)).picture(record, thresholds);
