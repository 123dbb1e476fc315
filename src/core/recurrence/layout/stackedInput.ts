import type { TensorInfo } from '../../tensor';
import type { RecurrentCell } from './cell';
import type { Found, FrameworkLayout } from './framework';
import type { Unrecognized } from './layout';
import { moduleName } from './moduleName';
import { optional, rowsOf, shaped, stacked, whole } from './parts';
import type { TensorIndex } from './tensorIndex';

/** TensorFlow 1's `…/basic_lstm_cell/kernel`, and Haiku's `…/lstm/linear/w` (`lstm/linear` joined with `.w` or `/w`). */
const tensorflowName = /^(.*?)((basic_)?lstm_cell(?:_\d+)?[/.])kernel(:0)?$/;
const haikuName = /^(.*?)(lstm(?:_\d+)?[/.](?:~[/.])?linear[/.])w$/;

/**
 * LSTMs that keep input and recurrent weights in one ((I+H), 4H) kernel, the input's rows first, and add 1 to the
 * forget gate's bias at run time: TensorFlow 1 (gates i, j, f, o) and Haiku (i, g, f, o).
 */
export const stackedInput: FrameworkLayout = {
  name: 'TensorFlow 1 and Haiku',
  find(tensors) {
    const cells: RecurrentCell[] = [];
    const unrecognized: Unrecognized[] = [];
    for (const tensor of tensors.all()) {
      const read = readCell(tensor, tensors);
      if (!read) continue;
      if ('reason' in read) unrecognized.push(read);
      else cells.push(read);
    }
    return { cells, unrecognized } satisfies Found;
  },
};

function readCell(kernel: TensorInfo, tensors: TensorIndex): RecurrentCell | Unrecognized | undefined {
  const tensorflow = tensorflowName.exec(kernel.name);
  const haiku = haikuName.exec(kernel.name);
  const match = tensorflow ?? haiku;
  if (!match) return undefined;
  const [, head = '', module = ''] = match;
  const path = `${head}${module}`;
  // Keras's own LSTM has a kernel of that name too, beside its recurrent one.
  if (tensors.first(`${path}recurrent_kernel`, `${path}recurrent_kernel${match[4] ?? ''}`)) return undefined;
  const [rows, columns] = kernel.shape;
  const hiddenSize = (columns ?? 0) / 4;
  if (kernel.shape.length !== 2 || !rows || !Number.isInteger(hiddenSize) || rows <= hiddenSize) {
    return {
      tensor: kernel.name,
      reason: { kind: 'shape', rule: tensorflow ? 'tensorflow1' : 'haiku', tensor: shaped(kernel) },
    };
  }
  const inputSize = rows - hiddenSize;
  return {
    name: moduleName(path.replace(/(linear|basic_lstm_cell|lstm_cell)[/.]$/, '')),
    cell: 'lstm',
    framework: tensorflow ? 'tensorflow1' : 'haiku',
    layer: 0,
    direction: /(^|[/.])bw[/.]/.test(path) ? 'reverse' : 'forward',
    hiddenSize,
    inputSize,
    projection: null,
    gates: tensorflow ? ['i', 'j', 'f', 'o'] : ['i', 'g', 'f', 'o'],
    orientation: 'row',
    recurrent: stacked(rowsOf(whole(kernel), inputSize, hiddenSize)),
    input: stacked(rowsOf(whole(kernel), 0, inputSize)),
    inputBias: optional(tensorflow ? tensors.get(`${path}bias${match[4] ?? ''}`) : tensors.get(`${path}b`)),
    recurrentBias: null,
    projectionPart: null,
    activation: 'tanh',
    resetAfter: null,
    updateKeeps: null,
    forgetBias: 1,
    alternatives: [],
  };
}
