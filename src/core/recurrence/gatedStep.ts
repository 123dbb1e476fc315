import { kernels } from '../kernels/choose';
import { zeros, type Matrix } from '../linalg/matrix';
import { transposeMultiplyVector } from '../linalg/product';
import type { Step } from './cell';
import { backwardThrough, type FactoredJacobian } from './factoredJacobian';
import { timesRecurrent, type CellWeights, type WeightGradients } from './weights';

/** A diagonal matrix by its H entries; `null` is zero. */
type Diagonal = Float64Array | null;

/**
 * How the new state depends on the old one to first order, in blocks of H: on the old state itself, on the recurrent
 * pre-activations W_g·h + b_g and on the inputs' ones U_g·x + b_g. Every block is diagonal.
 */
export interface Linearization {
  /** ∂s_t[p]/∂s_{t−1}[q] past all matrices: the gate path. `direct[p][q]`. */
  readonly direct: readonly (readonly Diagonal[])[];
  /** ∂s_t[p]/∂(W_g·h + b_hg). `recurrent[p][g]`. */
  readonly recurrent: readonly (readonly Diagonal[])[];
  /** ∂s_t[p]/∂(U_g·x + b_ig). `input[p][g]`. */
  readonly input: readonly (readonly Diagonal[])[];
  /** What a gate keeps of each unit's memory, where that is not the last of `direct`. */
  readonly kept?: Float64Array;
}

/** A step of a cell whose matrices all multiply h_{t−1} or x_t: vanilla, LSTM, GRU with the reset gate after W. */
export class GatedStep implements Step, FactoredJacobian {
  constructor(
    private readonly weights: CellWeights,
    private readonly x: Float64Array,
    private readonly previous: Float64Array,
    readonly state: Float64Array,
    private readonly linearization: Linearization,
  ) {}

  private get hidden(): number {
    return this.state.length / this.linearization.direct.length;
  }

  get kept(): Float64Array | null {
    return this.linearization.kept ?? this.linearization.direct.at(-1)!.at(-1)!;
  }

  backward(gradient: Float64Array): Float64Array {
    return backwardThrough(this, this.weights, gradient);
  }

  hiddenPart(direction: Float64Array, target: Float64Array): void {
    const h = this.hidden;
    for (let i = 0; i < h; i++) target[i] = direction[i]!;
  }

  after(direction: Float64Array, product: Float64Array, target: Float64Array): void {
    const { direct, recurrent } = this.linearization;
    target.fill(0);
    scaleRows(direct, direction, target, this.hidden, 1);
    scaleRows(recurrent, product, target, this.hidden, 1);
  }

  gates(gradient: Float64Array, target: Float64Array): void {
    pullBack(this.linearization.recurrent, gradient, target, this.hidden);
  }

  afterTranspose(gradient: Float64Array, product: Float64Array, target: Float64Array): void {
    const h = this.hidden;
    pullBack(this.linearization.direct, gradient, target, h);
    for (let i = 0; i < h; i++) target[i] = target[i]! + product[i]!;
  }

  inputGradient(gradient: Float64Array): Float64Array {
    const throughGates = new Float64Array(this.weights.weightIh.rows);
    pullBack(this.linearization.input, gradient, throughGates, this.hidden);
    return transposeMultiplyVector(this.weights.weightIh, throughGates);
  }

  forward(directions: Matrix): Matrix {
    const { direct, recurrent } = this.linearization;
    const h = this.hidden;
    const k = directions.columns;
    const hidden = { rows: h, columns: k, data: directions.data.subarray(0, h * k) };
    const { weightHh } = this.weights;
    const result = zeros(directions.rows, k);
    scaleRows(direct, directions.data, result.data, h, k);
    // A single direction is not worth a copy of W into the kernels' memory.
    const product =
      k === 1 ? timesRecurrent(this.weights, hidden.data) : kernels().multiply(weightHh, hidden).data;
    scaleRows(recurrent, product, result.data, h, k);
    return result;
  }

