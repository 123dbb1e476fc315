import type { TensorInfo } from '../../tensor';
import { activationNear, activationText } from '../parametric';
import type { Alternative, CellKind, GateParts, RecurrentCell, TensorPart } from './cell';
import type { Found, FrameworkLayout } from './framework';
import { kerasFeeders } from './kerasFeeders';
import { kerasConfig, kerasLayers, parsed, type KerasLayer } from './kerasConfig';
import type { Unrecognized } from './layout';
import { moduleName } from './moduleName';
import { optional, rowsOf, shaped, slice, stacked, whole } from './parts';
import type { LayoutProblem } from './problem';
import { otherActivation } from './pytorch';
import type { TensorIndex } from './tensorIndex';

export const kerasGates: Readonly<Record<CellKind, readonly string[]>> = {
  rnn: ['h'],
  lstm: ['i', 'f', 'c', 'o'],
  gru: ['z', 'r', 'h'],
};
const kinds: Readonly<Record<number, CellKind>> = { 1: 'rnn', 3: 'gru', 4: 'lstm' };

/** `a/b/recurrent_kernel`, `…:0` (TF-Keras 2), `…/.ATTRIBUTES/VARIABLE_VALUE` (a TensorFlow checkpoint). */
const legacyName = /^(.*?)recurrent_kernel(:0|\/\.ATTRIBUTES\/VARIABLE_VALUE)?$/;
/** Keras 3's `layers/lstm/cell/vars/1`: variables by number, kernel first. */
const numberedName = /^(.*[/.]vars[/.])1$/;
/** The product with the state in a graph that TensorFlow's converters unrolled: `…/MatMul_1/ReadVariableOp/resource:0`. */
const productName = /^(.*[/])MatMul_1([/:].*)?$/;
const recurrentPath = /(^|[/._])(cell|cells|lstm|gru|(simple_)?rnn|bidirectional)([/._\d]|$)/i;

/** Keras 2 and 3 (keras/src/layers/rnn): (I, g·H) and (H, g·H), rows multiply, gates side by side. */
export const keras: FrameworkLayout = {
  name: 'Keras',
  find(tensors, hints) {
    const layers = kerasLayers(kerasConfig(hints), hints.metadata?.get('keras.version'));
    const feeders = kerasFeeders(kerasConfig(hints));
    const names = parsed(hints.metadata?.get('keras.layerNames'));
    const cells: RecurrentCell[] = [];
    const unrecognized: Unrecognized[] = [];
    for (const tensor of tensors.all()) {
      const group = groupOf(tensor, tensors);
      if (!group) continue;
      const read = readCell(group, layers, names, feeders);
      if (!read) continue;
      if ('reason' in read) unrecognized.push(read);
      else cells.push(read);
    }
    return { cells, unrecognized } satisfies Found;
  },
};

interface Group {
  readonly path: string;
  readonly numbered: boolean;
  readonly recurrent: TensorInfo;
  readonly kernel: TensorInfo | undefined;
  readonly bias: TensorInfo | undefined;
}

function groupOf(tensor: TensorInfo, tensors: TensorIndex): Group | undefined {
  const legacy = legacyName.exec(tensor.name);
  if (legacy) {
    const [, path = '', suffix = ''] = legacy;
    return {
      path,
      numbered: false,
      recurrent: tensor,
      kernel: tensors.get(`${path}kernel${suffix}`),
      bias: tensors.get(`${path}bias${suffix}`),
    };
  }
  const product = productOf(tensor, tensors);
  if (product) return product;
  const path = numberedName.exec(tensor.name)?.[1];
  if (path === undefined || !recurrentPath.test(path)) return undefined;
  const kernel = tensors.get(`${path}0`);
  // A Dense layer's second variable is its bias.
  if (tensor.shape.length !== 2 || kernel?.shape.length !== 2) return undefined;
  return { path, numbered: true, recurrent: tensor, kernel, bias: tensors.get(`${path}2`) };
}

