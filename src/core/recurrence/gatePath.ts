import { softplus } from './linear/functions';
import type { RecurrentCell } from './layout/cell';
import { gateOf } from './layout/buildCell';
import { cellWeights, type Tensors } from './layout/cellWeights';
import { halfLives, type HalfLives } from './halfLives';

/** The direct path past the matrices: what a gate at rest keeps of each unit's memory a step. */
export interface GatePath {
  /** The gate that keeps, by its framework's name. */
  readonly gate: string;
  /** Half-lives in steps over the units; `null` never halves. */
  readonly halfLife: HalfLives;
  /** Every unit's half-life, ascending, for a histogram. */
  readonly units: Float64Array;
}

/**
 * Half-lives of an LSTM's cell state under its forget gate, or of a GRU's state under its update gate, with no input and
 * no state: the gate is σ(b), b all of its biases together (ln 0.5/ln σ(b) = ln 2/softplus(−b)); `null` for a vanilla cell.
 * @throws RangeError when a tensor is missing.
 */
export function gatePath(cell: Omit<RecurrentCell, 'alternatives'>, tensors: Tensors): GatePath | null {
  if (cell.cell === 'rnn') return null;
  const gates = cellWeights(cell, tensors);
  const gate = gateOf(cell, gates, cell.cell === 'lstm' ? 'forget' : 'update');
  // Where z takes the new value, 1 − σ(b) = σ(−b) keeps the old one.
  const sign = cell.updateKeeps === false ? -1 : 1;
  const units = new Float64Array(cell.hiddenSize);
  for (let i = 0; i < units.length; i++) {
    const bias = (gate.inputBias?.[i] ?? 0) + (gate.recurrentBias?.[i] ?? 0);
    units[i] = Math.LN2 / softplus(-sign * bias);
  }
  units.sort();
  return { gate: gate.gate, halfLife: halfLives(units), units };
}