  jacobian(): Matrix {
    const { direct, recurrent } = this.linearization;
    const h = this.hidden;
    const n = this.state.length;
    const result = zeros(n);
    const w = this.weights.weightHh.data;
    recurrent.forEach((gates, p) => {
      gates.forEach((diagonal, g) => {
        for (let i = 0; diagonal && i < h; i++) {
          const row = (p * h + i) * n;
          const source = (g * h + i) * h;
          for (let j = 0; j < h; j++)
            result.data[row + j] = result.data[row + j]! + diagonal[i]! * w[source + j]!;
        }
      });
    });
    direct.forEach((blocks, p) => {
      blocks.forEach((diagonal, q) => {
        for (let i = 0; diagonal && i < h; i++) {
          const place = (p * h + i) * n + q * h + i;
          result.data[place] = result.data[place]! + diagonal[i]!;
        }
      });
    });
    return result;
  }

  accumulate(gradient: Float64Array, { weightIh, weightHh, biasIh, biasHh }: WeightGradients): void {
    const h = this.hidden;
    const recurrent = new Float64Array(weightHh.rows);
    const input = new Float64Array(weightIh.rows);
    pullBack(this.linearization.recurrent, gradient, recurrent, h);
    pullBack(this.linearization.input, gradient, input, h);
    addOuter(weightHh, recurrent, this.previous);
    addOuter(weightIh, input, this.x);
    add(biasHh, recurrent);
    add(biasIh, input);
  }
}

/** Puts Σ_p diag(blocks[p][q])·δ_p for every q, of the stacked vector δ, in `target`. */
function pullBack(
  blocks: readonly (readonly Diagonal[])[],
  delta: Float64Array,
  target: Float64Array,
  h: number,
): void {
  const count = blocks[0]?.length ?? 0;
  for (let q = 0; q < count; q++) {
    const to = q * h;
    let isFirst = true;
    for (let p = 0; p < blocks.length; p++) {
      const diagonal = blocks[p]![q];
      if (!diagonal) continue;
      const from = p * h;
      if (isFirst) for (let i = 0; i < h; i++) target[to + i] = diagonal[i]! * delta[from + i]!;
      else for (let i = 0; i < h; i++) target[to + i] = target[to + i]! + diagonal[i]! * delta[from + i]!;
      isFirst = false;
    }
    if (isFirst) target.fill(0, to, to + h);
  }
}

/** Adds Σ_q diag(blocks[p][q])·X_q to block p of `target`, for stacked matrices of k columns. */
function scaleRows(
  blocks: readonly (readonly Diagonal[])[],
  source: Float64Array,
  target: Float64Array,
  h: number,
  k: number,
): void {
  for (let p = 0; p < blocks.length; p++) {
    const row = blocks[p]!;
    for (let q = 0; q < row.length; q++) {
      const diagonal = row[q];
      if (!diagonal) continue;
      let to = p * h * k;
      let from = q * h * k;
      if (k === 1) {
        for (let i = 0; i < h; i++) target[to + i] = target[to + i]! + diagonal[i]! * source[from + i]!;
        continue;
      }
      for (let i = 0; i < h; i++)
        for (let j = 0; j < k; j++, to++, from++) target[to] = target[to]! + diagonal[i]! * source[from]!;
    }
  }
}

/** A ← A + x·yᵀ; entries of y beyond the columns of A are left out. */
export function addOuter({ rows, columns, data }: Matrix, x: Float64Array, y: Float64Array): void {
  for (let i = 0; i < rows; i++) {
    const factor = x[i]!;
    if (factor === 0) continue;
    const row = i * columns;
    for (let j = 0; j < columns; j++) data[row + j] = data[row + j]! + factor * y[j]!;
  }
}

/** x ← x + y. */
export function add(x: Float64Array, y: Float64Array): void {
  for (let i = 0; i < x.length; i++) x[i] = x[i]! + y[i]!;
}
