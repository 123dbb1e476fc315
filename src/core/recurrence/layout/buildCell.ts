import { zeros } from '../../linalg/matrix';
import type { Cell } from '../cell';
import { GruCell } from '../gru';
import { GruResetBeforeCell } from '../gruResetBefore';
import { LstmCell } from '../lstm';
import { VanillaCell } from '../vanilla';
import type { CellWeights } from '../weights';
import { gateRole, type GateRole, type RecurrentCell } from './cell';
import { cellWeights, peepholesOf, projectionMatrix, type GateWeights, type Tensors } from './cellWeights';

type Stored = Omit<RecurrentCell, 'alternatives'>;

/** The roles in the order that the exact cells stack them: PyTorch's. */
const order: Readonly<Record<Stored['cell'], readonly GateRole[]>> = {
  rnn: ['state'],
  lstm: ['input', 'forget', 'candidate', 'output'],
  gru: ['reset', 'update', 'candidate'],
};

/**
 * The exact cell of stored weights, whatever their framework's order and orientation. Missing biases are zero; where the
 * input weights are not in the file the cell has one input that does nothing. Haiku's GRU has its update gate's sign
 * turned, since 1 − σ(a) = σ(−a).
 * @throws RangeError when tensors are missing, shorter than their shape, or not finite.
 */
export function buildCell(cell: Stored, tensors: Tensors): Cell {
  return cellOf(cell, stackedWeights(cell, tensors), tensors);
}

/**
 * The exact cell with the weights that `stackedWeights` gave; a projection and peepholes are taken from the tensors.
 * @throws RangeError for weights that are not finite.
 */
export function cellOf(cell: Stored, weights: CellWeights, tensors: Tensors): Cell {
  const { recurrentActivation, equations } = cell;
  const activation = equations?.candidate ?? cell.activation;
  if (cell.cell === 'rnn') return new VanillaCell(weights, activation, undefined, equations?.clip);
  const activations = {
    activation,
    ...(recurrentActivation ? { recurrentActivation } : {}),
    ...(equations?.output ? { outputActivation: equations.output } : {}),
    ...(equations?.clip === undefined ? {} : { clip: equations.clip }),
  };
  if (cell.cell === 'lstm') {
    const peepholes = peepholesOf(cell, tensors);
    return new LstmCell(weights, activations, projectionMatrix(cell, tensors), {
      coupled: equations?.coupled ?? false,
      ...(peepholes ? { peepholes } : {}),
    });
  }
  return cell.resetAfter === false
    ? new GruResetBeforeCell(weights, activations)
    : new GruCell(weights, activations);
}

/**
 * The weights of `buildCell`, stacked in PyTorch's order.
 * @throws RangeError when tensors are missing or shorter than their shape.
 */
export function stackedWeights(cell: Stored, tensors: Tensors): CellWeights {
  const gates = cellWeights(cell, tensors);
  const { hiddenSize: h } = cell;
  const width = cell.projection ?? h;
  const inputSize = cell.inputSize ?? 1;
  const roles = order[cell.cell];
  const weights: CellWeights = {
    weightIh: zeros(roles.length * h, inputSize),
    weightHh: zeros(roles.length * h, width),
    biasIh: new Float64Array(roles.length * h),
    biasHh: new Float64Array(roles.length * h),
  };
  roles.forEach((role, place) => {
    const gate = gateOf(cell, gates, role);
    const sign = role === 'update' && cell.updateKeeps === false ? -1 : 1;
    const put = (target: Float64Array, source: Float64Array | null | undefined, row: number): void => {
      if (source) target.set(sign === 1 ? source : source.map((value) => -value), place * h * row);
    };
    put(weights.weightHh.data, gate.recurrent.data, width);
    put(weights.weightIh.data, gate.input?.data, inputSize);
    put(weights.biasIh, gate.inputBias, 1);
    put(weights.biasHh, gate.recurrentBias, 1);
  });
  return weights;
}

/** The weights of the gate with that role. */
export function gateOf(cell: Stored, gates: readonly GateWeights[], role: GateRole): GateWeights {
  const found = gates.find(({ gate }) => gateRole(cell.cell, gate) === role);
  if (!found) throw new RangeError(`${cell.name} has no ${role} gate`);
  return found;
}
