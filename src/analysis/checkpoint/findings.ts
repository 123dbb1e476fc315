import * as l10n from '@vscode/l10n';
import type { Progress } from '../../core/linalg/matrix';
import type { CheckpointRecord } from '../../core/recurrence/records';
import type { TensorInfo } from '../../core/tensor';
import { overviewText } from '../../present/checkpoint/overview';
import { unrecognizedRecord } from '../../present/layout/problem';
import { messageOf } from '../../present/invalidInput';
import { CancellationError } from '../../shared/rpc';
import type { QuickFigures } from '../../shared/checkpoint';
import type { CheckpointFindings } from '../../shared/service';
import { full, isNamed, itemsOf, leftOutNotes, loneMatrix, quick, type Item } from './items';
import { otherMatrices, otherNotes } from './others';
import type { OpenedCheckpoint } from './openCheckpoint';

/** What is wanted of a checkpoint. */
export interface Wanted {
  /** The one tensor, or module, to analyze; `null` for what is analyzed unasked. */
  readonly tensor: string | null;
  /** Also every other matrix, with its figures and no verdict. */
  readonly all?: boolean;
  /** Called with a first verdict on every large cell, before the rest of it is worked out. */
  readonly onFirst?: (name: string, figures: QuickFigures) => void;
}

/**
 * Analyzes the items of a checkpoint: all that are analyzed unasked, or those that a tensor's (or module's) name asks for.
 * What is wrong with one of them is told in `errors`.
 */
export async function findingsOf(
  { file, checkpoint, problem }: OpenedCheckpoint,
  { tensor, all = false, onFirst }: Wanted,
  progress?: Progress,
): Promise<CheckpointFindings> {
  const findings: CheckpointRecord[] = [];
  const silent: TensorInfo[] = [];
  const errors = problem === null ? [] : [problem];
  const attempt = async (item: Pick<Item, 'kind' | 'found'> & Partial<Item>): Promise<void> => {
    try {
      // The list's verdict on a small cell is that of the whole analysis, which is kept.
      if (onFirst && item.kind === 'cell' && item.row)
        onFirst(item.row.name, await quick(item as Item, checkpoint, progress));
      const record = await full(item, checkpoint, progress);
      // The entries of a matrix may speak against what its name says.
      if (record.verdict === null && !all && tensor === null) silent.push(item.found as TensorInfo);
      else findings.push(record);
    } catch (error) {
      if (error instanceof CancellationError) throw error;
      const message = messageOf(error);
      const { name } = item.found;
      errors.push(message.includes(name) ? message : `${name}: ${message}`);
    }
  };
  const { layout, catalog } = checkpoint;
  const overview = overviewText(layout);
  const items = itemsOf(layout);
  if (tensor === null) {
    const others = otherMatrices(catalog.entries, items);
    for (const item of items) if (item.row.unasked || all) await attempt(item);
    if (all)
      for (const entry of others) await attempt({ kind: 'matrix', found: loneMatrix(entry, layout, false) });
    const notes = all ? [] : [...leftOutNotes(items), ...otherNotes([...silent, ...others], layout.roles)];
    const unrecognized = layout.unrecognized.map(unrecognizedRecord);
    return { overview, findings, errors, notes, unrecognized, unreadable: false };
  }
  const named = items.filter((item) => item.kind !== 'matrix' && isNamed(item, tensor));
  const entry = catalog.entries.find(({ name }) => name === tensor);
  for (const item of named) await attempt(item);
  // Any other tensor is taken as a matrix.
  if (named.length === 0 && entry) await attempt({ kind: 'matrix', found: loneMatrix(entry, layout, true) });
  const unreadable = named.length === 0 && !entry;
  if (unreadable) errors.push(missing(file, tensor, catalog.entries));
  return { overview, findings, errors, notes: [], unrecognized: [], unreadable };
}

/** That a file has no such tensor, with the names of the first few that it has. */
function missing(file: string, name: string, entries: readonly TensorInfo[]): string {
  if (entries.length === 0) return l10n.t('{0} has no tensor {1}', file, JSON.stringify(name));
  const names = entries.slice(0, 12).map((entry) => entry.name);
  if (entries.length > 12) names.push('…');
  return l10n.t('{0} has no tensor {1}; it has {2}', file, JSON.stringify(name), names.join(', '));
}
