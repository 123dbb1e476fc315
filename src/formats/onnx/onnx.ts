import * as l10n from '@vscode/l10n';
import type { Format } from '../format';
import { FormatError } from '../formatError';
import { catalogOf, maxTensors, type Listed } from '../tensorList';
import { denseChains, maxNodes, type DenseLink } from './denseNodes';
import { recurrentNode, type Node, type RecurrentNode } from './recurrentNode';
import { listTensorProto, readKeyValue } from './tensorProto';
import { varints, Wire, type Field } from './wire';

/** ModelProto (onnx.proto3), walked by ranges so that the weights are not read for the list. */
export const onnx: Format = {
  name: 'ONNX',
  extensions: ['.onnx'],
  match: looksLikeModel,
  async open(source) {
    const wire = new Wire(source);
    const model = new ModelReader(wire);
    for await (const field of wire.fields(0, source.size)) await model.read(field);
    if (!model.hasGraph)
      throw new FormatError(
        l10n.t('{0}: it holds no graph, so it is not an ONNX model; export it again.', source.name),
      );
    if (model.recurrent.length > 0)
      model.metadata.set('onnx.recurrentNodes', JSON.stringify(model.recurrent));
    const chains = model.chains();
    if (chains) model.metadata.set('onnx.chains', JSON.stringify(chains));
    return catalogOf(source, onnx.name, model.tensors, model.metadata);
  },
};

/** Protobuf has no magic: `ir_version` (a small number) comes first, then a text or the graph, or fields of ModelProto. */
function looksLikeModel(head: Uint8Array, size: number): boolean {
  if (size < 8 || head[0] !== 0x08 || head[1]! < 1 || head[1]! > 30) return false;
  // Core ML and SavedModel begin alike, with a message where ONNX has the producer's name.
  if (head[2] === 0x12 && head[4]! < 0x20) return head[3] === 0;
  return [0x12, 0x1a, 0x22, 0x28, 0x32, 0x3a, 0x42, 0x72].includes(head[2]!);
}

class ModelReader {
  readonly tensors: Listed[] = [];
  readonly recurrent: RecurrentNode[] = [];
  readonly metadata = new Map<string, string>();
  hasGraph = false;
  private readonly nodes: Node[] = [];

  constructor(private readonly wire: Wire) {}

  async read(field: Field): Promise<void> {
    const { wire } = this;
    if (field.number === 2 && field.wire === 2) this.metadata.set('onnx.producer', await wire.text(field));
    else if (field.number === 7 && field.wire === 2) await this.#readGraph(field);
    else if (field.number === 14 && field.wire === 2) await readKeyValue(wire, field, this.metadata);
  }

  async #readGraph(graph: Field): Promise<void> {
    this.hasGraph = true;
    for await (const field of this.wire.fields(graph.start, graph.end)) {
      if (field.wire !== 2) continue;
      if (field.number === 5) this.#add(await listTensorProto(this.wire, field.start, field.end));
      else if (field.number === 1) await this.#readNode(field);
    }
  }

  /** The chains of dense layers; `null` for a graph that is too large to follow. */
  chains(): DenseLink[][] | null {
    if (this.nodes.length > maxNodes) return null;
    return denseChains(this.nodes, new Set(this.tensors.map(({ entry }) => entry.name)));
  }

  #add(tensor: Listed): void {
    if (this.tensors.length >= maxTensors) {
      throw new FormatError(
        l10n.t('{0}: it lists more than {1} tensors; split it.', this.wire.source.name, maxTensors),
      );
    }
    this.tensors.push(tensor);
  }

  async #readNode(place: Field): Promise<void> {
    const inputs: string[] = [];
    const outputs: string[] = [];
    const attributes = new Map<string, Node['attributes'] extends ReadonlyMap<string, infer T> ? T : never>();
    let name = '';
    let op = '';
    let constant: Field | undefined;
    for await (const field of this.wire.fields(place.start, place.end)) {
      if (field.wire !== 2) continue;
      if (field.number === 1) inputs.push(await this.wire.text(field));
      else if (field.number === 2) outputs.push(await this.wire.text(field));
      else if (field.number === 3) name = await this.wire.text(field);
      else if (field.number === 4) op = await this.wire.text(field);
      else if (field.number === 5) {
        const attribute = await readAttribute(this.wire, field);
        if (attribute.tensor) constant = attribute.tensor;
        if (attribute.value !== undefined) attributes.set(attribute.name, attribute.value);
      }
    }
    const node = { name, op, inputs, outputs, attributes };
    if (this.nodes.length <= maxNodes && op !== 'Constant') this.nodes.push(node);
    const recurrent = recurrentNode(node);
    if (recurrent) this.recurrent.push(recurrent);
    // Some exporters write weights as Constant nodes.
    if (op === 'Constant' && constant && outputs[0]) {
      const listed = await listTensorProto(this.wire, constant.start, constant.end, outputs[0]);
      if (listed.entry.shape.length >= 1) this.#add(listed);
    }
  }
}

interface Attribute {
  readonly name: string;
  readonly value: number | string | readonly string[] | undefined;
  readonly tensor: Field | undefined;
}

/** AttributeProto: name 1, i 3, s 4, t 5, strings 9; subgraphs are not walked. */
async function readAttribute(wire: Wire, place: Field): Promise<Attribute> {
  let name = '';
  let value: Attribute['value'];
  let tensor: Field | undefined;
  const strings: string[] = [];
  for await (const field of wire.fields(place.start, place.end)) {
    if (field.number === 1 && field.wire === 2) name = await wire.text(field);
    else if (field.number === 3) [value] = await varints(wire, field);
    else if (field.number === 4 && field.wire === 2 && field.end - field.start < 4096)
      value = await wire.text(field);
    else if (field.number === 5 && field.wire === 2) tensor = field;
    else if (field.number === 9 && field.wire === 2 && strings.length < 64)
      strings.push(await wire.text(field));
  }
  return { name, value: strings.length > 0 ? strings : value, tensor };
}
