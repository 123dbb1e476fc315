import type { AnalysisOptions } from '../core/analysis';
import type { OwnInputs } from '../core/recurrence/driven/own';
import type { CheckpointRecord, UnrecognizedRecord } from '../core/recurrence/records';
import type { CatalogEntry } from '../formats/format';
import type { Checkpoint } from '../analysis/checkpoint/checkpoint';
import { findingsOf } from '../analysis/checkpoint/findings';
import { openCheckpoint, type OpenedCheckpoint } from '../analysis/checkpoint/openCheckpoint';
import { overviewText } from '../present/checkpoint/overview';
import { messageOf } from '../present/invalidInput';
import { verdictSymbols } from '../present/symbols';
import type { QuickFigures } from '../shared/checkpoint';
import type { FileError } from './fileReport';
import type { ProgressLine } from './progressLine';

/** What was found in one checkpoint, as `--json` prints it. */
export interface CheckpointReport {
  readonly file: string;
  /** The format's name; `null` when the file could not be opened. */
  readonly format: string | null;
  /** What the file is, in one line; `null` when it could not be opened. */
  readonly overview: string | null;
  /** The catalog, when it was asked for. */
  readonly tensors?: readonly Pick<CatalogEntry, 'name' | 'dtype' | 'shape' | 'bytes'>[];
  readonly findings: readonly CheckpointRecord[];
  /** Tensors with a telling name and the wrong shape. */
  readonly unrecognized: readonly UnrecognizedRecord[];
  readonly errors: readonly FileError[];
  /** What was not analyzed unasked, and how to ask. */
  readonly notes: readonly string[];
  /** The file could not be opened, or it has no such tensor: exit status 2. */
  readonly unreadable: boolean;
  /** It could not be read, and nobody named it: a note. */
  readonly passedOver?: boolean;
}

/** What is wanted of a checkpoint. */
export interface CheckpointReportOptions {
  readonly options: AnalysisOptions;
  /** The person's own inputs, which drive the cells. */
  readonly own?: OwnInputs | null;
  /** The one tensor (or module) to analyze; `null` for all. */
  readonly tensor: string | null;
  /** List the tensors instead of analyzing them. */
  readonly list: boolean;
  /** Also every other matrix, with its figures and no verdict. */
  readonly all: boolean;
}

/** Opens a checkpoint and analyzes its recurrences. Never rejects: what is wrong is in `errors`. */
export async function checkpointReport(
  file: string,
  { options, own = null, tensor, list, all }: CheckpointReportOptions,
  progress?: ProgressLine,
): Promise<CheckpointReport> {
  let opened: OpenedCheckpoint | undefined;
  try {
    opened = await openCheckpoint(
      { kind: 'path', path: file },
      options,
      own && { inputs: own, whereTheyFit: false },
    );
    const { catalog } = opened.checkpoint;
    if (list) return listed(file, opened.checkpoint);
    const { errors, ...found } = await findingsOf(
      opened,
      { tensor, all, ...(progress ? { onFirst: sayFirst(progress) } : {}) },
      progress?.tick,
    );
    return { file, format: catalog.format, ...found, errors: errors.map(problemOf) };
  } catch (error) {
    const errors = [problemOf(messageOf(error))];
    return {
      ...{ file, format: null, overview: null, findings: [], unrecognized: [], errors, notes: [] },
      unreadable: true,
    };
  } finally {
    await opened?.close();
  }
}

/** Says the first verdict on an item. */
const sayFirst =
  (progress: ProgressLine) =>
  (name: string, { verdict, gain }: QuickFigures): void => {
    if (verdict)
      progress.say(
        `${name}: ${verdictSymbols[verdict]} ${verdict} at first sight${gain === undefined ? '' : `, ${gain}`}`,
      );
  };

const problemOf = (message: string): FileError => ({ message, location: null });

function listed(file: string, { catalog: { format, entries }, layout }: Checkpoint): CheckpointReport {
  const overview = overviewText(layout);
  const tensors = entries.map(({ name, dtype, shape, bytes }) => ({ name, dtype, shape, bytes }));
  return {
    ...{ file, format, overview, tensors, findings: [], unrecognized: [], errors: [], notes: [] },
    unreadable: false,
  };
}
