import { snakeCase } from './kerasConfig';
import type { StackLayer } from './layout';

type Field = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Field =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

/** Layers that pass on what they get, number by number or fewer of them. */
const passing =
  /^(?:InputLayer|Activation|Dropout|Gaussian(?:Noise|Dropout)|AlphaDropout|(?:Batch|Layer)?Normalization|(?:Leaky|P|Thresholded)?ReLU|ELU|Softmax|Flatten|Rescaling|Masking|ActivityRegularization)$/;

/** A layer of a graph with the names of those that it takes from. */
interface Node {
  readonly name: string;
  readonly className: string;
  /** In a Keras 3 weights file: class name in snake case and a number. */
  readonly segment: string;
  readonly from: readonly string[];
}

/**
 * The Dense layers that follow one another in the graph of a Keras model (its `to_json()`), with nothing between them but what
 * passes on its input, and no second way beside them. `undefined` for what is no such config.
 */
export function kerasChains(config: unknown, layers: readonly StackLayer[]): StackLayer[][] | undefined {
  const nodes = nodesOf(config);
  if (nodes.length === 0) return undefined;
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const uses = new Map<string, number>();
  for (const { from } of nodes) for (const name of from) uses.set(name, (uses.get(name) ?? 0) + 1);
  const next = new Map<string, Node>();
  const first: Node[] = [];
  const dense = nodes.filter(({ className }) => className === 'Dense');
  for (const node of dense) {
    const before = denseBefore(node, byName, uses);
    if (before) next.set(before.name, node);
    else first.push(node);
  }
  return first.map((start) => {
    const chain: StackLayer[] = [];
    for (let node: Node | undefined = start; node; node = next.get(node.name)) {
      const weight = weightOf(node, layers);
      if (weight) chain.push(weight);
    }
    return chain;
  });
}

/** The Dense layer whose output, passed on by others, is all that a layer takes and that nothing else takes. */
function denseBefore(
  { from }: Node,
  byName: ReadonlyMap<string, Node>,
  uses: ReadonlyMap<string, number>,
): Node | undefined {
  const seen = new Set<string>();
  for (let names = from; ;) {
    const [name] = names;
    if (names.length !== 1 || name === undefined || uses.get(name) !== 1 || seen.has(name)) return undefined;
    seen.add(name);
    const node = byName.get(name);
    if (!node) return undefined;
    if (node.className === 'Dense') return node;
    if (!passing.test(node.className)) return undefined;
    names = node.from;
  }
}

function weightOf({ name, segment }: Node, layers: readonly StackLayer[]): StackLayer | undefined {
  return layers.find(({ tensor }) => {
    const path = tensor.split(/[./]/);
    return path.includes(path.includes('vars') ? segment : name);
  });
}

/** The layers of a Sequential or functional model, or of the bare list that Keras 2.1 and older wrote. */
function nodesOf(config: unknown): Node[] {
  if (!isRecord(config)) return [];
  const own = isRecord(config['config']) ? config['config'] : config;
  const written = Array.isArray(config['config']) ? config['config'] : own['layers'];
  const sequential = config['class_name'] === 'Sequential';
  const counts = new Map<string, number>();
  const nodes: Node[] = [];
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
    nodes.push({ name, className, segment, from });
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
