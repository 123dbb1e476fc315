import type { Cell } from '../../../../src/core/recurrence/cell';
import { createCell, parseCellName } from '../../../../src/core/recurrence/createCell';
import { GruResetBeforeCell } from '../../../../src/core/recurrence/gruResetBefore';
import { GruCell } from '../../../../src/core/recurrence/gru';
import { LstmCell } from '../../../../src/core/recurrence/lstm';
import { VanillaCell } from '../../../../src/core/recurrence/vanilla';
import type { CellWeights } from '../../../../src/core/recurrence/weights';
import { fromRows, scale } from '../../../../src/core/linalg/matrix';
import rows from '../../../fixtures/bptt.json';
import { gaussian } from '../linalg/matrices';

/** A case that torch computed: the loss is vᵀ·h_T. */
export const cases = rows.map((row) => ({
  ...row,
  cell: createCell(parseCellName(row.kind)!, {
    weightIh: fromRows(row.weight_ih),
    weightHh: fromRows(row.weight_hh),
    biasIh: Float64Array.from(row.bias_ih),
    biasHh: Float64Array.from(row.bias_hh),
  }),
  inputs: row.x.map((x) => Float64Array.from(x)),
  loss: new Map([[row.steps, Float64Array.from(row.v)]]),
}));

/** Seeded weights of a cell with the given number of gates. */
export function seededWeights(gates: number, hidden: number, input: number, seed: number): CellWeights {
  return {
    weightIh: scale(gaussian(gates * hidden, input, seed), 0.5),
    weightHh: scale(gaussian(gates * hidden, hidden, seed + 1), 1 / Math.sqrt(hidden)),
    biasIh: scale(gaussian(1, gates * hidden, seed + 2), 0.3).data,
    biasHh: scale(gaussian(1, gates * hidden, seed + 3), 0.3).data,
  };
}

const peepholesFor = ({ weightHh }: CellWeights): Float64Array =>
  scale(gaussian(1, 3 * weightHh.columns, 7), 0.8).data;

/** Each kind of cell, by a maker that takes its weights. */
export const makers: readonly (readonly [string, number, (weights: CellWeights) => Cell])[] = [
  ['tanh', 1, (weights) => createCell('rnn_tanh', weights)],
  ['silu', 1, (weights) => createCell('rnn_silu', weights)],
  ['LSTM', 4, (weights) => createCell('lstm', weights)],
  ['LSTM with softsign', 4, (weights) => new LstmCell(weights, { activation: 'softsign' })],
  ['LSTM with peepholes', 4, (weights) => new LstmCell(weights, {}, null, { peepholes: peepholesFor(weights) })], // prettier-ignore
  ['LSTM with peepholes, coupled gates, a bound and activations of its own', 4, (weights) => new LstmCell(weights, { clip: 0.4, recurrentActivation: { kind: 'hard_sigmoid', alpha: 0.3, beta: 0.4 }, outputActivation: { kind: 'scaled_tanh', alpha: 1.2, beta: 0.6 } }, null, { peepholes: peepholesFor(weights), coupled: true })], // prettier-ignore
  ['tanh, bounded', 1, (weights) => new VanillaCell(weights, { kind: 'affine', alpha: 0.7, beta: 0.1 }, undefined, 0.5)], // prettier-ignore
  ['GRU', 3, (weights) => createCell('gru', weights)],
  ['GRU with gelu and softsign', 3, (weights) => new GruCell(weights, { activation: 'gelu', recurrentActivation: 'softsign' })], // prettier-ignore
  ['GRU with the reset before', 3, (weights) => new GruResetBeforeCell(weights)],
];
