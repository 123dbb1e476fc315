import type { TensorInfo } from '../../tensor';
import type { CellKind, GateParts, RecurrentCell } from './cell';
import type { Found, FrameworkLayout } from './framework';
import type { Unrecognized } from './layout';
import { moduleName } from './moduleName';
import { optional, shaped, stacked, whole } from './parts';
import { otherActivation } from './pytorch';
import { sameShape, type TensorIndex } from './tensorIndex';

/** The kernel whose presence tells each kind of linen cell: `hf` an LSTM, `hr` a GRU, `h` a SimpleCell. */
const perGateName = /^(.*[/.])?(hf|hr|h)([/.])kernel$/;
/** nnx keeps all gates of a cell in one kernel. */
const denseName = /^(.*[/.])?dense_h([/.])kernel$/;

const gatesOf: Readonly<Record<CellKind, readonly string[]>> = {
  rnn: ['h'],
  lstm: ['i', 'f', 'g', 'o'],
  gru: ['r', 'z', 'n'],
};
const kinds: Readonly<Record<number, CellKind>> = { 1: 'rnn', 3: 'gru', 4: 'lstm' };

/** Flax linen and nnx (flax/linen/recurrent.py, flax/nnx/nn/recurrent.py): rows multiply, gates by name. */
export const flax: FrameworkLayout = {
  name: 'Flax',
  find(tensors) {
    const cells: RecurrentCell[] = [];
    const unrecognized: Unrecognized[] = [];
    for (const tensor of tensors.all()) {
      const read = perGate(tensor, tensors) ?? dense(tensor, tensors);
      if (!read) continue;
      if ('reason' in read) unrecognized.push(read);
      else cells.push(read);
    }
    return { cells, unrecognized } satisfies Found;
  },
};

const cellOfKernel: Readonly<Record<string, CellKind>> = { hf: 'lstm', hr: 'gru', h: 'rnn' };

function perGate(tensor: TensorInfo, tensors: TensorIndex): RecurrentCell | Unrecognized | undefined {
  const match = perGateName.exec(tensor.name);
  if (!match) return undefined;
  const [, prefix = '', kernel = '', separator = '/'] = match;
  const cell = cellOfKernel[kernel]!;
  const gates = gatesOf[cell];
  const named = (side: 'h' | 'i', gate: string, what: string): TensorInfo | undefined => {
    const module = cell === 'rnn' ? side : `${side}${gate}`;
    // nnx writes `if_`, for `if` is a keyword.
    return tensors.first(`${prefix}${module}${separator}${what}`, `${prefix}${module}_${separator}${what}`);
  };
  const hidden = gates.map((gate) => named('h', gate, 'kernel'));
  const input = gates.map((gate) => named('i', gate, 'kernel'));
  // An MGU has `hf` and `hn` only; a Dense layer called `h` has no `i` beside it.
  if (hidden.some((part) => !part) || (cell === 'rnn' && !input[0])) return undefined;
  const size = tensor.shape[0];
  const square = [size ?? 0, size ?? 0];
  const misfit = hidden.find((part) => part && !sameShape(part.shape, square));
  if (!size || misfit) {
    const wrong = misfit ?? tensor;
    return {
      tensor: wrong.name,
      reason: { kind: 'shape', rule: 'flax-gate', tensor: shaped(wrong) },
    };
  }
  const collect = (parts: readonly (TensorInfo | undefined)[]): GateParts | null =>
    parts.some(Boolean) ? { perGate: parts.map((part) => (part ? whole(part) : null)) } : null;
  return finish(prefix, {
    cell,
    hiddenSize: size,
    inputSize: input[0]?.shape[0] ?? null,
    recurrent: collect(hidden)!,
    input: collect(input),
    inputBias: collect(gates.map((gate) => named('i', gate, 'bias'))),
    recurrentBias: collect(gates.map((gate) => named('h', gate, 'bias'))),
  });
}

function dense(tensor: TensorInfo, tensors: TensorIndex): RecurrentCell | Unrecognized | undefined {
  const match = denseName.exec(tensor.name);
  if (!match) return undefined;
  const [, prefix = '', separator = '/'] = match;
  const [size, columns] = tensor.shape;
  const cell = size && columns ? kinds[columns / size] : undefined;
  if (tensor.shape.length !== 2 || !size || !cell) {
    return {
      tensor: tensor.name,
      reason: { kind: 'shape', rule: 'flax-nnx', tensor: shaped(tensor) },
    };
  }
  const kernel = tensors.get(`${prefix}dense_i${separator}kernel`);
  return finish(prefix, {
    cell,
    hiddenSize: size,
    inputSize: kernel?.shape[0] ?? null,
    recurrent: stacked(whole(tensor)),
    input: optional(kernel),
    inputBias: optional(tensors.get(`${prefix}dense_i${separator}bias`)),
    recurrentBias: optional(tensors.get(`${prefix}dense_h${separator}bias`)),
  });
}

function finish(
  prefix: string,
  read: Pick<
    RecurrentCell,
    'cell' | 'hiddenSize' | 'inputSize' | 'recurrent' | 'input' | 'inputBias' | 'recurrentBias'
  >,
): RecurrentCell {
  const { cell } = read;
  const base: Omit<RecurrentCell, 'alternatives'> = {
    ...read,
    name: moduleName(prefix.replace(/(^|[/.])cell[/.]$/, '')),
    framework: 'flax',
    layer: 0,
    direction: /(^|[/.])backward_rnn[/.]/.test(prefix) ? 'reverse' : 'forward',
    projection: null,
    gates: gatesOf[cell],
    orientation: 'row',
    projectionPart: null,
    activation: 'tanh',
    resetAfter: cell === 'gru' ? true : null,
    updateKeeps: cell === 'gru' ? true : null,
    forgetBias: 0,
  };
  return { ...base, alternatives: cell === 'rnn' ? [otherActivation(base, 'relu')] : [] };
}
