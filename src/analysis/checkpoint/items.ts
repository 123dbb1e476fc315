import { checkpointKinds, type CheckpointKind } from '../../core/kind';
import type { Progress } from '../../core/linalg/matrix';
import type { Layout, LoneMatrix, Recognized, RecognizedByKind } from '../../core/recurrence/layout/layout';
import type { CheckpointRecords } from '../../core/recurrence/records';
import type { TensorInfo } from '../../core/tensor';
import type { CheckpointItem, ItemDetails, QuickFigures } from '../../shared/checkpoint';
import type { Checkpoint } from './checkpoint';
import { itemKinds } from './kinds/kinds';
import { UnaskedBudget } from './unasked';

/** Something in a checkpoint that has a verdict, with what it was made from. */
export interface Item<K extends CheckpointKind = CheckpointKind> {
  readonly kind: K;
  readonly found: Recognized[K];
  readonly row: CheckpointItem;
}

/** Everything in a layout that has a verdict, kind by kind; which are analyzed unasked is decided here alone. */
export function itemsOf(layout: RecognizedByKind): Item[] {
  const budget = new UnaskedBudget();
  let index = 0;
  const ofKind = <K extends CheckpointKind>(kind: K): Item<K>[] => {
    const rules = itemKinds[kind];
    return layout[kind].map((found) => {
      const description = rules.describe(found);
      const key = `${kind}:${description.name}:${rules.traits(found)}`;
      const unasked = rules.limit === null || rules.limit.isWithin(found, budget);
      return { kind, found, row: { index: index++, key, kind, ...description, unasked } };
    });
  };
  return checkpointKinds.flatMap((kind): Item[] => ofKind(kind));
}

/** A tensor by itself: as a person asks for it, taken as recurrent if it is square, or with its figures alone. */
export const loneMatrix = (
  { name, dtype, shape }: TensorInfo,
  { roles, matrix }: Pick<Layout, 'roles' | 'matrix'>,
  asked: boolean,
): LoneMatrix => ({
  ...{ name, dtype, shape },
  role: roles.get(name) ?? 'unknown',
  evidence: [
    ...(matrix.find((found) => found.name === name)?.evidence ?? []),
    ...(asked ? [{ kind: 'asked' } as const] : []),
  ],
});

/** The verdict on an item, for a list. */
export function quick<K extends CheckpointKind>(
  { kind, found }: Item<K>,
  checkpoint: Checkpoint,
  progress?: Progress,
): Promise<QuickFigures> {
  return itemKinds[kind].quick(found, checkpoint, progress);
}

/** The record of an item. */
export function full<K extends CheckpointKind>(
  { kind, found }: Pick<Item<K>, 'kind' | 'found'>,
  checkpoint: Checkpoint,
  progress?: Progress,
): Promise<CheckpointRecords[K]> {
  return itemKinds[kind].full(found, checkpoint, progress);
}

/** What the editor shows of an item, in one of its readings. */
export function detail<K extends CheckpointKind>(
  { kind, found }: Pick<Item<K>, 'kind' | 'found'>,
  checkpoint: Checkpoint,
  reading: number,
  progress?: Progress,
): Promise<ItemDetails[K]> {
  return itemKinds[kind].detail(found, checkpoint, reading, progress);
}

/** Does a tensor or module of that name ask for the item? */
export function isNamed<K extends CheckpointKind>({ kind, found }: Item<K>, name: string): boolean {
  return itemKinds[kind].isNamed(found, name);
}

/** The notes on the items that were left out because nobody asked for them. */
export function leftOutNotes(items: readonly Item[]): string[] {
  return checkpointKinds.flatMap((kind) => {
    const names = items.filter((item) => item.kind === kind && !item.row.unasked).map(({ row }) => row.name);
    const { limit } = itemKinds[kind];
    return limit && names.length > 0 ? [limit.note(names)] : [];
  });
}
