import { plainName } from '../core/recurrence/layout/partKey';
import type { TensorCandidate, TensorList } from './candidate';
import type { Block } from './nested';

/** More parts of cells than this in one document are generated data. */
const maxTensors = 2000;
const maxLists = 200;
/** A name costs a look around, and a hostile text holds hundreds of thousands of vectors. */
const maxLooks = 50_000;
const maxListLength = 400;

/** Ends of names that a part of a cell may have: `weight_ih_l0`, `recurrent_kernel`, `b_f`, `Wxh`, `h2h.bias`. */
const ofCell =
  /(?:^|[./])(?:[\w-]*(?:weights?|bias(?:es)?|kernel)(?:[_\d][\w-]*)?(?::\d+)?|[wubr]_?[a-z]{0,2}\d?|[wubr]_(?:in|rec|hid)\w*|w(?:in|rec)\w*|[ihx]2?h|vars\/[012])$/i;

/** Whether a tensor of this name may be a part of a recurrent cell. */
export function mayBeOfCell(name: string): boolean {
  return ofCell.test(plainName(name));
}

/** Collects what may belong to a cell beside the matrices of a text. */
export class TensorFindings {
  readonly tensors: TensorCandidate[] = [];
  readonly lists: TensorList[] = [];
  private looks = 0;

  /** Notes a vector, a row or a column if it bears the name of a part of a cell. */
  note(block: Block, name: () => string, range: { readonly start: number; readonly end: number }): void {
    if (block.flaw || block.values.length === 0) return;
    if (this.tensors.length >= maxTensors || ++this.looks > maxLooks) return;
    const called = name();
    if (!mayBeOfCell(called)) return;
    const { start, end } = range;
    this.tensors.push({ name: called, range: { start, end }, ...tensorOf(block) });
  }

  /** Notes a list of tensors. */
  noteList(list: TensorList): void {
    if (this.lists.length < maxLists && list.elements.length <= maxListLength) this.lists.push(list);
  }
}

/** A block's shape and numbers. */
export function tensorOf({ rank, rows, columns, values }: Block): Pick<TensorCandidate, 'shape' | 'data'> {
  return { shape: rank === 1 ? [columns] : [rows, columns], data: values };
}
