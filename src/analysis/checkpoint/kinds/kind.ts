import type { CheckpointKind } from '../../../core/kind';
import type { Progress } from '../../../core/linalg/matrix';
import type { Recognized } from '../../../core/recurrence/layout/layout';
import type { CheckpointRecords } from '../../../core/recurrence/records';
import type { CheckpointItem, ItemDetails, QuickFigures } from '../../../shared/checkpoint';
import type { Checkpoint } from '../checkpoint';
import type { UnaskedBudget } from '../unasked';

/** What the list shows of an item before any of its data is read. */
export type Description = Omit<CheckpointItem, 'index' | 'key' | 'kind' | 'unasked'>;

/** What keeps items from being analyzed unasked. */
export interface Limit<K extends CheckpointKind> {
  isWithin(found: Recognized[K], budget: UnaskedBudget): boolean;
  /** The note on the items, at least one, that were left out. */
  note(names: readonly string[]): string;
}

/**
 * How the items of one kind are listed and analyzed. `quick`, `full` and `detail` reject with FormatError for data that cannot
 * be read and RangeError for data that cannot be analyzed.
 */
export interface ItemKind<K extends CheckpointKind> {
  describe(found: Recognized[K]): Description;
  /** What tells items of one name apart, in every language the same. */
  traits(found: Recognized[K]): string;
  /** Which of them are analyzed only when asked for; `null` for a kind of which none are. */
  readonly limit: Limit<K> | null;
  /** Does the name of a tensor or module ask for this item? */
  isNamed(found: Recognized[K], name: string): boolean;
  /** The verdict, for a list: for large items from fewer figures. */
  quick(found: Recognized[K], checkpoint: Checkpoint, progress?: Progress): Promise<QuickFigures>;
  /** The record. */
  full(found: Recognized[K], checkpoint: Checkpoint, progress?: Progress): Promise<CheckpointRecords[K]>;
  /** What the editor shows, in one of the readings that the file leaves open (0 is the one taken unasked). */
  detail(
    found: Recognized[K],
    checkpoint: Checkpoint,
    reading: number,
    progress?: Progress,
  ): Promise<ItemDetails[K]>;
}
