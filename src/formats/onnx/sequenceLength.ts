import type { Node } from './recurrentNode';
import type { Scope } from './scope';
import type { Field, Wire } from './wire';

/** Shapes that are kept, and axes of one. */
const maxShapes = 50_000;
const maxAxes = 8;

/** ValueInfoProto: name 1, type 2 {tensor 1 {shape 2 {dim 1 {value 1}}}}. */
export async function readShape(
  wire: Wire,
  place: Field,
  shapes: Map<string, readonly (number | null)[]>,
): Promise<void> {
  if (shapes.size >= maxShapes) return;
  let name = '';
  let type: Field | undefined;
  for await (const field of wire.fields(place.start, place.end)) {
    if (field.wire !== 2) continue;
    if (field.number === 1) name = await wire.text(field);
    else if (field.number === 2) type = field;
  }
  const tensor = type && (await inner(wire, type, 1));
  const shape = tensor && (await inner(wire, tensor, 2));
  if (!shape || name === '') return;
  const lengths: (number | null)[] = [];
  for await (const axis of wire.fields(shape.start, shape.end)) {
    if (axis.number !== 1 || axis.wire !== 2) continue;
    if (lengths.length === maxAxes) return;
    let length: number | null = null;
    for await (const { number, wire: kind, value } of wire.fields(axis.start, axis.end))
      if (number === 1 && kind === 0 && value > 0) length = value;
    lengths.push(length);
  }
  shapes.set(name, lengths);
}

async function inner(wire: Wire, place: Field, number: number): Promise<Field | undefined> {
  for await (const field of wire.fields(place.start, place.end))
    if (field.number === number && field.wire === 2) return field;
  return undefined;
}

/** Operators that hand on each axis as it is. */
const keeping =
  /^(?:Identity|Cast|Dropout|Add|Sub|Mul|Div|LayerNormalization|BatchNormalization|Relu|LeakyRelu|Elu|Selu|Gelu|Tanh|Sigmoid|Clip|Softmax|LogSoftmax)$/;
const recurrent = /^(?:RNN|LSTM|GRU|DynamicQuantizeLSTM)$/;
/** Nodes that are followed for one length. */
const maxNodes = 256;

/**
 * The number of steps that a recurrent node gets in every run, where the shapes of the graph fix it: that of its X, followed
 * through operators that hand on the axis of time. One step is what a model gets that carries its state from call to call:
 * no length.
 */
export function stepsOf(node: Node, scope: Scope): number | undefined {
  const axis = node.attributes.get('layout') === 1 ? 1 : 0;
  const steps = lengthOf(node.inputs[0] ?? '', axis, scope, { left: maxNodes });
  return steps !== undefined && steps > 1 && steps < 1e9 ? steps : undefined;
}

function lengthOf(name: string, axis: number, scope: Scope, budget: { left: number }): number | undefined {
  // Older files list their weights among the inputs.
  if (scope.tensor(name)) return undefined;
  const stated = scope.shape(name)?.[axis];
  if (typeof stated === 'number') return stated;
  const made = --budget.left > 0 ? scope.maker(name) : undefined;
  if (!made) return undefined;
  const { op, inputs, outputs, attributes } = made.node;
  const from = (input: string | undefined, at: number): number | undefined =>
    input === undefined || at < 0 ? undefined : lengthOf(input, at, made.scope, budget);
  const list = (key: string): readonly unknown[] | undefined => {
    const value = attributes.get(key);
    return Array.isArray(value) ? value : undefined;
  };
  if (recurrent.test(op)) {
    const late = attributes.get('layout') === 1;
    return outputs[0] === name && axis === (late ? 1 : 0) ? from(inputs[0], axis) : undefined;
  }
  if (op === 'Transpose') {
    const at = list('perm')?.[axis];
    return typeof at === 'number' ? from(inputs[0], at) : undefined;
  }
  // An embedding: the indices' axes come first.
  if (op === 'Gather') return (attributes.get('axis') ?? 0) === 0 ? from(inputs[1], axis) : undefined;
  // The axis of time stands before those that exporters squeeze out of a recurrent node's output.
  if (op === 'Squeeze') return axis === 0 && squeezed(made.node).every((at) => at > 0) ? from(inputs[0], 0) : undefined; // prettier-ignore
  if (op === 'MatMul') return axis < 2 ? from(inputs[0], axis) : undefined;
  return keeping.test(op) ? (from(inputs[0], axis) ?? from(inputs[1], axis)) : undefined;
}

/** The axes that a Squeeze names as an attribute; as an input they are told by no reading of the graph, and taken as late. */
function squeezed({ attributes }: Node): number[] {
  const axes = attributes.get('axes');
  return Array.isArray(axes) ? axes.filter((axis): axis is number => typeof axis === 'number') : [];
}
