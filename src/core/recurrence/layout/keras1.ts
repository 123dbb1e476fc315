import type { TensorInfo } from '../../tensor';
import { activationNear, type AnyActivation } from '../parametric';
import type { CellKind, GateParts, RecurrentCell } from './cell';
import type { Found, FrameworkLayout } from './framework';
import { kerasGates } from './keras';
import { kerasConfig, kerasLayers, type KerasLayer } from './kerasConfig';
import type { Hints } from './layout';
import { moduleName } from './moduleName';
import { optional, stacked, whole } from './parts';
import { sameShape, type TensorIndex } from './tensorIndex';

/** `lstm_1/lstm_1_U_i`, one tensor a gate (`consume_less` cpu and mem), and `lstm_1/lstm_1_U`, all of them side by side (gpu). */
const recurrentName = /^(.*\/)?([^/]+)_U(?:_([iz]))?(:0)?$/;
const kinds: Readonly<Record<number, CellKind>> = { 1: 'rnn', 3: 'gru', 4: 'lstm' };
/** The gates' activation in Keras before 2.3, where no config says another. */
const hardSigmoid: AnyActivation = { kind: 'hard_sigmoid', alpha: 0.2, beta: 0.5 };

/** Keras 1 (keras/layers/recurrent.py of 1.x), rows multiply; its GRU resets the state before the product. */
export const keras1: FrameworkLayout = {
  name: 'Keras 1',
  find(tensors, hints) {
    const layers = kerasLayers(kerasConfig(hints), hints.metadata?.get('keras.version') ?? '1');
    const cells = tensors.all().flatMap((tensor) => readCell(tensor, tensors, layers, hints) ?? []);
    return { cells, unrecognized: [] } satisfies Found;
  },
};

/** Theano's tutorials have such names too, and other orders: Keras has the layer's name twice, or its config beside. */
const isKeras = (group: string, stem: string, { framework, metadata }: Hints): boolean =>
  framework === 'keras' ||
  group.split('/').at(-2) === stem ||
  /^(forward|backward)_/.test(stem) ||
  [...(metadata?.keys() ?? [])].some((key) => key.startsWith('keras.'));

function readCell(
  u: TensorInfo,
  tensors: TensorIndex,
  layers: readonly KerasLayer[],
  hints: Hints,
): RecurrentCell | undefined {
  const [, group = '', stem, gate, end = ''] = recurrentName.exec(u.name) ?? [];
  const [hiddenSize, columns] = u.shape;
  if (stem === undefined || u.shape.length !== 2 || !hiddenSize || !columns || !isKeras(group, stem, hints))
    return undefined;
  const cell = gate === undefined ? kinds[columns / hiddenSize] : gate === 'i' ? 'lstm' : 'gru';
  if (!cell) return undefined;
  const gates = kerasGates[cell];
  const kept = gate === undefined ? [''] : gates.map((one) => `_${one}`);
  const parts = (side: string): (TensorInfo | undefined)[] =>
    kept.map((ending) => tensors.get(`${group}${stem}_${side}${ending}${end}`));
  const [recurrent, input, bias] = ['U', 'W', 'b'].map(parts);
  const inputSize = input![0]?.shape[0];
  const fits = (list: readonly (TensorInfo | undefined)[], shape: readonly number[]): boolean =>
    list.every((one) => one && sameShape(one.shape, shape));
  if (!inputSize || !fits(recurrent!, u.shape) || !fits(input!, [inputSize, columns])) return undefined;
  const collect = (list: readonly (TensorInfo | undefined)[]): GateParts =>
    gate === undefined ? stacked(whole(list[0]!)) : { perGate: list.map((one) => whole(one!)) };
  const name = stem.replace(/^(forward|backward)_/, '');
  const segments = group.split('/');
  const layer = layers.find((one) => one.name === name || segments.includes(one.name));
  const isBackward = stem.startsWith('backward_') !== (layer?.goBackwards === true);
  return {
    name: layer?.name ?? moduleName(name),
    cell,
    framework: 'keras',
    layer: 0,
    direction: isBackward ? 'reverse' : 'forward',
    hiddenSize,
    inputSize,
    projection: null,
    gates,
    orientation: 'row',
    recurrent: collect(recurrent!),
    input: collect(input!),
    inputBias: fits(bias!, [columns]) ? (gate === undefined ? optional(bias![0]) : collect(bias!)) : null,
    recurrentBias: null,
    projectionPart: null,
    activation: activationNear(layer?.activation ?? 'tanh'),
    ...(cell === 'rnn' ? {} : { recurrentActivation: layer?.recurrentActivation ?? hardSigmoid }),
    ...(layer?.steps === undefined ? {} : { steps: layer.steps }),
    resetAfter: cell === 'gru' ? false : null,
    updateKeeps: cell === 'gru' ? true : null,
    forgetBias: 0,
    alternatives: [],
  };
}
