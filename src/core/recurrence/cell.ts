import type { Matrix } from '../linalg/matrix';
import type { Activity, Moment } from './activity';
import type { CellWeights, WeightGradients } from './weights';

/** The kinds of cells, as people call them. */
export type CellKind = 'rnn' | 'lstm' | 'gru';

/** One step that was taken, with what its derivatives need. */
export interface Step {
  /** The state after the step, s_t. */
  readonly state: Float64Array;
  /** What the forget gate of an LSTM, or the update gate of a GRU, keeps of each unit's memory, length H. */
  readonly kept?: Float64Array | null;
  /** The vector–Jacobian product J_tᵀ·δ_t = ∂L/∂s_{t−1} of δ_t = ∂L/∂s_t (what later steps and the loss make of s_t). */
  backward(gradient: Float64Array): Float64Array;
  /** ∂L/∂x_t of δ_t = ∂L/∂s_t. */
  inputGradient(gradient: Float64Array): Float64Array;
  /** The Jacobian–matrix product J_t·Q for a stateSize×k matrix of directions. */
  forward(directions: Matrix): Matrix;
  /** J_t = ∂s_t/∂s_{t−1}, stateSize×stateSize, exact. */
  jacobian(): Matrix;
  /** Adds this step's share of ∂L/∂W, ∂L/∂U and ∂L/∂b, given δ_t = ∂L/∂s_t. */
  accumulate(gradient: Float64Array, gradients: WeightGradients): void;
}

/** A recurrent cell: s_t = f(s_{t−1}, x_t). The first hiddenSize numbers of a state are h; an LSTM's others are c. */
export interface Cell {
  readonly kind: CellKind;
  /** Length of h: H, or P where the cell projects it. */
  readonly hiddenSize: number;
  readonly inputSize: number;
  /** H, 2H for an LSTM, P + H for a projected one. */
  readonly stateSize: number;
  readonly weights: CellWeights;
  /** One step from `state` under the input `x` (length inputSize); `ux` is U·x and `wh` is W·h where they are known. */
  step(x: Float64Array, state: Float64Array, ux?: Float64Array, wh?: Float64Array): Step;
  /** What the gates did in a step that was taken. */
  activity(moment: Moment): Activity;
}
