import type { TensorInfo } from '../../tensor';
import type { RecurrentCell } from './cell';
import type { Found, FrameworkLayout } from './framework';
import type { Unrecognized } from './layout';
import { moduleName } from './moduleName';
import { optional, rowsOf, shaped, stacked, whole } from './parts';
import { sameShape, type TensorIndex } from './tensorIndex';

/** TensorFlow 1's `…/basic_lstm_cell/kernel`, in versions before 1.2 `…/LSTMCell/W_0` and `…/BasicLSTMCell/Linear/Matrix`; Haiku's `…/lstm/linear/w` (`lstm/linear` joined with `.w` or `/w`). */
const tensorflowName =
  /^(.*?)((?:basic_|cudnn_compatible_)?lstm_cell(?:_\d+)?[/.]|(?:Basic)?LSTMCell[/.](?:Linear[/.])?)(?:kernel|weights|W_0|Matrix)(:0)?$/;
/** Cells of tf.contrib under such names, whose equations are others: normalized, coupled or timed gates. */
const variantName = /(?:layer_norm|weight_norm|coupled_input_forget_gate|phased)(?:_basic)?_$/;
const haikuName = /^(.*?)(lstm(?:_\d+)?[/.](?:~[/.])?linear[/.])w$/;

/**
 * LSTMs that keep input and recurrent weights in one ((I+H), 4H) kernel, the input's rows first, and add 1 to the
 * forget gate's bias at run time: TensorFlow 1 (gates i, j, f, o; with a projection P, ((I+P), 4H), and peepholes) and Haiku
 * (i, g, f, o).
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
  const variant = tensorflow && variantName.exec(head);
  if (variant) {
    const [part] = variant;
    return { tensor: kernel.name, reason: { kind: 'not-modeled', node: moduleName(path), op: 'LSTM', parts: [part.replace(/_$/, '')] } }; // prettier-ignore
  }
  // Keras's own LSTM has a kernel of that name too, beside its recurrent one.
  const end = match[3] ?? '';
  if (tensors.first(`${path}recurrent_kernel`, `${path}recurrent_kernel${end}`)) return undefined;
  const [rows, columns] = kernel.shape;
  const hiddenSize = (columns ?? 0) / 4;
  const beside = (...names: readonly string[]): TensorInfo | undefined =>
    tensors.first(...names.map((name) => `${path}${name}${end}`));
  const projector = tensorflow ? beside('projection/kernel', 'W_P_0') : undefined;
  const projection = projector?.shape[1] ?? null;
  if (projector && !sameShape(projector.shape, [hiddenSize, projection ?? 0]))
    return { tensor: projector.name, reason: { kind: 'projection', tensor: shaped(projector), recurrent: shaped(kernel) } }; // prettier-ignore
  const width = projection ?? hiddenSize;
  if (kernel.shape.length !== 2 || !rows || !Number.isInteger(hiddenSize) || rows <= width) {
    return {
      tensor: kernel.name,
      reason: { kind: 'shape', rule: tensorflow ? 'tensorflow1' : 'haiku', tensor: shaped(kernel) },
    };
  }
  const inputSize = rows - width;
  const diagonals = ['i', 'o', 'f'].flatMap((gate) => beside(`w_${gate}_diag`, `W_${gate.toUpperCase()}_DIAG`) ?? []); // prettier-ignore
  const peepholes = diagonals.length === 3 && diagonals.every(({ shape }) => sameShape(shape, [hiddenSize]));
  return {
    name: moduleName(
      path.replace(/(linear|(basic_|cudnn_compatible_)?lstm_cell|(Basic)?LSTMCell([/.]Linear)?)[/.]$/, ''),
    ),
    cell: 'lstm',
    framework: tensorflow ? 'tensorflow1' : 'haiku',
    layer: 0,
    direction: /(^|[/.])bw[/.]/.test(path) ? 'reverse' : 'forward',
    hiddenSize,
    inputSize,
    projection,
    gates: tensorflow ? ['i', 'j', 'f', 'o'] : ['i', 'g', 'f', 'o'],
    orientation: 'row',
    recurrent: stacked(rowsOf(whole(kernel), inputSize, width)),
    input: stacked(rowsOf(whole(kernel), 0, inputSize)),
    inputBias: optional(tensorflow ? beside('bias', 'biases', 'B', 'Bias') : tensors.get(`${path}b`)),
    recurrentBias: null,
    projectionPart: projector ? whole(projector) : null,
    activation: 'tanh',
    ...(peepholes
      ? { equations: { peepholes: diagonals.map(whole), named: ['w_i_diag, w_f_diag, w_o_diag'] } }
      : {}),
    resetAfter: null,
    updateKeeps: null,
    // CuDNN's own cells add nothing.
    forgetBias: module.startsWith('cudnn_') ? 0 : 1,
    alternatives: [],
  };
}
