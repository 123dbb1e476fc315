import type { Node } from './recurrentNode';
import { varints, type Field, type Wire } from './wire';

/** A node as it stands in the file, with what its attributes hold. */
export interface ReadNode extends Node {
  /** The tensor of an attribute, such as a Constant's value. */
  readonly constant: Field | undefined;
  /** The graphs of an If, Loop or Scan, by the names of their attributes. */
  readonly graphs: ReadonlyMap<string, Field>;
}

type Value = Node['attributes'] extends ReadonlyMap<string, infer T> ? T : never;

/** NodeProto: inputs 1, outputs 2, name 3, operator 4, attributes 5. */
export async function readNode(wire: Wire, place: Field): Promise<ReadNode> {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes = new Map<string, Value>();
  const graphs = new Map<string, Field>();
  let name = '';
  let op = '';
  let constant: Field | undefined;
  for await (const field of wire.fields(place.start, place.end)) {
    if (field.wire !== 2) continue;
    if (field.number === 1) inputs.push(await wire.text(field));
    else if (field.number === 2) outputs.push(await wire.text(field));
    else if (field.number === 3) name = await wire.text(field);
    else if (field.number === 4) op = await wire.text(field);
    else if (field.number === 5) {
      const attribute = await readAttribute(wire, field);
      if (attribute.tensor) constant = attribute.tensor;
      if (attribute.graph) graphs.set(attribute.name, attribute.graph);
      if (attribute.value !== undefined) attributes.set(attribute.name, attribute.value);
    }
  }
  return { name, op, inputs, outputs, attributes, constant, graphs };
}

interface Attribute {
  readonly name: string;
  readonly value: Value | undefined;
  readonly tensor: Field | undefined;
  readonly graph: Field | undefined;
}

/** AttributeProto: name 1, f 2, i 3, s 4, t 5, g 6, floats 7, ints 8, strings 9. */
async function readAttribute(wire: Wire, place: Field): Promise<Attribute> {
  let name = '';
  let value: Attribute['value'];
  let tensor: Field | undefined;
  let graph: Field | undefined;
  const strings: string[] = [];
  const ints: number[] = [];
  const numbers: number[] = [];
  for await (const field of wire.fields(place.start, place.end)) {
    if (field.number === 1 && field.wire === 2) name = await wire.text(field);
    else if (field.number === 2 && field.wire === 5) [value] = await floats(wire, field);
    else if (field.number === 7 && numbers.length < maxNumbers) numbers.push(...(await floats(wire, field)));
    else if (field.number === 3) [value] = await varints(wire, field);
    else if (field.number === 4 && field.wire === 2 && field.end - field.start < 4096)
      value = await wire.text(field);
    else if (field.number === 5 && field.wire === 2) tensor = field;
    else if (field.number === 6 && field.wire === 2) graph = field;
    else if (field.number === 8 && ints.length < 64) ints.push(...(await varints(wire, field, 4096)));
    else if (field.number === 9 && field.wire === 2 && strings.length < 64)
      strings.push(await wire.text(field));
  }
  const list = [strings, ints.map(signed), numbers].find(({ length }) => length > 0);
  return { name, value: list ?? value, tensor, graph };
}

/** Floats of a list that are read; a node has two for each of its activations. */
const maxNumbers = 64;

/** Floats of 32 bits, one or packed, rounded to the digits that a float has. */
async function floats(wire: Wire, field: Field): Promise<number[]> {
  if (field.wire !== 2 && field.wire !== 5) return [];
  const bytes = await wire.bytes(field, 4 * maxNumbers);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.byteLength / 4) }, (_, i) => Number(view.getFloat32(4 * i, true).toPrecision(7))); // prettier-ignore
}

const signed = (value: number): number => (value >= 2 ** 63 ? value - 2 ** 64 : value);
