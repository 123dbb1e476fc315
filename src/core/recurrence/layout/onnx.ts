import type { TensorInfo } from '../../tensor';
import { activationNear, activationText, type AnyActivation } from '../parametric';
import type { CellKind, Equations, GateParts, RecurrentCell } from './cell';
import type { Found, FrameworkLayout } from './framework';
import type { Unrecognized } from './layout';
import { onnxActivations } from './onnxActivations';
import { rowsOf, shaped, slice, stacked } from './parts';
import type { LayoutProblem } from './problem';
import { sameShape, type TensorIndex } from './tensorIndex';

/** One RNN, LSTM or GRU node of a graph, as the reader of ONNX files lists it under `onnx.recurrentNodes`. */
interface RecurrentNode {
  readonly name: string;
  readonly op: string;
  readonly W: string;
  readonly R: string;
  readonly B: string | undefined;
  readonly direction: string;
  readonly linearBeforeReset: boolean;
  readonly activations: readonly string[];
  /** Stored tensors that W, R and B are computed from. */
  readonly sources: readonly string[];
  readonly alpha: readonly number[];
  readonly beta: readonly number[];
  readonly clip: number | undefined;
  readonly inputForget: boolean;
  readonly P: string | undefined;
  readonly steps: number | undefined;
  readonly feeder: string | undefined;
}

export const onnxGates: Readonly<Record<CellKind, readonly string[]>> = {
  rnn: ['h'],
  lstm: ['i', 'o', 'f', 'c'],
  gru: ['z', 'r', 'h'],
};
const ops: Readonly<Record<string, CellKind>> = { RNN: 'rnn', LSTM: 'lstm', GRU: 'gru' };
/** Where the candidate's function stands among a direction's activations: LSTM f, g, h; GRU f, g; RNN f. */
const candidateOf: Readonly<Record<CellKind, readonly [at: number, of: number]>> = {
  rnn: [0, 1],
  lstm: [1, 3],
  gru: [1, 2],
};

/** ONNX recurrent nodes (onnx/defs/rnn/defs.cc): W (D, g·H, I), R (D, g·H, H), B (D, 2g·H), found through the nodes. */
export const onnx: FrameworkLayout = {
  name: 'ONNX',
  find(tensors, hints) {
    const cells: RecurrentCell[] = [];
    const unrecognized: Unrecognized[] = [];
    const claimed: string[] = [];
    for (const node of nodesOf(hints.metadata?.get('onnx.recurrentNodes'))) {
      const read = readNode(node, tensors);
      if ('reason' in read) unrecognized.push(read);
      else cells.push(...read.cells);
      claimed.push(...node.sources);
    }
    return { cells, unrecognized, claimed } satisfies Found;
  },
};

function nodesOf(text: string | undefined): RecurrentNode[] {
  let list: unknown;
  try {
    list = JSON.parse(text ?? '[]');
  } catch {
    return [];
  }
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null) return [];
    const node = item as Record<string, unknown>;
    const [op, W, R] = [node['op'], node['W'], node['R']];
    if (typeof op !== 'string' || typeof W !== 'string' || typeof R !== 'string') return [];
    const { direction, name } = node;
    return [
      {
        op,
        W,
        R,
        B: textOf(node['B']),
        name: typeof name === 'string' && name !== '' ? name : R,
        direction: typeof direction === 'string' ? direction : 'forward',
        linearBeforeReset: Boolean(node['linearBeforeReset']),
        activations: listOf(node['activations'], (value) => typeof value === 'string'),
        sources: listOf(node['sources'], (value) => typeof value === 'string'),
        alpha: listOf(node['alpha'], (value) => typeof value === 'number'),
        beta: listOf(node['beta'], (value) => typeof value === 'number'),
        clip: numberOf(node['clip']),
        inputForget: Boolean(node['inputForget']),
        P: textOf(node['P']),
        steps: numberOf(node['steps']),
        feeder: textOf(node['feeder']),
      },
    ];
  });
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const listOf = <T>(value: unknown, is: (each: unknown) => each is T): T[] =>
  Array.isArray(value) ? value.filter(is) : [];