/** Keras's cells multiply the input first, by `MatMul`, and the state by `MatMul_1`, as wide. */
function productOf(tensor: TensorInfo, tensors: TensorIndex): Group | undefined {
  const [, path, suffix = ''] = productName.exec(tensor.name) ?? [];
  const [hiddenSize, columns] = tensor.shape;
  const kernel = path === undefined ? undefined : tensors.get(`${path}MatMul${suffix}`);
  const bias = tensors.get(`${path}BiasAdd${suffix}`);
  if (path === undefined || kernel?.shape.length !== 2 || kernel.shape[1] !== columns || !bias)
    return undefined;
  if (tensor.shape.length !== 2 || columns !== 4 * hiddenSize!) return undefined;
  return { path, numbered: false, recurrent: tensor, kernel, bias };
}

function readCell(
  group: Group,
  layers: readonly KerasLayer[],
  names: unknown,
  feeders: ReadonlyMap<string, string>,
): RecurrentCell | Unrecognized | undefined {
  const { path, recurrent, kernel, bias } = group;
  const refuse = (reason: LayoutProblem): Unrecognized => ({ tensor: recurrent.name, reason });
  const [hiddenSize, columns] = recurrent.shape;
  const cell = hiddenSize && columns ? kinds[columns / hiddenSize] : undefined;
  if (recurrent.shape.length !== 2 || !hiddenSize || !columns || !cell) {
    return refuse({ kind: 'shape', rule: 'keras', tensor: shaped(recurrent) });
  }
  const columnsOfRecurrent = {
    kind: 'length',
    recurrent: recurrent.name,
    axis: 'columns',
    length: columns,
  } as const;
  if (kernel && (kernel.shape.length !== 2 || kernel.shape[1] !== columns)) {
    return refuse({ ...columnsOfRecurrent, tensor: shaped(kernel), part: 'input' });
  }
  const layer = layerOf(group, layers);
  const promised = layer?.cell ?? kindInPath(path);
  if (promised && promised !== cell) {
    return refuse({
      kind: 'other-cell',
      tensor: shaped(recurrent),
      cell,
      promised,
      by: layer ? 'config' : 'name',
    });
  }
  if (layer && layer.unknown.length > 0)
    return refuse({ kind: 'not-modeled', node: layer.name, op: cell.toUpperCase(), parts: layer.unknown });
  const doubleBias = bias?.shape.length === 2 && bias.shape[0] === 2 && bias.shape[1] === columns;
  const cudnn = bias?.shape.length === 1 && bias.shape[0] === 2 * columns && cell !== 'rnn';
  if (bias && !doubleBias && !cudnn && (bias.shape.length !== 1 || bias.shape[0] !== columns))
    return refuse({ ...columnsOfRecurrent, tensor: shaped(bias), part: 'bias' });
  // A square matrix alone is no more than a matrix, whatever its name.
  if (cell === 'rnn' && !kernel && !bias && !layer) return undefined;
  const feeder = layer && feeders.get(layer.name);
  const backward = /(^|[/.])backward_/.test(path);
  const base: Omit<RecurrentCell, 'alternatives'> = {
    name: layer?.name ?? nameIn(names, path) ?? moduleName(path.replace(/(cell[/.])?vars[/.]$/, '')),
    cell,
    framework: 'keras',
    layer: 0,
    direction: backward !== (layer?.goBackwards === true) ? 'reverse' : 'forward',
    hiddenSize,
    inputSize: kernel?.shape[0] ?? null,
    projection: null,
    gates: kerasGates[cell],
    ...(cudnn
      ? cudnnParts(recurrent, kernel, bias, kerasGates[cell].length)
      : {
          orientation: 'row',
          recurrent: stacked(whole(recurrent)),
          input: optional(kernel),
          inputBias: bias && doubleBias ? stacked(slice(bias, 0)) : optional(bias),
          recurrentBias: bias && doubleBias ? stacked(slice(bias, 1)) : null,
        }),
    projectionPart: null,
    activation: activationNear(layer?.activation ?? 'tanh'),
    ...(layer?.activation && typeof layer.activation !== 'string'
      ? {
          equations: {
            candidate: layer.activation,
            named: [`activation ${activationText(layer.activation)}`],
          },
        }
      : {}),
    ...(layer?.recurrentActivation && layer.recurrentActivation !== 'sigmoid'
      ? { recurrentActivation: layer.recurrentActivation }
      : {}),
    ...(layer?.steps === undefined ? {} : { steps: layer.steps }),
    ...(feeder === undefined ? {} : { fedBy: feeder }),
    resetAfter: cell === 'gru' ? (bias ? doubleBias || cudnn : (layer?.resetAfter ?? true)) : null,
    updateKeeps: cell === 'gru' ? true : null,
    forgetBias: 0,
  };
  return { ...base, alternatives: alternativesOf(base, bias !== undefined, layer) };
}

