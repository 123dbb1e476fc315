import { parseActivation, type ActivationName } from './activation';
import type { Cell } from './cell';
import { GruCell } from './gru';
import { LstmCell } from './lstm';
import { VanillaCell } from './vanilla';
import type { CellWeights } from './weights';

/** The kind of a cell as PyTorch names it. */
export type CellName = 'lstm' | 'gru' | `rnn_${ActivationName}`;

/** The cell that `text` names: `lstm`, `gru`, `rnn`, `rnn_tanh`, `rnn_relu`, `rnn_` and any other activation. */
export function parseCellName(text: string): CellName | undefined {
  const folded = text.trim().toLowerCase();
  if (folded === 'lstm' || folded === 'gru') return folded;
  if (folded === 'rnn') return 'rnn_tanh';
  const name = folded.startsWith('rnn_') ? parseActivation(folded.slice(4)) : undefined;
  return name && `rnn_${name}`;
}

/**
 * A cell with weights in PyTorch's layout.
 * @throws RangeError for weights that do not fit together or are not finite.
 */
export function createCell(name: CellName, weights: CellWeights): Cell {
  if (name === 'lstm') return new LstmCell(weights);
  if (name === 'gru') return new GruCell(weights);
  return new VanillaCell(weights, name.slice(4) as ActivationName);
}
