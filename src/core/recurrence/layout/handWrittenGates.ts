import type { TensorInfo } from '../../tensor';
import type { Alternative, GateParts, Orientation, RecurrentCell, TensorPart } from './cell';
import { bias, orientationOf, type HandWrittenHints, type Members } from './handWrittenParts';
import { moduleName } from './moduleName';
import { rowsOf, whole } from './parts';

/** A gate's matrices by the keys that people give them. */
interface Style {
  readonly hidden: (gate: string) => readonly string[];
  readonly input: (gate: string) => readonly string[];
}

const styles: readonly Style[] = [
  // W_hf and W_xf, W_hf and W_if, W_fh and W_fx
  { hidden: (g) => [`wh${g}`, `w${g}h`], input: (g) => [`wx${g}`, `wi${g}`, `w${g}x`, `w${g}i`] },
  // U_f·h and W_f·x; R_f·h and W_f·x
  { hidden: (g) => [`u${g}`, `r${g}`], input: (g) => [`w${g}`] },
];
const gateSets: readonly (readonly ['lstm' | 'gru', readonly string[]])[] = [
  ['lstm', ['i', 'f', 'c', 'o']],
  ['lstm', ['i', 'f', 'g', 'o']],
  ['gru', ['r', 'z', 'n']],
  ['gru', ['r', 'z', 'h']],
  ['gru', ['r', 'z', 'c']],
];

/** One gate: its matrices and biases. */
interface Gate {
  readonly hidden: TensorPart;
  readonly input: TensorPart | null;
  readonly inputBias: TensorPart | null;
  readonly hiddenBias: TensorPart | null;
}

/** A gated cell with a matrix (or two) a gate. */
export function gatedCell(
  module: string,
  members: Members,
  hints: HandWrittenHints,
): RecurrentCell | undefined {
  for (const [cell, gates] of gateSets) {
    for (const style of styles) {
      const read = separate(gates, style, members, hints);
      if (read) return assemble(module, cell, gates, read);
    }
    const read = joined(gates, members, hints);
    if (read) return assemble(module, cell, gates, read);
  }
  return undefined;
}

interface Reading {
  readonly orientation: Orientation;
  readonly hiddenSize: number;
  readonly inputSize: number | null;
  readonly gates: readonly Gate[];
}

const firstOf = (members: Members, keys: readonly string[]): TensorInfo | undefined =>
  keys.map((key) => members.get(key)).find(Boolean);

/** Gates with a matrix for the state and one for the input. */
function separate(
  gates: readonly string[],
  { hidden, input }: Style,
  members: Members,
  { orientation: told }: HandWrittenHints,
): Reading | undefined {
  const hiddens = gates.map((gate) => firstOf(members, hidden(gate)));
  const inputs = gates.map((gate) => firstOf(members, input(gate)));
  const size = hiddens[0]?.shape[0];
  const square = hiddens.every(
    (tensor) => tensor?.shape.length === 2 && tensor.shape[0] === size && tensor.shape[1] === size,
  );
  const beside = inputs[0];
  if (!size || !square || !beside || inputs.some((tensor) => !tensor)) return undefined;
  const orientation = orientationOf(beside, size, told);
  const across = orientation === 'col' ? 1 : 0;
  const inputSize = beside.shape.length === 1 ? 1 : beside.shape[across];
  if (!orientation || !inputSize) return undefined;
  const shape = orientation === 'col' ? [size, inputSize] : [inputSize, size];
  if (inputs.some((tensor) => elements(tensor!) !== size * inputSize)) return undefined;
  return {
    orientation,
    hiddenSize: size,
    inputSize,
    gates: gates.map((gate, i) => ({
      hidden: whole(hiddens[i]!),
      input: { ...whole(inputs[i]!), shape },
      inputBias: vector(firstOf(members, [`bi${gate}`, `bx${gate}`, `b${gate}`]), size),
      hiddenBias: vector(firstOf(members, [`bh${gate}`, `b${gate}h`]), size),
    })),
  };
}

/** Gates with one matrix, which multiplies state and input one below (or beside) the other. */
function joined(
  gates: readonly string[],
  members: Members,
  { joined: order }: HandWrittenHints,
): Reading | undefined {
  const tensors = gates.map((gate) => members.get(`w${gate}`));
  const [rows, columns] = tensors[0]?.shape ?? [];
  const alike = tensors.every(
    (tensor) => tensor?.shape.length === 2 && tensor.shape[0] === rows && tensor.shape[1] === columns,
  );
  if (!alike || !rows || !columns || rows === columns || !order) return undefined;
  const orientation: Orientation = rows < columns ? 'col' : 'row';
  const hiddenSize = Math.min(rows, columns);
  const inputSize = Math.max(rows, columns) - hiddenSize;
  const [hiddenFrom, inputFrom] = order === 'hidden-first' ? [0, hiddenSize] : [inputSize, 0];
  const part = (tensor: TensorInfo, from: number, count: number): TensorPart =>
    orientation === 'row'
      ? rowsOf(whole(tensor), from, count)
      : { ...whole(tensor), column: from, shape: [hiddenSize, count] };
  return {
    orientation,
    hiddenSize,
    inputSize,
    gates: gates.map((gate, i) => ({
      hidden: part(tensors[i]!, hiddenFrom, hiddenSize),
      input: part(tensors[i]!, inputFrom, inputSize),
      inputBias: vector(members.get(`b${gate}`), hiddenSize),
      hiddenBias: null,
    })),
  };
}

function assemble(
  module: string,
  cell: 'lstm' | 'gru',
  gates: readonly string[],
  { orientation, hiddenSize, inputSize, gates: read }: Reading,
): RecurrentCell {
  const resetAfter = read.some(({ hiddenBias }) => hiddenBias !== null);
  const base: Omit<RecurrentCell, 'alternatives'> = {
    name: moduleName(module),
    cell,
    framework: 'custom',
    layer: 0,
    direction: 'forward',
    hiddenSize,
    inputSize,
    projection: null,
    gates: cell === 'gru' ? ['r', 'z', 'n'] : gates,
    orientation,
    recurrent: { perGate: read.map(({ hidden }) => hidden) },
    input: { perGate: read.map(({ input }) => input) },
    inputBias: together(read.map(({ inputBias }) => inputBias)),
    recurrentBias: together(read.map(({ hiddenBias }) => hiddenBias)),
    projectionPart: null,
    activation: 'tanh',
    // With a bias of its own the state's product is whole before the gate takes it; else most write U·(r ⊙ h).
    resetAfter: cell === 'gru' ? resetAfter : null,
    updateKeeps: cell === 'gru' ? true : null,
    forgetBias: 0,
  };
  return { ...base, alternatives: cell === 'gru' ? updates(base) : [] };
}

/** Both conventions of the update gate are in use: z keeps the old state, or lets the new one in. */
function updates(base: Omit<RecurrentCell, 'alternatives'>): Alternative[] {
  return [{ doubt: { kind: 'update' }, cell: { ...base, updateKeeps: false } }];
}

const together = (parts: readonly (TensorPart | null)[]): GateParts | null =>
  parts.some(Boolean) ? { perGate: parts } : null;

function vector(tensor: TensorInfo | undefined, length: number): TensorPart | null {
  return bias(tensor, length)?.stacked ?? null;
}

const elements = ({ shape }: TensorInfo): number => shape.reduce((product, each) => product * each, 1);