/**
 * The weights of a CuDNN layer, as Keras's own loader turns them: each gate's recurrent block multiplies a column vector, the
 * elements of its input block are those of a matrix H × I row after row, and the input's biases stand before the state's.
 */
function cudnnParts(
  recurrent: TensorInfo,
  kernel: TensorInfo | undefined,
  bias: TensorInfo,
  gates: number,
): Pick<RecurrentCell, 'orientation' | 'recurrent' | 'input' | 'inputBias' | 'recurrentBias'> {
  const hiddenSize = recurrent.shape[0]!;
  const blocks = (tensor: TensorInfo): TensorPart[] =>
    Array.from({ length: gates }, (_, gate) => {
      const rows = tensor.shape[0]!;
      const part = { ...whole(tensor), column: gate * hiddenSize, shape: [rows, hiddenSize] };
      return rows === hiddenSize ? part : { ...part, as: [hiddenSize, rows] };
    });
  const biases = (from: number): GateParts => stacked(rowsOf(whole(bias), from, gates * hiddenSize));
  return {
    orientation: 'col',
    recurrent: { perGate: blocks(recurrent) },
    input: kernel ? { perGate: blocks(kernel) } : null,
    inputBias: biases(0),
    recurrentBias: biases(gates * hiddenSize),
  };
}

function alternativesOf(
  base: Omit<RecurrentCell, 'alternatives'>,
  biased: boolean,
  layer: KerasLayer | undefined,
): Alternative[] {
  const alternatives: Alternative[] = [];
  if (base.cell === 'rnn' && layer?.activation === undefined)
    alternatives.push(otherActivation(base, 'relu'));
  if (base.cell === 'gru' && !biased && layer?.resetAfter === undefined) {
    alternatives.push({
      doubt: { kind: 'reset' },
      cell: { ...base, resetAfter: false },
    });
  }
  return alternatives;
}

/** In a Keras 3 file the path has the class and a number, in older ones the layer's name. */
function layerOf({ path, numbered }: Group, layers: readonly KerasLayer[]): KerasLayer | undefined {
  const segments = path.split(/[/.]/);
  return layers.find(({ name, segment }) => segments.includes(numbered ? segment : name));
}

/** The layer's name that a Keras 3 file keeps on the `vars` group beside the cell: `layers/lstm/vars` → `enc`. */
function nameIn(names: unknown, path: string): string | undefined {
  if (typeof names !== 'object' || names === null) return undefined;
  const group = path.replace(/cell[/.]vars[/.]$/, 'vars');
  const name = Object.hasOwn(names, group) ? (names as Record<string, unknown>)[group] : undefined;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

function kindInPath(path: string): CellKind | undefined {
  const words = path.toLowerCase();
  const kinds = (['lstm', 'gru', 'simple_rnn'] as const).filter((word) => words.includes(word));
  if (kinds.length !== 1) return undefined;
  return kinds[0] === 'simple_rnn' ? 'rnn' : kinds[0];
}
