import type { TensorInfo } from '../../tensor';
import type { GateParts, RecurrentCell, TensorPart } from './cell';
import type { Found, FrameworkLayout } from './framework';
import { moduleName } from './moduleName';
import { optional, stacked, whole } from './parts';
import { sameShape, type TensorIndex } from './tensorIndex';

/** `lstm_U`, `encoder_U`: the recurrent weights of a layer called `lstm`, `encoder`. */
const recurrentName = /^(.+)_U$/;

/**
 * Cells as Theano's tutorials and their many descendants keep them, rows multiply: an LSTM in `lstm_W` (I, 4H), `lstm_U`
 * (H, 4H), `lstm_b`, gates i f o c; a GRU in `encoder_W` (I, 2H), `encoder_U` (H, 2H), `encoder_b` with the gates r z and
 * `encoder_Wx`, `encoder_Ux`, `encoder_bx` with the candidate, whose state's product the reset gate multiplies.
 */
export const theano: FrameworkLayout = {
  name: 'Theano',
  find(tensors, { framework }) {
    // Keras 1 has the same names and another order.
    const cells =
      framework === 'keras' ? [] : tensors.all().flatMap((tensor) => readCell(tensor, tensors) ?? []);
    return { cells, unrecognized: [] } satisfies Found;
  },
};

function readCell(u: TensorInfo, tensors: TensorIndex): RecurrentCell | undefined {
  const stem = recurrentName.exec(u.name)?.[1];
  const [h, columns] = u.shape;
  if (stem === undefined || u.shape.length !== 2 || !h || !columns) return undefined;
  const [w, b] = [tensors.get(`${stem}_W`), tensors.get(`${stem}_b`)];
  const inputSize = w?.shape[0];
  if (!w || !inputSize || !sameShape(w.shape, [inputSize, columns])) return undefined;
  if (!b || !sameShape(b.shape, [columns])) return undefined;
  const base: Omit<
    RecurrentCell,
    'cell' | 'gates' | 'recurrent' | 'input' | 'inputBias' | 'resetAfter' | 'updateKeeps'
  > = {
    name: moduleName(stem),
    framework: 'theano',
    layer: 0,
    direction: /(^|[_./])(r|reverse|backward)$/.test(stem) ? 'reverse' : 'forward',
    hiddenSize: h,
    inputSize,
    projection: null,
    orientation: 'row',
    recurrentBias: null,
    projectionPart: null,
    activation: 'tanh',
    forgetBias: 0,
    alternatives: [],
  };
  if (columns === 4 * h)
    return {
      ...base,
      cell: 'lstm',
      gates: ['i', 'f', 'o', 'c'],
      recurrent: stacked(whole(u)),
      input: stacked(whole(w)),
      inputBias: optional(b),
      resetAfter: null,
      updateKeeps: null,
    };
  const [ux, wx, bx] = ['Ux', 'Wx', 'bx'].map((part) => tensors.get(`${stem}_${part}`));
  const isGru = columns === 2 * h && ux && wx && bx && sameShape(ux.shape, [h, h]);
  if (!isGru || !sameShape(wx.shape, [inputSize, h]) || !sameShape(bx.shape, [h])) return undefined;
  const halves = (tensor: TensorInfo, own: TensorInfo): GateParts => ({
    perGate: [0, h].map((column): TensorPart | null => ({ ...whole(tensor), column, shape: [tensor.shape[0]!, h] })).concat(whole(own)), // prettier-ignore
  });
  return {
    ...base,
    cell: 'gru',
    gates: ['r', 'z', 'n'],
    recurrent: halves(u, ux),
    input: halves(w, wx),
    inputBias: {
      perGate: [{ ...whole(b), shape: [h] }, { ...whole(b), from: h, shape: [h] }, whole(bx)],
    },
    resetAfter: true,
    updateKeeps: true,
  };
}
