import { identity, type Matrix, transpose, zeros } from '../../core/linalg/matrix';
import { createRandom, gaussianMatrix, randomOrthogonal } from '../../core/random';
import type { Value } from './algebra';
import type { Budget } from './budget';
import { ExpressionError } from './expression';
import * as l10n from '@vscode/l10n';

/** The same expression gives the same matrix every time. */
const defaultSeed = 0;

/** What a call has between its parentheses. */
export interface CallArguments {
  readonly values: readonly Value[];
  readonly seed: number | undefined;
}

type Constructor = (args: CallArguments, budget: Budget) => Value;

const filled =
  (value: number): Constructor =>
  ({ values }, budget) => {
    const [rows, columns] = shapeOf(values);
    budget.allocate(rows, columns);
    const result = zeros(rows, columns);
    return value === 0 ? result : { ...result, data: result.data.fill(value) };
  };

const eye: Constructor = ({ values }, budget) => {
  const [rows, columns] = shapeOf(values);
  budget.allocate(rows, columns);
  if (rows === columns) return identity(rows);
  const result = zeros(rows, columns);
  for (let i = 0; i < Math.min(rows, columns); i++) result.data[i * columns + i] = 1;
  return result;
};

const random =
  (fill: (rows: number, columns: number, seed: number) => Matrix): Constructor =>
  ({ values, seed }, budget) => {
    // randn(64, 64) is a shape, as in NumPy and MATLAB; any other second number is the seed.
    const [first, second] = values;
    const isSeed = typeof first === 'number' && typeof second === 'number' && second !== first;
    const [rows, columns] = shapeOf(isSeed ? [first] : values);
    budget.allocate(rows, columns);
    return fill(rows, columns, seed ?? (isSeed ? second : defaultSeed));
  };

const uniform = (rows: number, columns: number, seed: number): Matrix => {
  const result = zeros(rows, columns);
  const source = createRandom(seed);
  return { ...result, data: result.data.map(() => source.uniform()) };
};

const orthogonal: Constructor = ({ values, seed }, budget) => {
  const [n, columns] = shapeOf(values.slice(0, 1));
  if (n !== columns) throw new ExpressionError(l10n.t('orthogonal takes one size; write orthogonal(32).'));
  budget.allocate(n, n);
  budget.spend(3 * n ** 3);
  return randomOrthogonal(n, seed ?? (typeof values[1] === 'number' ? values[1] : defaultSeed));
};

const diagonal: Constructor = ({ values }, budget) => {
  const [vector] = values;
  if (typeof vector !== 'object' || (vector.rows !== 1 && vector.columns !== 1)) {
    throw new ExpressionError(l10n.t('diag takes a list of numbers; write diag([1.5, 0.5]).'));
  }
  const n = vector.data.length;
  budget.allocate(n, n);
  const result = zeros(n);
  vector.data.forEach((value, i) => (result.data[i * n + i] = value));
  return result;
};

const given: Constructor = ({ values: [first] }) => {
  if (first === undefined)
    throw new ExpressionError(
      l10n.t('The call has no matrix in it; write one such as [[1.5, 0], [0, 0.5]].'),
    );
  return first;
};

const transposition: Constructor = (args, budget) => {
  const value = given(args, budget);
  return typeof value === 'number' ? value : transpose(value);
};

const byName: Readonly<Record<string, Constructor>> = {
  identity: eye,
  eye,
  zeros: filled(0),
  ones: filled(1),
  diag: diagonal,
  diagflat: diagonal,
  orthogonal,
  randn: random((rows, columns, seed) => gaussianMatrix(rows, columns, createRandom(seed))),
  rand: random(uniform),
  transpose: transposition,
  array: given,
  asarray: given,
  matrix: given,
  tensor: given,
  constant: given,
  FloatTensor: given,
  DoubleTensor: given,
  Parameter: given,
};

/** The function that makes or keeps a matrix by its name, or undefined. */
export function matrixFunction(name: string): Constructor | undefined {
  return Object.hasOwn(byName, name) ? byName[name] : undefined;
}

/** `f(3)`, `f(3, 4)`, or `f((3, 4))`. */
function shapeOf(values: readonly Value[]): [rows: number, columns: number] {
  const [first, second] = values;
  if (typeof first === 'number') return [first, typeof second === 'number' ? second : first];
  if (first?.rows === 1 && first.columns === 2) return [first.data[0]!, first.data[1]!];
  throw new ExpressionError(l10n.t('A size must be a whole number; write identity(64).'));
}
