import { parseActivation, type ActivationName } from '../activation';
import type { TensorInfo } from '../../tensor';
import type { Alternative, CellKind, RecurrentCell } from './cell';
import { configText } from './config';
import type { Found, FrameworkLayout } from './framework';
import type { Hints, Unrecognized } from './layout';
import { moduleName } from './moduleName';
import { optional, shaped, stacked, whole } from './parts';
import type { LayoutProblem } from './problem';
import type { TensorIndex } from './tensorIndex';

/** `weight_hh_l0`, `weight_hh_l1_reverse`, RNNCell's `weight_hh`, AWD-LSTM's `weight_hh_l0_raw`. */
const recurrentName = /^(.*?)weight_hh((?:_l(\d+))?(_reverse)?)(_raw)?$/;
/** `enc_w_hh`, `w_hh_l0`: PyTorch's parts under short names, which its two biases show to be its own. */
const shortName = /^(.*?)w_hh((?:_l(\d+))?(_reverse)?)$/;
/** What weight_norm and spectral_norm leave of `weight_hh_l0`. */
const reparametrized = /weight_hh(_l\d+)?(_reverse)?(_[gvuv]|_orig|\.original\d?)$/;

const kinds: Readonly<Record<number, CellKind>> = { 1: 'rnn', 3: 'gru', 4: 'lstm' };
export const pytorchGates: Readonly<Record<CellKind, readonly string[]>> = {
  rnn: ['h'],
  lstm: ['i', 'f', 'g', 'o'],
  gru: ['r', 'z', 'n'],
};

/** torch.nn.RNN, LSTM, GRU and their cells (torch/nn/modules/rnn.py): (g·H, H) blocks, two biases that add. */
export const pytorch: FrameworkLayout = {
  name: 'PyTorch',
  find(tensors, hints) {
    const cells: RecurrentCell[] = [];
    const unrecognized: Unrecognized[] = [];
    for (const tensor of tensors.all()) {
      const match = recurrentName.exec(tensor.name) ?? shortMatch(tensor.name, tensors);
      if (match) {
        const read = readCell(tensor, match, tensors, hints);
        if (!read) continue;
        if ('reason' in read) unrecognized.push(read);
        else cells.push(read);
      } else if (reparametrized.test(tensor.name)) {
        unrecognized.push({
          tensor: tensor.name,
          reason: { kind: 'reparametrized', tensor: tensor.name },
        });
      }
    }
    return { cells, unrecognized } satisfies Found;
  },
};

function shortMatch(name: string, tensors: TensorIndex): RegExpExecArray | undefined {
  const match = shortName.exec(name);
  const [, prefix = '', suffix = ''] = match ?? [];
  const others = ['w_ih', 'b_ih', 'b_hh'].every((part) => tensors.get(`${prefix}${part}${suffix}`));
  return match && others ? match : undefined;
}

function readCell(
  hh: TensorInfo,
  [, prefix = '', suffix = '', layer, reverse]: RegExpExecArray,
  tensors: TensorIndex,
  hints: Hints,
): RecurrentCell | Unrecognized | undefined {
  const isShort = !recurrentName.test(hh.name);
  const [weight, ofBias] = isShort ? ['w', 'b'] : ['weight', 'bias'];
  const refuse = (reason: LayoutProblem): Unrecognized => ({ tensor: hh.name, reason });
  const [rows, columns] = hh.shape;
  if (hh.shape.length !== 2 || !rows || !columns) {
    return refuse({ kind: 'shape', rule: 'pytorch-matrix', tensor: shaped(hh) });
  }
  const hr = tensors.get(`${prefix}weight_hr${suffix}`);
  const hiddenSize = hr ? hr.shape[1]! : columns;
  const cell = kinds[rows / hiddenSize];
  if (!cell) {
    return refuse({ kind: 'shape', rule: 'pytorch', tensor: shaped(hh) });
  }
  if (hr && (cell !== 'lstm' || hr.shape[0] !== columns)) {
    return refuse({ kind: 'projection', tensor: shaped(hr), recurrent: shaped(hh) });
  }
  const rowsOfRecurrent = { kind: 'length', recurrent: hh.name, axis: 'rows', length: rows } as const;
  const ih = tensors.first(`${prefix}${weight}_ih${suffix}`, `${prefix}${weight}_ih${suffix}_raw`);
  if (ih && (ih.shape.length !== 2 || ih.shape[0] !== rows)) {
    return refuse({ ...rowsOfRecurrent, tensor: shaped(ih), part: 'input' });
  }
  const biases = [
    tensors.get(`${prefix}${ofBias}_ih${suffix}`),
    tensors.get(`${prefix}${ofBias}_hh${suffix}`),
  ] as const;
  for (const bias of biases) {
    if (bias && (bias.shape.length !== 1 || bias.shape[0] !== rows)) {
      return refuse({ ...rowsOfRecurrent, tensor: shaped(bias), part: 'bias' });
    }
  }
  // A square matrix alone is no more than a matrix, whatever its name.
  if (cell === 'rnn' && !ih && !biases.some(Boolean)) return undefined;
  const base: Omit<RecurrentCell, 'alternatives'> = {
    name: moduleName(prefix.replace(/_$/, '')),
    cell,
    framework: 'pytorch',
    layer: layer === undefined ? 0 : Number(layer),
    direction: reverse ? 'reverse' : 'forward',
    hiddenSize,
    inputSize: ih?.shape[1] ?? null,
    projection: hr ? columns : null,
    gates: pytorchGates[cell],
    orientation: 'col',
    recurrent: stacked(whole(hh)),
    input: optional(ih),
    inputBias: optional(biases[0]),
    recurrentBias: optional(biases[1]),
    projectionPart: hr ? whole(hr) : null,
    activation: 'tanh',
    resetAfter: cell === 'gru' ? true : null,
    updateKeeps: cell === 'gru' ? true : null,
    forgetBias: 0,
  };
  return cell === 'rnn' ? withNonlinearity(base, hints) : { ...base, alternatives: [] };
}

/** tanh or relu is not in a checkpoint: the config says it, or both readings are offered. */
function withNonlinearity(base: Omit<RecurrentCell, 'alternatives'>, hints: Hints): RecurrentCell {
  const named = parseActivation(configText(hints.config, ['nonlinearity', 'activation']) ?? '');
  if (named) return { ...base, activation: named, alternatives: [] };
  return { ...base, alternatives: [otherActivation(base, 'relu')] };
}

/** The same cell with another activation. */
export function otherActivation(
  base: Omit<RecurrentCell, 'alternatives'>,
  activation: ActivationName,
): Alternative {
  return {
    doubt: { kind: 'activation', instead: base.activation },
    cell: { ...base, activation },
  };
}
