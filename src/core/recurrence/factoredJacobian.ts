import { transposeTimesRecurrent, type CellWeights } from './weights';

/**
 * A step's Jacobian taken apart around the one large matrix in it, so that many steps and vectors can share a pass over
 * that matrix: J·x = after(x, W·hiddenPart(x)), Jᵀ·δ = afterTranspose(δ, Wᵀ·gates(δ)). Every result is written to `target`.
 */
export interface FactoredJacobian {
  /** What W multiplies, length H, of a direction of the whole state. */
  hiddenPart(direction: Float64Array, target: Float64Array): void;
  after(direction: Float64Array, product: Float64Array, target: Float64Array): void;
  /** What Wᵀ multiplies, length GH, of a gradient of the whole state. */
  gates(gradient: Float64Array, target: Float64Array): void;
  afterTranspose(gradient: Float64Array, product: Float64Array, target: Float64Array): void;
}

/** Whether a step's Jacobian comes apart in this way: one whose matrix is used twice in a row does not. */
export function isFactored<T extends object>(step: T): step is T & FactoredJacobian {
  return 'afterTranspose' in step;
}

/** Jᵀ·δ of a step that comes apart, with its Wᵀ. */
export function backwardThrough(
  step: FactoredJacobian,
  weights: CellWeights,
  gradient: Float64Array,
): Float64Array {
  const gates = new Float64Array(weights.weightHh.rows);
  step.gates(gradient, gates);
  const result = new Float64Array(gradient.length);
  step.afterTranspose(gradient, transposeTimesRecurrent(weights, gates), result);
  return result;
}
