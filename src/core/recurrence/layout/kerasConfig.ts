import { parseActivation, type ActivationName } from '../activation';
import type { CellKind } from './cell';
import type { Hints } from './layout';

/** A recurrent layer as Keras's model config describes it. */
export interface KerasLayer {
  readonly name: string;
  /** Segment of its path in a Keras 3 weights file: class name in snake case and a number, in the model's order. */
  readonly segment: string;
  readonly cell: CellKind;
  readonly activation: ActivationName | undefined;
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

/** The recurrent layers of a model config (Keras's `to_json()`), in order; none when it is not such a config. */
export function kerasLayers(config: unknown): KerasLayer[] {
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
    if (own && isLayer(className)) counts.set(snake, count + 1);
    if (own && inner && (className === 'Bidirectional' || className === 'TimeDistributed')) {
      const described = describe(inner, textOf(own['name']) ?? segment, segment);
      if (described) layers.push(described);
      return;
    }
    const described = describe(node, segment, segment);
    if (described) {
      layers.push(described);
      return;
    }
    const children = own ? own['layers'] : undefined;
    if (Array.isArray(children)) for (const child of children) visit(child, depth + 1);
    else if (isRecord(node['config']) && depth === 0) visit(node['config'], depth + 1);
  };
  visit(config, 0);
  return layers;
}

const isLayer = (className: string): boolean => !/^(Sequential|Functional|Model)$/.test(className);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function describe(node: Field, fallbackName: string, segment: string): KerasLayer | undefined {
  const className = textOf(node['class_name']) ?? '';
  const cell = Object.hasOwn(cellClasses, className) ? cellClasses[className] : undefined;
  const config = node['config'];
  if (!cell || !isRecord(config)) return undefined;
  const bidirectional = segment.startsWith('bidirectional');
  return {
    name: bidirectional ? fallbackName : (textOf(config['name']) ?? fallbackName),
    segment,
    cell,
    activation: parseActivation(textOf(config['activation']) ?? ''),
    resetAfter: typeof config['reset_after'] === 'boolean' ? config['reset_after'] : undefined,
    goBackwards: config['go_backwards'] === true,
  };
}

/** `SimpleRNN` → `simple_rnn`, as keras.src.utils.naming.to_snake_case does. */
export function snakeCase(name: string): string {
  return name
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
