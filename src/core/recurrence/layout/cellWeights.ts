import { InvalidInput } from '../../invalidInput';
import type { Tensor } from '../../tensor';
import { transpose, type Matrix } from '../../linalg/matrix';
import { requireFinite } from '../../linalg/requirements';
import type { GateParts, RecurrentCell, TensorPart } from './cell';

/** Tensors by name, as many as the question needs. */
export type Tensors = ReadonlyMap<string, Tensor>;

/** A gate's square (or, with a projection, H × P) recurrent matrix; it multiplies a column vector. */
export interface GateMatrix {
  readonly gate: string;
  readonly matrix: Matrix;
}

/** All weights of one gate: a = recurrent·h + input·x + inputBias + recurrentBias. */
export interface GateWeights {
  readonly gate: string;
  /** H × H, or H × P with a projection. */
  readonly recurrent: Matrix;
  /** H × I. */
  readonly input: Matrix | null;
  readonly inputBias: Float64Array | null;
  readonly recurrentBias: Float64Array | null;
}

type Cell = Omit<RecurrentCell, 'alternatives'>;

/**
 * The recurrent matrix of every gate, in the stored order, turned to multiply column vectors.
 * @throws RangeError when a tensor of the cell is missing from `tensors` or shorter than its shape.
 */
export function gateMatrices(cell: Cell, tensors: Tensors): GateMatrix[] {
  const matrices = split(cell, cell.recurrent, tensors);
  return cell.gates.map((gate, i) => ({ gate, matrix: matrices[i]! }));
}

/**
 * Every weight of every gate, in the stored order. A run-time forget bias is added to the forget gate's input bias.
 * @throws RangeError as `gateMatrices`.
 */
export function cellWeights(cell: Cell, tensors: Tensors): GateWeights[] {
  const input = cell.input && split(cell, cell.input, tensors);
  const inputBias = cell.inputBias && splitBias(cell, cell.inputBias, tensors);
  const recurrentBias = cell.recurrentBias && splitBias(cell, cell.recurrentBias, tensors);
  return gateMatrices(cell, tensors).map(({ gate, matrix }, i) => {
    const bias = inputBias?.[i] ?? null;
    const added = cell.cell === 'lstm' && gate === 'f' ? cell.forgetBias : 0;
    return {
      gate,
      recurrent: matrix,
      input: input?.[i] ?? null,
      inputBias:
        added === 0 ? bias : (bias ?? new Float64Array(cell.hiddenSize)).map((value) => value + added),
      recurrentBias: recurrentBias?.[i] ?? null,
    };
  });
}

/**
 * W_hr of a projected LSTM, P × H; `null` for any other cell.
 * @throws RangeError as `gateMatrices`.
 */
export function projectionMatrix(cell: Cell, tensors: Tensors): Matrix | null {
  const stored = cell.projectionPart && matrixOf(cell.projectionPart, tensors);
  return stored && (cell.orientation === 'col' ? stored : transpose(stored));
}

/**
 * The peepholes of an LSTM, 3H in the order i o f; `null` for any other cell.
 * @throws RangeError as `gateMatrices`, and where they are not finite.
 */
export function peepholesOf(cell: Cell, tensors: Tensors): Float64Array | null {
  const parts = cell.equations?.peepholes;
  if (!parts) return null;
  const data = Float64Array.from(parts.flatMap((part) => [...elementsOf(part, tensors)]));
  try {
    requireFinite({ rows: 1, columns: data.length, data });
  } catch (error) {
    throw error instanceof InvalidInput ? error.within(parts[0]!.tensor) : error;
  }
  return data;
}

/** The gates' matrices of one role, each turned to the column convention. */
function split(cell: Cell, parts: GateParts, tensors: Tensors): Matrix[] {
  const column = (matrix: Matrix): Matrix => (cell.orientation === 'col' ? matrix : transpose(matrix));
  if (parts.perGate) {
    return parts.perGate.map((part) => {
      if (!part) throw new RangeError(`a gate of ${cell.name} has no matrix`);
      return column(matrixOf(part, tensors));
    });
  }
  const { rows, columns, data } = column(matrixOf(parts.stacked, tensors));
  const height = rows / cell.gates.length;
  return cell.gates.map((_, i) => ({
    rows: height,
    columns,
    data: data.subarray(i * height * columns, (i + 1) * height * columns),
  }));
}

function splitBias(cell: Cell, parts: GateParts, tensors: Tensors): (Float64Array | null)[] {
  if (parts.perGate) return parts.perGate.map((part) => part && elementsOf(part, tensors));
  const all = elementsOf(parts.stacked, tensors);
  const { hiddenSize } = cell;
  return cell.gates.map((_, i) => all.subarray(i * hiddenSize, (i + 1) * hiddenSize));
}

function matrixOf(part: TensorPart, tensors: Tensors): Matrix {
  const [rows, columns] = part.as ?? part.shape;
  return { rows: rows!, columns: columns!, data: elementsOf(part, tensors) };
}

function elementsOf(part: TensorPart, tensors: Tensors): Float64Array {
  const tensor = tensors.get(part.tensor);
  if (!tensor) throw new RangeError(`the tensor ${part.tensor} was not read`);
  if (part.column !== undefined) return columnsOf(part, part.column, tensor);
  const within = part.index === null ? tensor.shape : tensor.shape.slice(1);
  const row = within.slice(1).reduce((size, length) => size * length, 1);
  const start = (part.index ?? 0) * row * (within[0] ?? 1) + part.from * row;
  const length = part.shape.reduce((size, each) => size * each, 1);
  if (start + length > tensor.data.length) {
    const elements = tensor.data.length;
    throw new InvalidInput(`${part.tensor} has ${elements} elements, fewer than its shape says`, {
      kind: 'too-few-elements',
      tensor: part.tensor,
      elements,
    });
  }
  return tensor.data.subarray(start, start + length);
}

/** Some columns of a matrix. */
function columnsOf(
  { shape, from }: TensorPart,
  column: number,
  { shape: whole, data }: Tensor,
): Float64Array {
  const [rows = 0, columns = 0] = shape;
  const width = whole[1] ?? 0;
  const result = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    const start = (from + i) * width + column;
    result.set(data.subarray(start, start + columns), i * columns);
  }
  return result;
}
