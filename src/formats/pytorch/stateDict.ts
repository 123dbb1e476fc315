import { maxTensors } from '../tensorList';
import { arrayView } from './numpyArray';
import { unpackedNames } from './packedNames';
import { Opaque, TensorView, type PickleValue } from './pickleValue';

/** A tensor found in a checkpoint's value. */
export interface NamedView {
  readonly name: string;
  readonly view: TensorView;
}

/** What was found beside the model's tensors. */
export interface StateDict {
  readonly tensors: readonly NamedView[];
  /** Single numbers and texts at the top, such as `epoch`. */
  readonly scalars: ReadonlyMap<string, string>;
  /** Top keys of optimizers and schedulers, left out. */
  readonly skipped: readonly string[];
}

const maxDepth = 64;
const maxVisits = 600_000;
/** Levels that wrap a state dict and are no part of the model's own names. */
const wrappers = new Set([
  'state_dict',
  'model_state_dict',
  'model',
  'model_state',
  'net',
  'network',
  'weights',
  'params',
]);
/** What a pickled `nn.Module` keeps its tensors in. */
const moduleLevels = new Set(['_parameters', '_modules', '_buffers']);
const optimizer =
  /optim|scheduler|^(opt_states?|lr_schedulers|callbacks|loops|rng_state\w*|cuda_rng\w*|grad_scaler|scaler|amp)$/i;

/** Whether a key at the top of a checkpoint is an optimizer's, a scheduler's or the like. */
export const isOptimizer = (key: string): boolean => optimizer.test(key);

/** Finds the tensors in a checkpoint's value: state dicts at any depth, lists, pickled modules; cycles are followed once. */
export function findTensors(root: PickleValue): StateDict {
  const skipped: string[] = [];
  const scalars = new Map<string, string>();
  const found: { readonly path: readonly string[]; readonly view: TensorView }[] = [];
  const onPath = new Set<PickleValue>();
  /** Containers under which there is no tensor; a pickle can repeat one a million times in a few bytes. */
  const barren = new Set<PickleValue>();
  let visits = 0;

  const walk = (value: PickleValue, path: readonly string[]): void => {
    if (typeof value !== 'object' || value === null || ++visits > maxVisits) return;
    const view = value instanceof TensorView ? value : value instanceof Opaque ? arrayView(value) : undefined;
    if (view) {
      if (found.length <= maxTensors) found.push({ path, view });
      return;
    }
    if (onPath.has(value) || barren.has(value) || path.length >= maxDepth) return;
    const children = childrenOf(value);
    if (!children) return;
    const before = found.length;
    onPath.add(value);
    for (const [key, child] of children) {
      if (path.length === 0 && isOptimizer(key) && !(child instanceof TensorView)) skipped.push(key);
      else if (value instanceof Opaque && key === '_flat_weights') continue;
      else walk(child, value instanceof Opaque && moduleLevels.has(key) ? path : [...path, key]);
    }
    onPath.delete(value);
    if (found.length === before) barren.add(value);
  };
  walk(root, []);

  for (const [key, value] of childrenOf(root) ?? []) {
    if (typeof value === 'number' || (typeof value === 'string' && value.length <= 200))
      scalars.set(key, String(value));
  }
  const names = shortNames(found.map(({ path }) => path));
  const tensors = found.map(({ view }, i) => ({ name: names[i]!, view }));
  return { tensors: unpackedNames(tensors), scalars, skipped };
}

function childrenOf(value: PickleValue): [string, PickleValue][] | undefined {
  if (value instanceof Map) return [...value].map(([key, child]) => [keyText(key), child]);
  if (value instanceof Opaque) return value.state instanceof Opaque ? undefined : childrenOf(value.state);
  if (Array.isArray(value)) return value.length > 100_000 ? [] : value.map((child, i) => [String(i), child]);
  return undefined;
}

const keyText = (key: PickleValue): string =>
  typeof key === 'string' ? key : typeof key === 'number' || typeof key === 'boolean' ? String(key) : '?';

/** Names of paths without the wrapper, unless two would then have the same name. */
export function shortNames(paths: readonly (readonly string[])[]): string[] {
  const short = paths.map((path) =>
    (wrappers.has(path[0] ?? '') && path.length > 1 ? path.slice(1) : path).join('.'),
  );
  const counts = new Map<string, number>();
  for (const name of short) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = new Set<string>();
  paths.forEach((path, i) => {
    let name = counts.get(short[i]!) === 1 ? short[i]! : path.join('.');
    name ||= 'tensor';
    for (let n = 2; names.has(name); n++) name = `${path.join('.')} (${n})`;
    names.add(name);
  });
  return [...names];
}
