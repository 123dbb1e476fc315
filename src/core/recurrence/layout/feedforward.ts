import { plainPath } from '../../role/checkpoint/path';
import type { Role } from '../../role/role';
import type { TensorInfo } from '../../tensor';
import type { Orientation } from './cell';
import { kerasChains } from './kerasGraph';
import { kerasConfig } from './kerasConfig';
import type { FeedforwardStack, Hints, StackLayer, StackOrder } from './layout';
import { topLevel, moduleName } from './moduleName';
import { onnxChains } from './onnxGraph';
import type { TensorIndex } from './tensorIndex';

const linearName = /(?:^|[./])(?:weight|weights|kernel(?::0)?|vars\/0|w|W)$/;
/** Roles under which a weight may be a layer of a chain: a last one is often called a head. */
const chained: ReadonlySet<Role> = new Set(['feedforward', 'head', 'unknown']);
/** A layer by its number: `fc1`, `linear_2`, Keras's `dense` and `dense_1`. */
const numbered = /^(fc|ff|lin|linear|dense|layer|hidden|affine|l|w|weights?|kernel|mlp|ip)_?(\d*)$/i;
/** Modules in which numbers tell things beside one another, or blocks that are added to what passes them by. */
const parallel =
  /^(?:.*(?:head|expert|branch|tower|gate|critic|actor|member|ensemble|block|proj|output|task|group|scale|level|key|quer|value)s?|res.*|q\d*|qs|qf\d*|q_?net(?:work)?s?|models|nets)$/i;
/** Modules whose numbered members run one after the other, even where none of their shapes tells them apart. */
const serial =
  /^(?:|layers?|linears?|nets?|network|model|module|mlp|seq.*|hidden.*|fcs?|ffn?|dense.*|features|encoder|decoder|main|body|trunk|backbone|stack)\d*$/i;

/** A weight y = W·x with its place in a declared order. */
interface Placed extends StackLayer {
  readonly at: number;
}

/**
 * Chains of at least two Linear (Dense) weights whose order the file declares: by the indices of a sequence, by the numbers of
 * its layers, or by the graph that ONNX and Keras keep; each takes what the one before gives. Names that merely fit in shape, as the
 * key, value and output of an attention do, are no chain.
 */
export function feedforwardStacks(
  tensors: TensorIndex,
  roles: ReadonlyMap<string, Role>,
  hints: Hints,
): FeedforwardStack[] {
  const layers = tensors.all().flatMap((tensor) => layerOf(tensor, roles.get(tensor.name)) ?? []);
  const drawn = onnxChains(hints, tensors) ?? kerasChains(kerasConfig(hints), layers);
  if (drawn) {
    const isLayer = ({ tensor }: StackLayer): boolean => chained.has(roles.get(tensor) ?? 'unknown');
    return drawn.flatMap((chain) => (chain.every(isLayer) ? chains(topLevel, 'graph', chain) : []));
  }
  const groups = new Map<string, { parent: string; order: StackOrder; layers: Placed[] }>();
  for (const layer of layers) {
    const place = placeOf(layer.tensor);
    if (!place) continue;
    const { parent, order, at } = place;
    const key = `${order} ${place.group}`;
    const group = groups.get(key) ?? { parent, order, layers: [] };
    group.layers.push({ ...layer, at });
    groups.set(key, group);
  }
  const alone = aloneIn(tensors.all());
  return [...groups.values()].flatMap(({ parent, order, layers: found }) => {
    const members = found.filter(({ tensor }) => alone(tensor)).sort((a, b) => a.at - b.at);
    if (!declares(parent, order, members)) return [];
    return members.some(({ tensor }) => linearName.test(tensor))
      ? chains(parent, order, members)
      : eitherWay(parent, order, members);
  });
}

/** Arrays of no framework (`W1`, `W2`) multiply rows or columns: the way in which they follow one another, if only one does. */
function eitherWay(parent: string, order: StackOrder, layers: readonly StackLayer[]): FeedforwardStack[] {
  const columns = chains(parent, order, layers);
  const turned = layers.map(({ tensor, inputSize, outputSize }): StackLayer => {
    return { tensor, orientation: 'row', inputSize: outputSize, outputSize: inputSize };
  });
  const rows = chains(parent, order, turned);
  if (columns.length > 0 && rows.length > 0) return [];
  return columns.length > 0 ? columns : rows;
}

