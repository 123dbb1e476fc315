import type { TensorInfo } from '../../tensor';
import type { RecurrentCell, TensorPart } from './cell';
import type { Found, FrameworkLayout } from './framework';
import { moduleName } from './moduleName';
import { optional, rowsOf, stacked, whole } from './parts';
import { otherActivation } from './pytorch';
import { sameShape, type TensorIndex } from './tensorIndex';

const gatesName = /^((?:.*[/.])?)gates([/.])(kernel|weights)(:0)?$/;
const basicName = /^((?:.*[/.])?basic_rnn_cell(?:_\d+)?[/.])(kernel|weights)(:0)?$/;
const cellSegment = /((cudnn_compatible_)?gru_cell|basic_rnn_cell)(_\d+)?[/.]$/;

/**
 * TensorFlow 1's cells but the LSTM (tensorflow/python/ops/rnn_cell_impl.py), the input's rows first: `GRUCell` in
 * `gates/kernel` ((I+H), 2H), gates r and u, and `candidate/kernel` ((I+H), H), which multiplies the reset state; CuDNN's
 * GRU, whose candidate has a projection of the input and one of the state, which the reset gate multiplies; `BasicRNNCell` in
 * one kernel ((I+H), H).
 */
export const tensorflowCells: FrameworkLayout = {
  name: 'TensorFlow 1',
  find(tensors) {
    const cells = tensors.all().flatMap((tensor) => gruOf(tensor, tensors) ?? basicOf(tensor, tensors) ?? []);
    return { cells, unrecognized: [] } satisfies Found;
  },
};

function gruOf(gates: TensorInfo, tensors: TensorIndex): RecurrentCell | undefined {
  const [, path, separator = '/', kernel = '', end = ''] = gatesName.exec(gates.name) ?? [];
  const [rows, columns] = gates.shape;
  if (path === undefined || gates.shape.length !== 2 || !rows || !columns) return undefined;
  const hiddenSize = columns / 2;
  const inputSize = rows - hiddenSize;
  if (!Number.isInteger(hiddenSize) || inputSize < 1) return undefined;
  const at = (...names: readonly string[]): TensorInfo | undefined =>
    tensors.get(`${path}${names.join(separator)}${end}`);
  const bias = (...names: readonly string[]): TensorInfo | undefined =>
    at(...names, kernel === 'weights' ? 'biases' : 'bias');
  const candidate = at('candidate', kernel);
  const [ofInput, ofState] = [
    at('candidate', 'input_projection', kernel),
    at('candidate', 'hidden_projection', kernel),
  ];
  const together = candidate && sameShape(candidate.shape, [rows, hiddenSize]);
  const apart =
    ofInput &&
    ofState &&
    sameShape(ofInput.shape, [inputSize, hiddenSize]) &&
    sameShape(ofState.shape, [hiddenSize, hiddenSize]);
  if (!together && !apart) return undefined;
  const block = (from: number, count: number): TensorPart[] =>
    [0, hiddenSize].map((column) => ({ ...whole(gates), from, column, shape: [count, hiddenSize] }));
  const gateBias = bias('gates');
  const ofGates = gateBias && sameShape(gateBias.shape, [columns]) ? [0, hiddenSize].map((from) => rowsOf(whole(gateBias), from, hiddenSize)) : [null, null]; // prettier-ignore
  const vector = (tensor: TensorInfo | undefined): TensorPart | null =>
    tensor && sameShape(tensor.shape, [hiddenSize]) ? whole(tensor) : null;
  const stateBias = together ? null : vector(bias('candidate', 'hidden_projection'));
  return {
    ...common(path, hiddenSize, inputSize),
    cell: 'gru',
    gates: ['r', 'z', 'n'],
    recurrent: {
      perGate: [
        ...block(inputSize, hiddenSize),
        together ? rowsOf(whole(candidate), inputSize, hiddenSize) : whole(ofState!),
      ],
    },
    input: {
      perGate: [...block(0, inputSize), together ? rowsOf(whole(candidate), 0, inputSize) : whole(ofInput!)],
    },
    inputBias: {
      perGate: [...ofGates, vector(together ? bias('candidate') : bias('candidate', 'input_projection'))],
    },
    recurrentBias: stateBias ? { perGate: [null, null, stateBias] } : null,
    resetAfter: !together,
    updateKeeps: true,
    alternatives: [],
  };
}

function basicOf(kernel: TensorInfo, tensors: TensorIndex): RecurrentCell | undefined {
  const [, path, word, end = ''] = basicName.exec(kernel.name) ?? [];
  const [rows, hiddenSize] = kernel.shape;
  if (path === undefined || kernel.shape.length !== 2 || !rows || !hiddenSize || rows <= hiddenSize)
    return undefined;
  const inputSize = rows - hiddenSize;
  const base: Omit<RecurrentCell, 'alternatives'> = {
    ...common(path, hiddenSize, inputSize),
    cell: 'rnn',
    gates: ['h'],
    recurrent: stacked(rowsOf(whole(kernel), inputSize, hiddenSize)),
    input: stacked(rowsOf(whole(kernel), 0, inputSize)),
    inputBias: optional(tensors.get(`${path}${word === 'weights' ? 'biases' : 'bias'}${end}`)),
    recurrentBias: null,
    resetAfter: null,
    updateKeeps: null,
  };
  return { ...base, alternatives: [otherActivation(base, 'relu')] };
}

const common = (path: string, hiddenSize: number, inputSize: number) =>
  ({
    name: moduleName(path.replace(cellSegment, '')),
    framework: 'tensorflow1',
    layer: 0,
    direction: /(^|[/.])bw[/.]/.test(path) ? 'reverse' : 'forward',
    hiddenSize,
    inputSize,
    projection: null,
    orientation: 'row',
    projectionPart: null,
    activation: 'tanh',
    forgetBias: 0,
  }) as const;
