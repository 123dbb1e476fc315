import { InvalidInput } from '../invalidInput';
import { ofOne, type MatrixProduct } from '../kernels/matrixProduct';
import { zeros, type Matrix } from '../linalg/matrix';
import { multiplyVector, transposeMultiplyVector } from '../linalg/product';
import { requireFinite } from '../linalg/requirements';

/**
 * The weights of a cell with G gates in PyTorch's layout: gates stacked by rows, two biases. A cell without gates has
 * G = 1.
 */
export interface CellWeights {
  /** U, GH×I. */
  readonly weightIh: Matrix;
  /** W, GH×H. */
  readonly weightHh: Matrix;
  /** Length GH. */
  readonly biasIh: Float64Array;
  /** Length GH. */
  readonly biasHh: Float64Array;
  /** W once more where it multiplies quickly, for as long as that lasts; without it plain products serve. */
  readonly product?: MatrixProduct;
}

/** W·h. */
export function timesRecurrent({ weightHh, product }: CellWeights, h: Float64Array): Float64Array {
  return product ? ofOne(product.times, h) : multiplyVector(weightHh, h);
}

/** Wᵀ·a. */
export function transposeTimesRecurrent({ weightHh, product }: CellWeights, a: Float64Array): Float64Array {
  return product ? ofOne(product.transposeTimes, a) : transposeMultiplyVector(weightHh, a);
}

/** ∂L/∂ each of the weights, in the same layout. */
export type WeightGradients = Omit<CellWeights, 'product'>;

/** Zeros in the layout of `weights`. */
export function zeroGradients({ weightIh, weightHh, biasIh, biasHh }: CellWeights): WeightGradients {
  return {
    weightIh: zeros(weightIh.rows, weightIh.columns),
    weightHh: zeros(weightHh.rows, weightHh.columns),
    biasIh: new Float64Array(biasIh.length),
    biasHh: new Float64Array(biasHh.length),
  };
}

/**
 * Refuses weights that do not fit together; `units` is H where W has other columns, as a projected cell's has.
 * @throws RangeError that names the culprit and the shape it should have.
 */
export function requireWeights(
  { weightIh, weightHh, biasIh, biasHh }: CellWeights,
  gates: number,
  units = weightHh.columns,
): void {
  const rows = gates * units;
  for (const [name, matrix] of [
    ['weight_hh', weightHh],
    ['weight_ih', weightIh],
  ] as const) {
    // prettier-ignore
    if (matrix.rows !== rows) {
      const blocks = gates === 1 ? `${rows} rows` : `${rows} rows (${gates} gates of ${units})`;
      throw new RangeError(`${name} is ${matrix.rows}×${matrix.columns}, it should have ${blocks}`);
    }
    named(name, matrix);
  }
  for (const [name, bias] of [
    ['bias_ih', biasIh],
    ['bias_hh', biasHh],
  ] as const) {
    // prettier-ignore
    if (bias.length !== rows)
      throw new RangeError(`${name} has ${bias.length} entries, it should have ${rows}`);
    named(name, { rows: 1, columns: rows, data: bias });
  }
}

function named(name: string, matrix: Matrix): void {
  try {
    requireFinite(matrix);
  } catch (error) {
    throw error instanceof InvalidInput ? error.within(name) : error;
  }
}
