import type { RecurrentCell } from './cell';
import type { Hints, Unrecognized } from './layout';
import type { TensorIndex } from './tensorIndex';

/** What a framework's reader made of the tensors. */
export interface Found {
  readonly cells: readonly RecurrentCell[];
  readonly unrecognized: readonly Unrecognized[];
  /** Tensors that belong to the cells and are none of their parts as they stand. */
  readonly claimed?: readonly string[];
}

/** Reads the names and shapes of one framework. A new framework is a file with one of these and a line in `frameworks`. */
export interface FrameworkLayout {
  readonly name: string;
  find(tensors: TensorIndex, hints: Hints): Found;
}
