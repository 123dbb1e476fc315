import type { TensorInfo } from '../../tensor';
import type { GateParts, Orientation } from './cell';
import { optional } from './parts';

/** The tensors of a module by their keys. */
export type Members = ReadonlyMap<string, TensorInfo>;

/** What the text around hand-written weights tells of them. */
export interface HandWrittenHints {
  /** How weights multiply where their shapes leave it open. */
  readonly orientation?: Orientation;
  /** Which comes first in the vector that a gate's only matrix multiplies, where it is known. */
  readonly joined?: 'hidden-first' | 'input-first';
}

/** How a module multiplies, by the side of the input weights that has the state's length; `undefined` where neither has. */
export function orientationOf(
  input: TensorInfo,
  hiddenSize: number,
  told: Orientation | undefined,
): Orientation | undefined {
  const [rows, columns] = input.shape.length === 1 ? [input.shape[0], 1] : input.shape;
  if (input.shape.length > 2) return undefined;
  if (rows === hiddenSize && columns === hiddenSize) return told ?? 'col';
  if (rows === hiddenSize) return 'col';
  return columns === hiddenSize ? 'row' : undefined;
}

/** A bias of so many entries, be it a vector, a row or a column. */
export function bias(tensor: TensorInfo | undefined, length: number): GateParts | null {
  const size = tensor?.shape.reduce((product, each) => product * each, 1);
  return tensor && size === length && Math.max(...tensor.shape) === length
    ? optional({ ...tensor, shape: [length] })
    : null;
}
