import { parseActivation } from '../activation';
import type { AnyActivation } from '../parametric';
import type { CellKind } from './cell';
import type { Hints } from './layout';

/** A recurrent layer as Keras's model config describes it. */
export interface KerasLayer {
  readonly name: string;
  /** Segment of its path in a Keras 3 weights file: class name in snake case and a number, in the model's order. */
  readonly segment: string;
  readonly cell: CellKind;
  readonly activation: AnyActivation | undefined;
  /** Activation of the gates, where it is named and known. */
  readonly recurrentActivation: AnyActivation | undefined;
  /** Activations that are named and not known, with their keys. */
  readonly unknown: readonly string[];
  /** Length of the sequences it gets, where the config names one. */
  readonly steps: number | undefined;
  readonly resetAfter: boolean | undefined;
  readonly goBackwards: boolean;
}

/** The model config that the file keeps, else the one beside it. */
export function kerasConfig({ metadata, config }: Hints): unknown {
  return parsed(metadata?.get('keras.config')) ?? config;
}

/** JSON as a value; `undefined` for what is none. */
export function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

type Field = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Field =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const cellClasses: Readonly<Record<string, CellKind>> = {
  SimpleRNN: 'rnn',
  LSTM: 'lstm',
  GRU: 'gru',
  CuDNNLSTM: 'lstm',
  CuDNNGRU: 'gru',
};

/** Deeper nests than any model has. */
const maxDepth = 32;

/**
 * The recurrent layers of a model config (Keras's `to_json()`), in order; none when it is not such a config.
 * @param version of Keras: its hard_sigmoid has changed
 */
export function kerasLayers(config: unknown, version = '3'): KerasLayer[] {
  const hardSigmoid = {
    kind: 'hard_sigmoid',
    alpha: version.startsWith('3') ? 1 / 6 : 0.2,
    beta: 0.5,
  } as const;
  /** What the layers before hand on: the length of the sequences, while they keep it. */
  let steps: number | undefined;
  const counts = new Map<string, number>();
  const layers: KerasLayer[] = [];
  const visit = (node: unknown, depth: number): void => {
    if (!isRecord(node) || depth > maxDepth) return;
    const own = isRecord(node['config']) ? node['config'] : undefined;
    const className = typeof node['class_name'] === 'string' ? node['class_name'] : '';
    const inner = own && isRecord(own['layer']) ? own['layer'] : undefined;
    const snake = snakeCase(className);
    const count = counts.get(snake) ?? 0;
    const segment = count === 0 ? snake : `${snake}_${count}`;
    if (own && isLayer(className)) {
      counts.set(snake, count + 1);
      steps = stepsOf(node, own) ?? steps;
    }
    const incoming = steps;
    if (own && isLayer(className) && !keepsLength.test(className)) steps = undefined;
    if (own && inner && (className === 'Bidirectional' || className === 'TimeDistributed')) {
      const described = describe(inner, textOf(own['name']) ?? segment, segment, hardSigmoid, incoming);
      if (described) layers.push(described);
      return;
    }
    const described = describe(node, segment, segment, hardSigmoid, incoming);
    if (described) {
      layers.push(described);
      return;
    }
    // Keras 2.1 and older write a Sequential's config as a bare list of layers.
    const children = own ? own['layers'] : node['config'];
    if (Array.isArray(children)) for (const child of children) visit(child, depth + 1);
    else if (isRecord(node['config']) && depth === 0) visit(node['config'], depth + 1);
  };
  visit(config, 0);
  return layers;
}

const isLayer = (className: string): boolean => !/^(Sequential|Functional|Model)$/.test(className);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Layers that hand on as many steps as they get. */
const keepsLength =
  /^(InputLayer|Embedding|(Spatial)?Dropout(1D)?|Masking|(Layer|Batch)Normalization|Dense|TimeDistributed|Activation|ReLU|GaussianNoise|Bidirectional|SimpleRNN|(CuDNN)?(LSTM|GRU))$/;

/** The length that a layer's own config names, in all of Keras's places. */
function stepsOf(node: Field, config: Field): number | undefined {
  const build = node['build_config'];
  const length = config['input_length'];
  const candidates = [
    isRecord(build) ? build['input_shape'] : undefined,
    config['batch_input_shape'],
    config['batch_shape'],
    [null, Array.isArray(length) ? (length as unknown[])[0] : length],
  ];
  for (const shape of candidates) {
    const steps: unknown = Array.isArray(shape) && shape.length >= 2 ? (shape as unknown[])[1] : undefined;
    if (typeof steps === 'number' && Number.isInteger(steps) && steps >= 1 && steps < 1e9) return steps;
  }
  return undefined;
}

function describe(
  node: Field,
  fallbackName: string,
  segment: string,
  hardSigmoid: AnyActivation,
  steps: number | undefined,
): KerasLayer | undefined {
  const className = textOf(node['class_name']) ?? '';
  const cell = Object.hasOwn(cellClasses, className) ? cellClasses[className] : undefined;
  const config = node['config'];
  if (!cell || !isRecord(config)) return undefined;
  const own = activationIn(config['activation'], hardSigmoid);
  const ofGates = activationIn(config['recurrent_activation'] ?? config['inner_activation'], hardSigmoid);
  const bidirectional = segment.startsWith('bidirectional');
  return {
    name: bidirectional ? fallbackName : (textOf(config['name']) ?? fallbackName),
    segment,
    cell,
    activation: own?.known,
    recurrentActivation: ofGates?.known,
    unknown: [
      ...(own && !own.known ? [`activation ${own.named}`] : []),
      ...(ofGates && !ofGates.known ? [`recurrent_activation ${ofGates.named}`] : []),
    ],
    steps,
    resetAfter: typeof config['reset_after'] === 'boolean' ? config['reset_after'] : undefined,
    goBackwards: config['go_backwards'] === true,
  };
}

interface NamedActivation {
  readonly named: string;
  readonly known: AnyActivation | undefined;
}

/** An activation as Keras writes it: its name, or a layer with its config; `undefined` where none is named. */
function activationIn(value: unknown, hardSigmoid: AnyActivation): NamedActivation | undefined {
  if (typeof value === 'string' && value !== '') {
    // Keras's own slope of the negative side; PyTorch's is 0.01.
    if (value === 'leaky_relu') return { named: value, known: { kind: 'leaky_relu', alpha: 0.2, beta: 0 } };
    return { named: value, known: value === 'hard_sigmoid' ? hardSigmoid : parseActivation(value) };
  }
  const named = isRecord(value) ? textOf(value['class_name']) : undefined;
  const config = isRecord(value) ? value['config'] : undefined;
  if (named === undefined) return undefined;
  if (named === 'function' || !isRecord(config))
    return { named: textOf(config) ?? named, known: parseActivation(textOf(config) ?? '') };
  const slope = config['negative_slope'] ?? config['alpha'];
  const kind = ({ LeakyReLU: 'leaky_relu', ELU: 'elu' } as const)[named];
  return { named, known: kind && typeof slope === 'number' ? { kind, alpha: slope, beta: 0 } : undefined };
}

/** `SimpleRNN` → `simple_rnn`, as keras.src.utils.naming.to_snake_case does. */
export function snakeCase(name: string): string {
  return name
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
