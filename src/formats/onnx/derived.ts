import { columnMajorStrides, gather, rowMajorStrides } from '../strided';
import { elementCount, entryOf, maxElements, type Listed } from '../tensorList';
import type { Node } from './recurrentNode';
import type { Scope } from './scope';

/** A tensor that follows from stored ones, its elements computed when they are asked for. */
export interface Derived {
  readonly shape: readonly number[];
  readonly load: () => Promise<Float64Array>;
  /** Names in the catalog of the stored tensors that it is made of. */
  readonly sources: readonly string[];
}

/** Nodes from a stored tensor to where it is used; exporters need fewer than ten. */
const maxDepth = 24;
/** Nodes that are followed for one input, since each may have several inputs. */
const maxNodes = 256;

/** Follows an input of a node to stored tensors, through operators that move or rescale elements. */
export class Follower {
  #left = maxNodes;

  /** @returns `undefined` where it depends on what is not stored, or on another operator */
  async follow(name: string, scope: Scope, depth = 0): Promise<Derived | undefined> {
    if (name === '' || depth > maxDepth || --this.#left < 0) return undefined;
    const stored = scope.tensor(name);
    if (stored) return ofStored(stored);
    const made = scope.maker(name);
    const rule = made && Object.hasOwn(rules, made.node.op) ? rules[made.node.op] : undefined;
    if (!made || !rule || made.node.outputs[0] !== name) return undefined;
    const inputs: (Derived | undefined)[] = [];
    for (const input of made.node.inputs) inputs.push(await this.follow(input, made.scope, depth + 1));
    const [first] = inputs;
    if (!first) return undefined;
    const found = await rule(made.node, first, inputs);
    const count = found && elementCount(found.shape);
    return count === undefined || count > maxElements ? undefined : found;
  }
}

function ofStored({ entry, numbers, load }: Listed): Derived {
  return { shape: entry.shape, load: numbers ?? load, sources: [entry.name] };
}

/** A derived tensor as an entry of the catalog. */
export function listDerived(file: string, name: string, { shape, load }: Derived): Listed {
  return { entry: entryOf(file, name, 'F32', shape), load };
}

type Rule = (
  node: Node,
  first: Derived,
  inputs: readonly (Derived | undefined)[],
) => Promise<Derived | undefined> | Derived | undefined;

const rules: Readonly<Record<string, Rule>> = {
  Identity: (_, first) => first,
  Cast: (_, first) => first,
  Transpose: ({ attributes }, first) => transposed(first, listOf(attributes.get('perm'))),
  Reshape: async (_, first, [, shape]) => reshaped(first, shape && (await small(shape))),
  Flatten: (_, first) => first,
  Unsqueeze: async ({ attributes }, first, [, second]) => {
    const axes = listOf(attributes.get('axes')) ?? (second && (await small(second)));
    if (!axes) return undefined;
    const rank = first.shape.length + axes.length;
    const at = axes.map((axis) => (axis < 0 ? axis + rank : axis)).sort((a, b) => a - b);
    const shape = [...first.shape];
    for (const axis of at) shape.splice(axis, 0, 1);
    return { ...first, shape };
  },
  Squeeze: async ({ attributes }, first, [, second]) => {
    const axes = listOf(attributes.get('axes')) ?? (second && (await small(second)));
    const rank = first.shape.length;
    const out = axes?.map((axis) => (axis < 0 ? axis + rank : axis));
    return { ...first, shape: first.shape.filter((length, i) => !(out ? out.includes(i) : length === 1)) };
  },
  Slice: async ({ attributes }, first, [, from, to, along, by]) => {
    const starts = listOf(attributes.get('starts')) ?? (from && (await small(from)));
    const ends = listOf(attributes.get('ends')) ?? (to && (await small(to)));
    const axes = listOf(attributes.get('axes')) ?? (along && (await small(along)));
    const steps = by ? await small(by) : undefined;
    if (!starts || starts.length !== ends?.length || steps?.some((step) => step !== 1)) return undefined;
    let sliced: Derived | undefined = first;
    starts.forEach((start, i) => (sliced &&= cut(sliced, axes?.[i] ?? i, start, ends[i]!)));
    return sliced;
  },
  Concat: ({ attributes }, _, inputs) => joined(inputs, attributes.get('axis')),
  DequantizeLinear: ({ attributes }, first, [, scale, zero]) => {
    const axis = attributes.get('axis');
    return scale && dequantized(first, scale, zero, typeof axis === 'number' ? axis : 1);
  },
};

const listOf = (value: unknown): readonly number[] | undefined =>
  Array.isArray(value) && value.every((each) => typeof each === 'number') ? value : undefined;

/** The numbers of a short list: axes, a shape. */
async function small({ shape, load }: Derived): Promise<number[] | undefined> {
  const count = elementCount(shape);
  return count !== undefined && count <= 64 ? [...(await load())] : undefined;
}

/** Axes in another order; reversed by default. */
export function transposed(tensor: Derived, perm?: readonly number[]): Derived | undefined {
  const { shape, load } = tensor;
  const order = perm ?? shape.map((_, i) => shape.length - 1 - i);
  if (order.length !== shape.length || new Set(order).size !== shape.length) return undefined;
  if (order.some((axis) => shape[axis] === undefined)) return undefined;
  const strides = rowMajorStrides(shape);
  const turned = order.map((axis) => shape[axis]!);
  return {
    ...tensor,
    shape: turned,
    load: async () =>
      gather(await load(), turned, perm ? order.map((axis) => strides[axis]!) : columnMajorStrides(turned)),
  };
}

function reshaped(tensor: Derived, wanted: readonly number[] | undefined): Derived | undefined {
  const count = elementCount(tensor.shape);
  if (!wanted || count === undefined) return undefined;
  const shape = wanted.map((length, i) => (length === 0 ? (tensor.shape[i] ?? 0) : length));
  const open = shape.indexOf(-1);
  if (open >= 0)
    shape[open] = count / shape.reduce((product, length, i) => (i === open ? product : product * length), 1);
  return elementCount(shape) === count ? { ...tensor, shape } : undefined;
}

function cut(tensor: Derived, along: number, start: number, end: number): Derived | undefined {
  const { shape, load } = tensor;
  const axis = along < 0 ? along + shape.length : along;
  const length = shape[axis];
  if (length === undefined) return undefined;
  const place = (index: number): number => Math.max(0, Math.min(length, index < 0 ? index + length : index));
  const [from, to] = [place(start), place(end)];
  if (to <= from) return undefined;
  const strides = rowMajorStrides(shape);
  const within = shape.map((each, i) => (i === axis ? to - from : each));
  return {
    ...tensor,
    shape: within,
    load: async () => gather((await load()).subarray(from * strides[axis]!), within, strides),
  };
}

function joined(inputs: readonly (Derived | undefined)[], along: unknown): Derived | undefined {
  const parts = inputs.filter((part) => part !== undefined);
  const [first] = parts;
  if (!first || parts.length !== inputs.length || typeof along !== 'number') return undefined;
  const rank = first.shape.length;
  const axis = along < 0 ? along + rank : along;
  const fits = parts.every(
    ({ shape }) =>
      shape.length === rank && shape.every((length, i) => i === axis || length === first.shape[i]),
  );
  if (!fits || first.shape[axis] === undefined) return undefined;
  const shape = first.shape.map((length, i) =>
    i === axis ? parts.reduce((sum, part) => sum + part.shape[axis]!, 0) : length,
  );
  const load = async (): Promise<Float64Array> => {
    const out = new Float64Array(elementCount(shape)!);
    const inner = shape.slice(axis).reduce((product, length) => product * length, 1);
    let column = 0;
    for (const part of parts) {
      const data = await part.load();
      const width = part.shape.slice(axis).reduce((product, length) => product * length, 1);
      for (let from = 0, to = column; from < data.length; from += width, to += inner)
        out.set(data.subarray(from, from + width), to);
      column += width;
    }
    return out;
  };
  return { shape, load, sources: parts.flatMap(({ sources }) => sources) };
}

/** (q − zero)·scale, by tensor or along an axis. */
export function dequantized(
  tensor: Derived,
  scale: Derived,
  zero: Derived | undefined,
  along: number,
): Derived | undefined {
  const { shape } = tensor;
  const axis = along < 0 ? along + shape.length : along;
  const count = elementCount(scale.shape);
  const perAxis = count !== 1;
  if (perAxis && count !== shape[axis]) return undefined;
  const inner = shape.slice(axis + 1).reduce((product, length) => product * length, 1);
  const load = async (): Promise<Float64Array> => {
    const [data, scales, zeros] = [await tensor.load(), await scale.load(), await zero?.load()];
    return data.map((value, i) => {
      const at = perAxis ? Math.floor(i / inner) % count! : 0;
      return (value - (zeros?.[at] ?? 0)) * scales[at]!;
    });
  };
  return { shape, load, sources: [tensor, scale, ...(zero ? [zero] : [])].flatMap(({ sources }) => sources) };
}
