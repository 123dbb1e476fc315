import { zeros, type Matrix } from '../linalg/matrix';
import { multiplyVector, transposeMultiplyVector } from '../linalg/product';
import type { Step } from './cell';
import { backwardThrough, type FactoredJacobian } from './factoredJacobian';
import type { GatedStep } from './gatedStep';
import { timesRecurrent, type CellWeights, type WeightGradients } from './weights';

/**
 * A step of a projected LSTM: the state is (R·h, c), of which the gates see R·h alone. `inner` is the step before the
 * projection, whose state (h, c) depends on the old one through c and W·(R·h).
 */
export class ProjectedStep implements Step, FactoredJacobian {
  readonly state: Float64Array;

  constructor(
    private readonly inner: GatedStep,
    private readonly weights: CellWeights,
    private readonly projection: Matrix,
    projected: Float64Array,
  ) {
    this.state = this.joined(projected, inner.state);
  }

  get kept(): Float64Array | null {
    return this.inner.kept;
  }

  hiddenPart(direction: Float64Array, target: Float64Array): void {
    target.set(direction.subarray(0, this.projection.rows));
  }

  after(direction: Float64Array, product: Float64Array, target: Float64Array): void {
    const { rows, columns } = this.projection;
    const before = new Float64Array(2 * columns);
    before.set(direction.subarray(rows), columns);
    const image = new Float64Array(2 * columns);
    this.inner.after(before, product, image);
    target.set(this.joined(multiplyVector(this.projection, image.subarray(0, columns)), image));
  }

  gates(gradient: Float64Array, target: Float64Array): void {
    this.inner.gates(this.unprojected(gradient), target);
  }

  afterTranspose(gradient: Float64Array, product: Float64Array, target: Float64Array): void {
    const { columns } = this.projection;
    const before = new Float64Array(2 * columns);
    this.inner.afterTranspose(this.unprojected(gradient), new Float64Array(columns), before);
    target.set(this.joined(product, before));
  }

  backward(gradient: Float64Array): Float64Array {
    return backwardThrough(this, this.weights, gradient);
  }

  inputGradient(gradient: Float64Array): Float64Array {
    return this.inner.inputGradient(this.unprojected(gradient));
  }

  forward({ rows, columns, data }: Matrix): Matrix {
    const result = zeros(rows, columns);
    for (let j = 0; j < columns; j++) {
      const direction = new Float64Array(rows).map((_, i) => data[i * columns + j]!);
      const hidden = direction.subarray(0, this.projection.rows);
      const image = new Float64Array(rows);
      this.after(direction, timesRecurrent(this.weights, hidden), image);
      for (let i = 0; i < rows; i++) result.data[i * columns + j] = image[i]!;
    }
    return result;
  }

  jacobian(): Matrix {
    const n = this.state.length;
    const identity = zeros(n);
    for (let i = 0; i < n; i++) identity.data[i * n + i] = 1;
    return this.forward(identity);
  }

  /** The projection's own gradient has no place in `gradients`. */
  accumulate(gradient: Float64Array, gradients: WeightGradients): void {
    this.inner.accumulate(this.unprojected(gradient), gradients);
  }

  /** (p, c) of a vector p and of the last half of (h, c). */
  private joined(projected: Float64Array, whole: Float64Array): Float64Array {
    const { rows, columns } = this.projection;
    const result = new Float64Array(rows + columns);
    result.set(projected);
    result.set(whole.subarray(columns), rows);
    return result;
  }

  /** (Rᵀ·p, c) of (p, c). */
  private unprojected(gradient: Float64Array): Float64Array {
    const { rows, columns } = this.projection;
    const result = new Float64Array(2 * columns);
    result.set(transposeMultiplyVector(this.projection, gradient.subarray(0, rows)));
    result.set(gradient.subarray(rows), columns);
    return result;
  }
}
