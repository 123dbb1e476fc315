import { graphChains } from './graphChains';
import { snakeCase } from './kerasConfig';
import type { StackLayer } from './layout';

type Field = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Field =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

/** Layers that pass on what they get, number by number or fewer of them. */
const passing =
  /^(?:InputLayer|Activation|Dropout|Gaussian(?:Noise|Dropout)|AlphaDropout|(?:Batch|Layer)?Normalization|(?:Leaky|P|Thresholded)?ReLU|ELU|Softmax|Flatten|Rescaling|Masking|ActivityRegularization)$/;

/** A layer of a config, with its segment in a Keras 3 weights file: class name in snake case and a number. */
export interface Layer {
  readonly name: string;
  readonly className: string;
  readonly segment: string;
  readonly from: readonly string[];
  readonly config: Field;
}

/** The chains of Dense layers in the graph of a Keras model (its `to_json()`). `undefined` for what is no such config. */
export function kerasChains(config: unknown, weights: readonly StackLayer[]): StackLayer[][] | undefined {
  const layers = layersOf(config);
  if (layers.length === 0) return undefined;
  return graphChains(
    layers.map((layer) => ({
      ...layer,
      weight: layer.className === 'Dense' ? (weightOf(layer, weights) ?? null) : null,
      passes: passing.test(layer.className),
    })),
  );
}

function weightOf({ name, segment }: Layer, layers: readonly StackLayer[]): StackLayer | undefined {
  return layers.find(({ tensor }) => {
    const path = tensor.split(/[./]/);
    return path.includes(path.includes('vars') ? segment : name);
  });
}

/** The layers of a Sequential or functional model, or of the bare list that Keras 2.1 and older wrote. */
export function layersOf(config: unknown): Layer[] {
  if (!isRecord(config)) return [];
  const own = isRecord(config['config']) ? config['config'] : config;
  const written = Array.isArray(config['config']) ? config['config'] : own['layers'];
  const sequential = config['class_name'] === 'Sequential';
  const counts = new Map<string, number>();
  const nodes: Layer[] = [];
  for (const layer of listOf(written)) {
    const inner = isRecord(layer) ? layer['config'] : undefined;
    if (!isRecord(layer) || !isRecord(inner)) continue;
    const className = String(layer['class_name']);
    const snake = snakeCase(className);
    const count = counts.get(snake) ?? 0;
    counts.set(snake, count + 1);
    const segment = count === 0 ? snake : `${snake}_${count}`;
    const name = typeof inner['name'] === 'string' ? inner['name'] : segment;
    const before = nodes.at(-1);
    const from = sequential ? (before ? [before.name] : []) : sourcesOf(layer['inbound_nodes'], 0);
    nodes.push({ name, className, segment, from, config: inner });
  }
  return nodes;
}

/** Deeper nests than an inbound node has. */
const maxDepth = 16;

/** The layers that an `inbound_nodes` names: `[[["dense", 0, 0, {}]]]`, in Keras 3 tensors with a `keras_history`. */
function sourcesOf(value: unknown, depth: number): string[] {
  if (depth > maxDepth) return [];
  if (isRecord(value)) {
    const history = listOf(value['keras_history'])[0];
    if (typeof history === 'string') return [history];
    return Object.values(value).flatMap((inner) => sourcesOf(inner, depth + 1));
  }
  const [name, node, tensor] = listOf(value);
  if (typeof name === 'string' && typeof node === 'number' && typeof tensor === 'number') return [name];
  return listOf(value).flatMap((inner) => sourcesOf(inner, depth + 1));
}
