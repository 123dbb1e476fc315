import type { TensorInfo } from '../../tensor';
import type { Orientation } from './cell';
import type { FeedforwardStack, StackLayer } from './layout';
import { topLevel, moduleName } from './moduleName';
import { isBookkeeping, type TensorIndex } from './tensorIndex';

const linearName = /^(.*?)(?:[./]?)(weight|kernel(?::0)?|vars\/0|w)$/;
/** Two-dimensional weights that do not map one layer's activity to the next's. */
const notLinear = /embed|wte|wpe|norm|conv|attn|attention|pos|token|rel_?bias|rotary|lstm|gru|rnn|cell/i;

/**
 * Chains of at least two Linear (Dense) weights, in one module and in natural order of their names, where each takes
 * what the one before gives.
 */
export function feedforwardStacks(tensors: TensorIndex): FeedforwardStack[] {
  const groups = new Map<string, StackLayer[]>();
  const sorted = [...tensors.all()].sort((a, b) => byPath(a.name, b.name));
  for (const tensor of sorted) {
    const layer = layerOf(tensor);
    if (!layer) continue;
    const parent = parentOf(tensor.name);
    const group = groups.get(parent) ?? [];
    group.push(layer);
    groups.set(parent, group);
  }
  return [...groups].flatMap(([parent, layers]) => chains(parent, layers));
}

const natural = new Intl.Collator('en', { numeric: true });

/** Segment by segment, so that `dense` stands before `dense_1` and `net.2` before `net.10`. */
function byPath(a: string, b: string): number {
  const one = a.split(/[./]/);
  const other = b.split(/[./]/);
  const at = one.findIndex((segment, i) => segment !== other[i]);
  return at === -1 ? one.length - other.length : natural.compare(one[at]!, other[at] ?? '');
}

function layerOf(tensor: TensorInfo): StackLayer | undefined {
  const [rows, columns] = tensor.shape;
  if (tensor.shape.length !== 2 || !rows || !columns) return undefined;
  if (!linearName.test(tensor.name) || notLinear.test(tensor.name) || isBookkeeping(tensor.name))
    return undefined;
  const orientation: Orientation = /weight$/.test(tensor.name) ? 'col' : 'row';
  const [outputSize, inputSize] = orientation === 'col' ? [rows, columns] : [columns, rows];
  return { tensor: tensor.name, orientation, inputSize, outputSize };
}

/** The module that the layer's own module stands in: `net.0.weight` → `net.`. */
function parentOf(name: string): string {
  const layer = linearName.exec(name)?.[1] ?? '';
  return /^(.*[./])?[^./]*$/.exec(layer)?.[1] ?? '';
}

function chains(parent: string, layers: readonly StackLayer[]): FeedforwardStack[] {
  const stacks: FeedforwardStack[] = [];
  let chain: StackLayer[] = [];
  const close = (): void => {
    if (chain.length > 1) stacks.push({ name: moduleName(parent) || topLevel, layers: chain });
    chain = [];
  };
  for (const layer of layers) {
    const last = chain.at(-1);
    if (last && (last.outputSize !== layer.inputSize || last.orientation !== layer.orientation)) close();
    chain.push(layer);
  }
  close();
  return stacks;
}