function layerOf({ name, shape }: TensorInfo, role: Role | undefined): StackLayer | undefined {
  const [rows, columns] = shape;
  if (shape.length !== 2 || !rows || !columns || !chained.has(role ?? 'unknown')) return undefined;
  const bare = numbered.test(plainPath(name).split('.').at(-1) ?? '') && !/bias/i.test(name);
  if (!linearName.test(name) && !bare) return undefined;
  const orientation: Orientation = /(?:kernel(?::0)?|vars\/0|(?:^|[./])w)$/.test(name) ? 'row' : 'col';
  const [outputSize, inputSize] = orientation === 'col' ? [rows, columns] : [columns, rows];
  return { tensor: name, orientation, inputSize, outputSize };
}

interface Place {
  /** The path up to the number, with its separator. */
  readonly parent: string;
  /** What the layers of a chain have in common: all of the path but the number. */
  readonly group: string;
  readonly order: StackOrder;
  readonly at: number;
}

/** The last number of a path that orders layers. */
function placeOf(name: string): Place | undefined {
  const parts = name.split(/[./]/);
  for (let i = parts.length - 1; i >= 0; i--) {
    const part = parts[i]!;
    const index = /^\d+$/.test(part) && parts[i - 1] !== 'vars';
    const match = index ? null : numbered.exec(part);
    if (!index && !match) continue;
    // `weight` and `kernel` at the end say what the tensor is.
    if (i === parts.length - 1 && match?.[2] === '') continue;
    // The gate of a gated layer stands beside its two others.
    if (match && /^w$/i.test(match[1]!) && /ff|feed|mlp|glu|moe/i.test(parts[i - 1] ?? '')) return undefined;
    // Only Keras counts from a name without a number.
    if (match?.[2] === '' && match[1] !== 'dense') continue;
    const parent = parts.slice(0, i).join('.');
    const group = [...parts.slice(0, i), match ? match[1] : '', ...parts.slice(i + 1)].join('.');
    return {
      parent,
      group,
      order: index ? 'indices' : 'numbers',
      at: index ? Number(part) : Number(match![2] || 0),
    };
  }
  return undefined;
}

/** Whether a tensor is the only weight of more than one axis in its numbered module. */
function aloneIn(tensors: readonly TensorInfo[]): (name: string) => boolean {
  const moduleOf = (name: string): string => {
    const parts = name.split(/[./]/);
    const at = parts.findLastIndex((part, i) => /\d/.test(part) && i < parts.length - 1 && part !== 'vars');
    return parts.slice(0, at + 1).join('.');
  };
  const counts = new Map<string, number>();
  for (const { name, shape } of tensors) {
    if (shape.length < 2) continue;
    const module = moduleOf(name);
    counts.set(module, (counts.get(module) ?? 0) + 1);
  }
  return (name) => {
    const module = moduleOf(name);
    return module === '' || counts.get(module) === 1;
  };
}

/** Whether the numbers say that the layers follow one another. */
function declares(parent: string, order: StackOrder, layers: readonly Placed[]): boolean {
  const path = parent.split('.');
  const own = path.at(-1) ?? '';
  // A chain within a block is a branch beside the identity, one within an expert is chosen by the input.
  if (parallel.test(own) || path.some((part) => /block|expert|^res/i.test(part))) return false;
  if (new Set(layers.map(({ at }) => at)).size < layers.length) return false;
  if (order === 'numbers') return true;
  // Things side by side are numbered without gaps; a sequence has its activations between its layers.
  const gaps = layers.some(({ at }, i) => i > 0 && at - layers[i - 1]!.at > 1);
  const alike = layers.every(({ inputSize, outputSize }) => inputSize === outputSize);
  return gaps || !alike || serial.test(own);
}

function chains(parent: string, order: StackOrder, layers: readonly StackLayer[]): FeedforwardStack[] {
  const stacks: FeedforwardStack[] = [];
  let chain: StackLayer[] = [];
  const close = (): void => {
    if (chain.length > 1) stacks.push({ name: moduleName(parent), order, layers: chain });
    chain = [];
  };
  for (const { tensor, orientation, inputSize, outputSize } of layers) {
    const last = chain.at(-1);
    if (last && (last.outputSize !== inputSize || last.orientation !== orientation)) close();
    chain.push({ tensor, orientation, inputSize, outputSize });
  }
  close();
  return stacks;
}
