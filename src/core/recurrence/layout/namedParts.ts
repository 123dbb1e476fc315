import type { TensorInfo } from '../../tensor';
import type { CellKind, RecurrentCell } from './cell';
import type { Found, FrameworkLayout } from './framework';
import { moduleName } from './moduleName';
import { optional, rowsOf, stacked, whole } from './parts';
import { sameShape, type TensorIndex } from './tensorIndex';

const matlabName = /^(.*[._/])?RecurrentWeights$/;
const haikuName = /^((?:.*[/.])?gru(?:_\d+)?[/.])w_h$/;

/**
 * Cells whose parts have names that one tool alone gives: MATLAB's `RecurrentWeights` (4H, H), `InputWeights`, `Bias`, gates
 * i f c o (of a bilstmLayer both directions, of a gruLayer r z h), columns multiply; and Haiku's GRU `gru/w_h` (H, 3H),
 * `w_i`, `b`, gates z r a, rows multiply, whose update gate lets the new state in (dm-haiku, recurrent.py).
 */
export const namedParts: FrameworkLayout = {
  name: 'MATLAB and Haiku',
  find(tensors) {
    const cells = tensors
      .all()
      .flatMap((tensor) => [...matlabCells(tensor, tensors), ...haikuGru(tensor, tensors)]);
    return { cells, unrecognized: [] } satisfies Found;
  },
};

const common = {
  layer: 0,
  projection: null,
  projectionPart: null,
  activation: 'tanh',
  forgetBias: 0,
  alternatives: [],
} as const;

function matlabCells(recurrent: TensorInfo, tensors: TensorIndex): RecurrentCell[] {
  const match = matlabName.exec(recurrent.name);
  const [rows, hiddenSize] = recurrent.shape;
  if (!match || recurrent.shape.length !== 2 || !rows || !hiddenSize) return [];
  const [, path = ''] = match;
  const blocks = rows / hiddenSize;
  const cell: CellKind | undefined = blocks === 3 ? 'gru' : blocks === 4 || blocks === 8 ? 'lstm' : undefined;
  if (!cell) return [];
  const input = tensors.get(`${path}InputWeights`);
  const bias = tensors.get(`${path}Bias`);
  const inputSize = input?.shape.length === 2 && input.shape[0] === rows ? input.shape[1]! : null;
  const biases =
    bias && (sameShape(bias.shape, [rows]) ? 1 : sameShape(bias.shape, [2 * rows]) ? 2 : undefined);
  const length = blocks === 8 ? rows / 2 : rows;
  return Array.from({ length: rows / length }, (_, direction): RecurrentCell => {
    const of = (tensor: TensorInfo, skipped = 0) =>
      stacked(rowsOf(whole(tensor), skipped + direction * length, length));
    return {
      ...common,
      name: moduleName(path),
      cell,
      framework: 'matlab',
      direction: direction === 1 ? 'reverse' : 'forward',
      hiddenSize,
      inputSize,
      gates: cell === 'gru' ? ['r', 'z', 'h'] : ['i', 'f', 'c', 'o'],
      orientation: 'col',
      recurrent: of(recurrent),
      input: input && inputSize ? of(input) : null,
      inputBias: biases ? of(bias) : null,
      recurrentBias: biases === 2 && blocks !== 8 ? of(bias!, rows) : null,
      resetAfter: cell === 'gru' ? true : null,
      updateKeeps: cell === 'gru' ? true : null,
    };
  });
}

function haikuGru(recurrent: TensorInfo, tensors: TensorIndex): RecurrentCell[] {
  const path = haikuName.exec(recurrent.name)?.[1];
  const [hiddenSize, columns] = recurrent.shape;
  if (path === undefined || recurrent.shape.length !== 2 || !hiddenSize || columns !== 3 * hiddenSize)
    return [];
  const [input, bias] = [tensors.get(`${path}w_i`), tensors.get(`${path}b`)];
  if (input?.shape.length !== 2 || input.shape[1] !== columns || !bias || !sameShape(bias.shape, [columns]))
    return [];
  return [
    {
      ...common,
      name: moduleName(path),
      cell: 'gru',
      framework: 'haiku',
      direction: 'forward',
      hiddenSize,
      inputSize: input.shape[0]!,
      gates: ['z', 'r', 'a'],
      orientation: 'row',
      recurrent: stacked(whole(recurrent)),
      input: stacked(whole(input)),
      inputBias: optional(bias),
      recurrentBias: null,
      resetAfter: false,
      updateKeeps: false,
    },
  ];
}
