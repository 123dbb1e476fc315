import * as l10n from '@vscode/l10n';
import type { Progress } from '../../core/linalg/matrix';
import type { CheckpointRecord } from '../../core/recurrence/records';
import type { TensorInfo } from '../../core/tensor';
import { overviewText } from '../../present/checkpoint/overview';
import { unrecognizedRecord } from '../../present/layout/problem';
import { messageOf } from '../../present/invalidInput';
import { CancellationError } from '../../shared/rpc';
import type { CheckpointFindings } from '../../shared/service';
import { askedFor, full, isNamed, itemsOf, leftOutNotes, type Item } from './items';
import type { OpenedCheckpoint } from './openCheckpoint';

/**
 * Analyzes the items of a checkpoint: all that are analyzed unasked, or those that a tensor's (or module's) name asks for.
 * What is wrong with one of them is told in `errors`.
 */
export async function findingsOf(
  { file, checkpoint, problem }: OpenedCheckpoint,
  tensor: string | null,
  progress?: Progress,
): Promise<CheckpointFindings> {
  const findings: CheckpointRecord[] = [];
  const errors = problem === null ? [] : [problem];
  const attempt = async (item: Pick<Item, 'kind' | 'found'>): Promise<void> => {
    try {
      findings.push(await full(item, checkpoint, progress));
    } catch (error) {
      if (error instanceof CancellationError) throw error;
      const message = messageOf(error);
      const { name } = item.found;
      errors.push(message.includes(name) ? message : `${name}: ${message}`);
    }
  };
  const overview = overviewText(checkpoint.layout);
  const items = itemsOf(checkpoint.layout);
  if (tensor === null) {
    for (const item of items) if (item.row.unasked) await attempt(item);
    const unrecognized = checkpoint.layout.unrecognized.map(unrecognizedRecord);
    return { overview, findings, errors, notes: leftOutNotes(items), unrecognized, unreadable: false };
  }
  const { entries } = checkpoint.catalog;
  const named = items.filter((item) => isNamed(item, tensor));
  const entry = entries.find(({ name }) => name === tensor);
  for (const item of named) await attempt(item);
  // Any other tensor is taken as a matrix.
  if (named.length === 0 && entry) await attempt({ kind: 'matrix', found: askedFor(entry) });
  const unreadable = named.length === 0 && !entry;
  if (unreadable) errors.push(missing(file, tensor, entries));
  return { overview, findings, errors, notes: [], unrecognized: [], unreadable };
}

/** That a file has no such tensor, with the names of the first few that it has. */
function missing(file: string, name: string, entries: readonly TensorInfo[]): string {
  if (entries.length === 0) return l10n.t('{0} has no tensor {1}', file, JSON.stringify(name));
  const names = entries.slice(0, 12).map((entry) => entry.name);
  if (entries.length > 12) names.push('…');
  return l10n.t('{0} has no tensor {1}; it has {2}', file, JSON.stringify(name), names.join(', '));
}
