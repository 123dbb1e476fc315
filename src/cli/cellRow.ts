import { backpropagate } from '../core/recurrence/backpropagation';
import type { Cell } from '../core/recurrence/cell';
import { createCell, parseCellName, type CellName } from '../core/recurrence/createCell';
import { lyapunovSpectrum } from '../core/recurrence/lyapunov';
import { log10NormOf, normOf, type ScaledVector } from '../core/recurrence/scaledVector';
import { unroll } from '../core/recurrence/unroll';
import { describe, InputError, matrixOf, objectOf, required, vectorOf } from './inputJson';

/** A cell with what is run through it. */
export interface CellRow {
  readonly kind: CellName;
  readonly cell: Cell;
  readonly inputs: readonly Float64Array[];
  /** v of the loss L = vᵀ·h_T. */
  readonly lossDirection: Float64Array;
}

/** What `gradient-lens flow --json` prints for one cell. Lists by step run from t = 0 to T. */
export interface FlowRecord {
  readonly kind: string;
  readonly hidden: number;
  readonly input: number;
  readonly steps: number;
  readonly hiddenStates: readonly (readonly number[])[];
  /** ‖∂L/∂h_t‖. */
  readonly gradNormByStep: readonly number[];
  /** Its log10, also where a double does not hold it; `null` for an exact zero. */
  readonly log10GradNormByStep: readonly (number | null)[];
  /** ‖∂L/∂c_t‖ with h_t held, of an LSTM alone. */
  readonly cellGradNormByStep?: readonly number[];
  readonly weightHhGradNorm: number;
  readonly weightIhGradNorm: number;
  /** Up to 16 leading Lyapunov exponents along these inputs, natural logarithm per step; `null` for −∞. */
  readonly lyapunov: readonly (number | null)[];
  /** The standard error of each over windows of the steps; `null` where they are too few. */
  readonly lyapunovErrors: readonly (number | null)[];
}

const wanted = 'a cell has kind, weight_ih, weight_hh, bias_ih, bias_hh, x and v';

/**
 * Reads one cell with PyTorch's names.
 * @throws InputError that names the key and the index.
 */
export function parseCellRow(value: unknown): CellRow {
  const row = objectOf(value, 'the cell');
  const kind = required(row, 'kind', wanted);
  const name = typeof kind === 'string' ? parseCellName(kind) : undefined;
  if (!name)
    throw new InputError(
      `kind is ${describe(kind)}: write lstm, gru, or rnn_ and an activation such as rnn_tanh`,
    );
  const [weightIh, weightHh] = (['weight_ih', 'weight_hh'] as const).map((key) => matrixOf(required(row, key, wanted), key)); // prettier-ignore
  const [biasIh, biasHh] = (['bias_ih', 'bias_hh'] as const).map((key) => vectorOf(required(row, key, `${wanted}, zeros where it has no bias`), key)); // prettier-ignore
  const cell = createCell(name, { weightIh: weightIh!, weightHh: weightHh!, biasIh: biasIh!, biasHh: biasHh! }); // prettier-ignore
  const x = matrixOf(required(row, 'x', wanted), 'x');
  if (x.columns !== cell.inputSize)
    throw new InputError(`x has inputs of ${x.columns} entries, weight_ih takes ${cell.inputSize}`);
  const v = vectorOf(required(row, 'v', wanted), 'v');
  if (v.length !== cell.hiddenSize)
    throw new InputError(`v has ${v.length} entries, it should have ${cell.hiddenSize} as the hidden state`);
  for (const [key, real] of [
    ['hidden', cell.hiddenSize],
    ['input', cell.inputSize],
    ['steps', x.rows],
  ] as const)
    // prettier-ignore
    if (row[key] !== undefined && row[key] !== real)
      throw new InputError(`${key} is ${describe(row[key])}, the arrays say ${real}`);
  const inputs = Array.from({ length: x.rows }, (_, t) =>
    x.data.subarray(t * x.columns, (t + 1) * x.columns),
  );
  return { kind: name, cell, inputs, lossDirection: v };
}

/**
 * Runs the cell, its gradients and its Lyapunov spectrum.
 * @throws RangeError when the state overflows.
 */
export function flowRecord({ kind, cell, inputs, lossDirection }: CellRow): FlowRecord {
  const { hiddenSize } = cell;
  const unrolled = unroll(cell, inputs);
  const { stateGradients, weights, weightExponent } = backpropagate(
    unrolled,
    new Map([[inputs.length, lossDirection]]),
  );
  const part = (from: number, to?: number): ScaledVector[] =>
    stateGradients.map(({ data, exponent }) => ({ data: data.subarray(from, to), exponent }));
  const hidden = part(0, hiddenSize);
  // c_T itself is not in the loss, and so the list ends before it, as h_T is where the loss begins.
  const cells = cell.kind === 'lstm' ? { cellGradNormByStep: part(hiddenSize).slice(0, -1).map(normOf) } : {};
  const weightNorm = (data: Float64Array): number => normOf({ data, exponent: weightExponent });
  const { exponents, standardErrors } = lyapunovSpectrum(cell, inputs);
  return {
    kind,
    hidden: hiddenSize,
    input: cell.inputSize,
    steps: inputs.length,
    hiddenStates: unrolled.states.map((state) => [...state.subarray(0, hiddenSize)]),
    gradNormByStep: hidden.map(normOf),
    log10GradNormByStep: hidden.map(log10NormOf).map(finite),
    ...cells,
    weightHhGradNorm: weightNorm(weights.weightHh.data),
    weightIhGradNorm: weightNorm(weights.weightIh.data),
    lyapunov: exponents.map(finite),
    lyapunovErrors: standardErrors.map(finite),
  };
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
