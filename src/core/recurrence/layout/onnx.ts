import { parseActivation } from '../activation';
import type { TensorInfo } from '../../tensor';
import type { Alternative, CellKind, GateParts, RecurrentCell } from './cell';
import type { Found, FrameworkLayout } from './framework';
import type { Unrecognized } from './layout';
import { rowsOf, shaped, slice, stacked } from './parts';
import type { LayoutProblem } from './problem';
import type { TensorIndex } from './tensorIndex';

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
  readonly special: readonly string[];
}

export const onnxGates: Readonly<Record<CellKind, readonly string[]>> = {
  rnn: ['h'],
  lstm: ['i', 'o', 'f', 'c'],
  gru: ['z', 'r', 'h'],
};
const ops: Readonly<Record<string, CellKind>> = { RNN: 'rnn', LSTM: 'lstm', GRU: 'gru' };
/** Where the candidate's function stands among a direction's activations: LSTM f, g, h; GRU f, g; RNN f. */
const candidate: Readonly<Record<CellKind, readonly [at: number, of: number]>> = {
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
    const { activations, direction, name, B, sources } = node;
    return [
      {
        op,
        W,
        R,
        B: typeof B === 'string' && B !== '' ? B : undefined,
        name: typeof name === 'string' && name !== '' ? name : R,
        direction: typeof direction === 'string' ? direction : 'forward',
        linearBeforeReset: Boolean(node['linearBeforeReset']),
        special: Array.isArray(node['special'])
          ? node['special'].filter((value): value is string => typeof value === 'string')
          : [],
        activations: Array.isArray(activations)
          ? activations.filter((value): value is string => typeof value === 'string')
          : [],
        sources: Array.isArray(sources)
          ? sources.filter((value): value is string => typeof value === 'string')
          : [],
      },
    ];
  });
}

function readNode(
  node: RecurrentNode,
  tensors: TensorIndex,
): { readonly cells: RecurrentCell[] } | Unrecognized {
  const refuse = (reason: LayoutProblem): Unrecognized => ({ tensor: node.R, reason });
  const cell = Object.hasOwn(ops, node.op) ? ops[node.op] : undefined;
  if (!cell) return refuse({ kind: 'operator', node: node.name, op: node.op });
  const parts = [...node.special, ...otherActivations(cell, node.activations)];
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
  const cells = Array.from({ length: directions }, (_, d) =>
    directionOf({ node, cell, r, w, b, hiddenSize, rows }, d),
  );
  return { cells };
}

/** Activations beside the candidate's that are not the operator's own: sigmoid gates, and for c the candidate's. */
function otherActivations(cell: CellKind, names: readonly string[]): string[] {
  const [at, of] = candidate[cell];
  return names.filter((name, i) => {
    const place = i % of;
    if (place === at) return false;
    const own = place > at ? (names[i - 1] ?? name) : 'Sigmoid';
    return name.toLowerCase() !== own.toLowerCase();
  });
}

interface Parts {
  readonly node: RecurrentNode;
  readonly cell: CellKind;
  readonly r: TensorInfo;
  readonly w: TensorInfo | undefined;
  readonly b: TensorInfo | undefined;
  readonly hiddenSize: number;
  readonly rows: number;
}

function directionOf({ node, cell, r, w, b, hiddenSize, rows }: Parts, d: number): RecurrentCell {
  const half = (which: 0 | 1): GateParts | null =>
    b ? stacked(rowsOf(slice(b, d), which * rows, rows)) : null;
  const [at, of] = candidate[cell];
  const named = node.activations[d * of + at];
  const known = parseActivation(named ?? 'tanh');
  const base: Omit<RecurrentCell, 'alternatives'> = {
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
    activation: known ?? 'tanh',
    resetAfter: cell === 'gru' ? node.linearBeforeReset : null,
    updateKeeps: cell === 'gru' ? true : null,
    forgetBias: 0,
  };
  const alternatives: Alternative[] = known
    ? []
    : [{ doubt: { kind: 'unknown-activation', named: named ?? '' }, cell: base }];
  return { ...base, alternatives };
}
