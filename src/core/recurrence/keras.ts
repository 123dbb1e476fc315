import { transpose, zeros, type Matrix } from '../linalg/matrix';
import type { CellKind } from './cell';
import type { CellWeights } from './weights';

/** A recurrent layer's variables as Keras stores them: they multiply from the right, x @ kernel. */
export interface KerasWeights {
  /** I×GH. */
  readonly kernel: Matrix;
  /** H×GH. */
  readonly recurrentKernel: Matrix;
  /** GH, or 2·GH (input's, then recurrent) for a GRU with `reset_after=True`; `null` with `use_bias=False`. */
  readonly bias: Float64Array | null;
}

/** Where each gate of PyTorch's order stands in Keras's: i f g o = i f c o, but r z n = z r h. */
const gateOrder: Readonly<Record<CellKind, readonly number[]>> = {
  rnn: [0],
  lstm: [0, 1, 2, 3],
  gru: [1, 0, 2],
};

/**
 * Keras's variables in PyTorch's layout (transposed, gates reordered). Keras's single bias becomes `biasIh`.
 * @throws RangeError when the shapes do not fit the kind of cell.
 */
export function fromKeras(kind: CellKind, { kernel, recurrentKernel, bias }: KerasWeights): CellWeights {
  const order = gateOrder[kind];
  const h = recurrentKernel.rows;
  const length = order.length * h;
  for (const [name, { rows, columns }] of [
    ['kernel', kernel],
    ['recurrent_kernel', recurrentKernel],
  ] as const)
    // prettier-ignore
    if (columns !== length)
      throw new RangeError(`${name} is ${rows}×${columns}, it should have ${length} columns`);
  const none = new Float64Array(length);
  if (bias && bias.length !== length && !(kind === 'gru' && bias.length === 2 * length))
    throw new RangeError(`bias has ${bias.length} entries, it should have ${length}`);
  const reorderedBias = (from: number): Float64Array =>
    bias && bias.length > from
      ? reorder({ rows: length, columns: 1, data: bias.subarray(from, from + length) }, order).data
      : none.slice();
  return {
    weightIh: reorder(transpose(kernel), order),
    weightHh: reorder(transpose(recurrentKernel), order),
    biasIh: reorderedBias(0),
    biasHh: reorderedBias(length),
  };
}

/**
 * The reverse of `fromKeras`. Two biases become one where Keras has one; `resetAfter` (GRU only) keeps both.
 */
export function toKeras(
  kind: CellKind,
  { weightIh, weightHh, biasIh, biasHh }: CellWeights,
  resetAfter = true,
): KerasWeights {
  const order = gateOrder[kind];
  // The permutations are their own inverses.
  const vector = (data: Float64Array): Float64Array =>
    reorder({ rows: data.length, columns: 1, data }, order).data;
  const both = kind === 'gru' && resetAfter;
  return {
    kernel: transpose(reorder(weightIh, order)),
    recurrentKernel: transpose(reorder(weightHh, order)),
    bias: both
      ? Float64Array.of(...vector(biasIh), ...vector(biasHh))
      : vector(biasIh.map((value, i) => value + biasHh[i]!)),
  };
}

/** The blocks of rows of A in the given order. */
function reorder({ rows, columns, data }: Matrix, order: readonly number[]): Matrix {
  const result = zeros(rows, columns);
  const size = (rows / order.length) * columns;
  order.forEach((from, to) => {
    result.data.set(data.subarray(from * size, (from + 1) * size), to * size);
  });
  return result;
}
