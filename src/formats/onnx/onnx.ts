import * as l10n from '@vscode/l10n';
import type { Format } from '../format';
import { FormatError } from '../formatError';
import { catalogOf, maxTensors, type Listed } from '../tensorList';
import { denseChains, maxNodes, type DenseLink } from './denseNodes';
import { listDerived } from './derived';
import { feederOf } from './feeder';
import { readNode, type ReadNode } from './nodeReader';
import { recurrentInputs } from './recurrentInputs';
import { recurrentNode, type Node, type RecurrentNode } from './recurrentNode';
import { Scope } from './scope';
import { readShape, stepsOf } from './sequenceLength';
import { listTensorProto, readKeyValue } from './tensorProto';
import { Wire, type Field } from './wire';

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

/** Graphs within graphs; exporters write two or three. */
const maxGraphs = 16;

class ModelReader {
  readonly tensors: Listed[] = [];
  readonly recurrent: RecurrentNode[] = [];
  readonly metadata = new Map<string, string>();
  hasGraph = false;
  readonly #names = new Set<string>();
  readonly #main = new Scope('', null);

  constructor(private readonly wire: Wire) {}

  async read(field: Field): Promise<void> {
    const { wire } = this;
    if (field.number === 2 && field.wire === 2) this.metadata.set('onnx.producer', await wire.text(field));
    else if (field.number === 7 && field.wire === 2) await this.#readGraph(field, this.#main);
    else if (field.number === 14 && field.wire === 2) await readKeyValue(wire, field, this.metadata);
  }

  /** The chains of dense layers; `null` for a graph that is too large to follow. */
  chains(): DenseLink[][] | null {
    const { nodes } = this.#main;
    if (nodes.length > maxNodes) return null;
    return denseChains(nodes, new Set(this.tensors.map(({ entry }) => entry.name)));
  }

  async #readGraph(graph: Field, scope: Scope, depth = 0): Promise<void> {
    this.hasGraph = true;
    const cells: Node[] = [];
    // Branches see all that stands around them, also what comes later in the file.
    const branches: { readonly path: string; readonly field: Field }[] = [];
    for await (const field of this.wire.fields(graph.start, graph.end)) {
      if (field.wire !== 2) continue;
      if (field.number === 11 || field.number === 13) await readShape(this.wire, field, scope.shapes);
      else if (field.number === 5) this.#add(scope, await listTensorProto(this.wire, field.start, field.end));
      else if (field.number === 1) {
        const node = await readNode(this.wire, field);
        await this.#place(scope, node);
        if (recurrentNode(node)) cells.push(node);
        for (const [name, inner] of node.graphs)
          branches.push({
            path: `${scope.path}${node.name || (node.outputs[0] ?? node.op)}/${name}/`,
            field: inner,
          });
      }
    }
    for (const node of cells) await this.#addCell(scope, node);
    if (depth >= maxGraphs) return;
    for (const { path, field } of branches) await this.#readGraph(field, new Scope(path, scope), depth + 1);
  }

  async #place(scope: Scope, node: ReadNode): Promise<void> {
    const [output] = node.outputs;
    // Some exporters write weights as Constant nodes.
    if (node.op === 'Constant') {
      if (!node.constant || !output) return;
      const listed = await listTensorProto(this.wire, node.constant.start, node.constant.end, output);
      if (listed.entry.shape.length >= 1 && listed.entry.unreadable === null) this.#add(scope, listed);
      else scope.stored.set(output, listed);
      return;
    }
    if (scope.nodes.length <= maxNodes) {
      scope.nodes.push(node);
      if (output) scope.makers.set(output, node);
    }
  }

  /** A recurrent node, with the tensors that it needs and the file does not hold as they are. */
  async #addCell(scope: Scope, node: Node): Promise<void> {
    const cell = recurrentNode(node)!;
    const inputs = await recurrentInputs(node, cell, scope);
    const sources = new Set<string>();
    const names = { W: cell.W, R: cell.R, B: cell.B, ...(cell.P === undefined ? {} : { P: cell.P }) };
    for (const part of ['W', 'R', 'B', 'P'] as const) {
      const derived = inputs[part];
      const written = names[part];
      if (!derived || !written) continue;
      const stored =
        node.op === 'DynamicQuantizeLSTM' && (part === 'W' || part === 'R')
          ? undefined
          : scope.tensor(written);
      if (stored) names[part] = stored.entry.name;
      else {
        const name = this.#freeName(`${scope.path}${written}`, written);
        this.#push(listDerived(this.wire.source.name, name, derived));
        names[part] = name;
        for (const source of derived.sources) sources.add(source);
      }
    }
    const steps = stepsOf(node, scope);
    const feeder = feederOf(node, scope);
    this.recurrent.push({
      ...{ ...cell, ...names, name: `${scope.path}${cell.name}`, sources: [...sources] },
      ...(steps ? { steps } : {}),
      ...(feeder === undefined ? {} : { feeder }),
    });
  }

  #add(scope: Scope, listed: Listed): void {
    const { name } = listed.entry;
    const free = scope.outer === null ? name : this.#freeName(`${scope.path}${name}`, name);
    const entry = { ...listed.entry, name: free };
    const placed = { ...listed, entry };
    scope.stored.set(name, placed);
    this.#push(placed);
  }

  /** The short name, unless another branch has it. */
  #freeName(long: string, short: string): string {
    if (!this.#names.has(short)) return short;
    let name = long;
    for (let n = 2; this.#names.has(name); n++) name = `${long} (${n})`;
    return name;
  }

  #push(tensor: Listed): void {
    if (this.tensors.length >= maxTensors) {
      throw new FormatError(
        l10n.t('{0}: it lists more than {1} tensors; split it.', this.wire.source.name, maxTensors),
      );
    }
    this.#names.add(tensor.entry.name);
    this.tensors.push(tensor);
  }
}