function readNode(
  node: RecurrentNode,
  tensors: TensorIndex,
): { readonly cells: RecurrentCell[] } | Unrecognized {
  const refuse = (reason: LayoutProblem): Unrecognized => ({ tensor: node.R, reason });
  const cell = Object.hasOwn(ops, node.op) ? ops[node.op] : undefined;
  if (!cell) return refuse({ kind: 'operator', node: node.name, op: node.op });
  const { functions, unknown } = onnxActivations(node);
  const parts = [...unknown, ...(node.clip !== undefined && !(node.clip > 0) ? [`clip ${node.clip}`] : [])];
  if (parts.length > 0) return refuse({ kind: 'not-modeled', node: node.name, op: node.op, parts });
  const r = tensors.get(node.R);
  if (!r) return refuse({ kind: 'not-stored', tensor: node.R, node: node.name });
  const gates = onnxGates[cell];
  const [directions, rows, hiddenSize] = r.shape;
  const fits = r.shape.length === 3 && hiddenSize && rows === gates.length * hiddenSize;
  if (!fits || !directions || directions > 2) {
    return refuse({ kind: 'onnx-recurrent', tensor: shaped(r), op: node.op, gates: gates.length });
  }
  const w = tensors.get(node.W);
  if (w && (w.shape.length !== 3 || w.shape[0] !== directions || w.shape[1] !== rows)) {
    return refuse({ kind: 'onnx-part', tensor: shaped(w), recurrent: r.shape });
  }
  const b = node.B === undefined ? undefined : tensors.get(node.B);
  if (b && (b.shape.length !== 2 || b.shape[0] !== directions || b.shape[1] !== 2 * rows)) {
    return refuse({ kind: 'onnx-part', tensor: shaped(b), recurrent: r.shape });
  }
  const p = node.P === undefined ? undefined : tensors.get(node.P);
  if (node.P !== undefined && !p)
    return refuse({ kind: 'not-modeled', node: node.name, op: node.op, parts: ['P'] });
  if (p && !sameShape(p.shape, [directions, 3 * hiddenSize])) {
    return refuse({ kind: 'onnx-part', tensor: shaped(p), recurrent: r.shape });
  }
  const cells = Array.from({ length: directions }, (_, d) =>
    directionOf({ node, cell, r, w, b, p, functions, hiddenSize, rows }, d),
  );
  return { cells };
}

interface Parts {
  readonly node: RecurrentNode;
  readonly cell: CellKind;
  readonly r: TensorInfo;
  readonly w: TensorInfo | undefined;
  readonly b: TensorInfo | undefined;
  readonly p: TensorInfo | undefined;
  readonly functions: readonly AnyActivation[];
  readonly hiddenSize: number;
  readonly rows: number;
}

function directionOf(parts: Parts, d: number): RecurrentCell {
  const { node, cell, r, w, b, hiddenSize, rows } = parts;
  const half = (which: 0 | 1): GateParts | null =>
    b ? stacked(rowsOf(slice(b, d), which * rows, rows)) : null;
  const { candidate, gate, equations } = equationsOf(parts, d);
  return {
    name: node.name,
    cell,
    framework: 'onnx',
    layer: 0,
    direction: d === 1 || node.direction === 'reverse' ? 'reverse' : 'forward',
    hiddenSize,
    inputSize: w?.shape[2] ?? null,
    projection: null,
    gates: onnxGates[cell],
    orientation: 'col',
    recurrent: stacked(slice(r, d)),
    input: w ? stacked(slice(w, d)) : null,
    inputBias: half(0),
    recurrentBias: half(1),
    projectionPart: null,
    activation: activationNear(candidate),
    ...(gate === 'sigmoid' ? {} : { recurrentActivation: gate }),
    ...(equations.named.length > 0 ? { equations } : {}),
    ...(node.steps === undefined ? {} : { steps: node.steps }),
    ...(node.feeder === undefined ? {} : { fedBy: node.feeder }),
    resetAfter: cell === 'gru' ? node.linearBeforeReset : null,
    updateKeeps: cell === 'gru' ? true : null,
    forgetBias: 0,
    alternatives: [],
  };
}

/** What a direction of a node says of the cell's equations beside its weights. */
function equationsOf(
  { node, cell, p, functions }: Parts,
  d: number,
): { readonly candidate: AnyActivation; readonly gate: AnyActivation; readonly equations: Equations } {
  const [at, of] = candidateOf[cell];
  const candidate = functions[d * of + at] ?? 'tanh';
  const gate = (at === 0 ? undefined : functions[d * of]) ?? 'sigmoid';
  const output = (cell === 'lstm' ? functions[d * of + 2] : undefined) ?? 'tanh';
  const isOwn = typeof candidate !== 'string';
  const ownOutput = cell === 'lstm' && (isOwn || output !== candidate);
  const ownNames = [...(at > 0 && gate !== 'sigmoid' ? [gate] : []), ...(isOwn ? [candidate] : []), ...(ownOutput ? [output] : [])]; // prettier-ignore
  const equations: Equations = {
    ...(isOwn ? { candidate } : {}),
    ...(ownOutput ? { output } : {}),
    ...(node.clip === undefined ? {} : { clip: node.clip }),
    ...(node.inputForget && cell === 'lstm' ? { coupled: true } : {}),
    ...(p ? { peepholes: [slice(p, d)] } : {}),
    named: [
      ...(ownNames.length > 0 ? [`activations ${ownNames.map(activationText).join(', ')}`] : []),
      ...(node.clip === undefined ? [] : [`clip ${node.clip}`]),
      ...(node.inputForget && cell === 'lstm' ? ['input_forget'] : []),
      ...(p ? ['P'] : []),
    ],
  };
  return { candidate, gate, equations };
}
