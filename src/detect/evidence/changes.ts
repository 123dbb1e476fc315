import type { Matrix } from '../../core/linalg/matrix';
import { scale } from '../../core/linalg/matrix';
import type { TextRange } from '../../core/textRange';
import { lastName } from './flow/calls';
import type { Numbers } from './flow/constants';
import type { Expression } from './flow/expression';
import type { Mutation } from './flow/observations';
import type { Scope, Scopes } from './flow/scopes';

/** What a statement does to a matrix that was written out above it. */
export type Change = (
  | { readonly kind: 'scale'; readonly factor: number }
  /** `W *= radius / max|eig(W)|` */
  | { readonly kind: 'spectral-radius'; readonly radius: number }
  /** `W = W / norm(W, 2) * norm` */
  | { readonly kind: 'spectral-norm'; readonly norm: number }
  | { readonly kind: 'entry'; readonly row: number; readonly column: number; readonly value: number }
  /** A step of training: the matrix is what it was before the first. */
  | { readonly kind: 'trained' }
  | { readonly kind: 'unknown' }
) & { readonly range: TextRange };

/** The figures that some changes need; each takes a square matrix. */
export interface SpectralFigures {
  spectralRadius(matrix: Matrix): number;
  sigmaMax(matrix: Matrix): number;
}

/** The matrix after its changes; null where one of them cannot be followed. */
export function applyChanges(
  matrix: Matrix,
  changes: readonly Change[],
  figures: SpectralFigures,
): Matrix | null {
  let current = matrix;
  for (const change of changes) {
    switch (change.kind) {
      case 'scale':
        current = scale(current, change.factor);
        break;
      case 'spectral-radius':
      case 'spectral-norm': {
        if (current.rows !== current.columns) return null;
        const isRadius = change.kind === 'spectral-radius';
        const size = isRadius ? figures.spectralRadius(current) : figures.sigmaMax(current);
        const wanted = isRadius ? change.radius : change.norm;
        if (!(size > 0)) return null;
        current = scale(current, wanted / size);
        break;
      }
      case 'entry': {
        const { row, column, value } = change;
        if (row >= current.rows || column >= current.columns) return null;
        const data = Float64Array.from(current.data);
        data[row * current.columns + column] = value;
        current = { ...current, data };
        break;
      }
      case 'trained':
        break;
      case 'unknown':
        return null;
    }
  }
  return current;
}

const trained =
  /(?:^|[._])(?:lr|eta|alpha|learning_?rate|step_?size|mu|velocity|momentum|grad\w*|nabla\w*|delta\w*|updates?|m|v|dw\w*|dwhh|d[A-Z]\w*|mem\w*|adagrad|rate)$/i;

/** Reads a mutation as a change of the matrix that a variable holds. */
export function readChange(
  { symbol, scope, range, inLoop, straight, operator, entry, value }: Mutation,
  scopes: Scopes,
  numbers: Numbers,
): Change {
  const unknown: Change = { kind: 'unknown', range };
  const isTrained = namesIn(value).some((name) => trained.test(name));
  if ((operator === '-' || operator === '+') && isTrained) return { kind: 'trained', range };
  if (operator === '=' && entry === null && isTrained && subtracts(value)) return { kind: 'trained', range };
  if (inLoop || !straight) return unknown;
  if (entry) return operator === '=' ? (readEntry(entry, value, scope, numbers, range) ?? unknown) : unknown;
  const own = (expression: Expression): boolean =>
    expression.kind === 'name' && scopes.resolve(expression.path, scope) === symbol;
  const product = new Product(own, scope, numbers);
  if (operator === '*' || operator === 'mul_') product.multiply(value, 1);
  else if (operator === '/' || operator === 'div_') product.multiply(value, -1);
  else if (operator === '=') product.multiply(value, 1);
  else return unknown;
  const times = operator === '=' ? 1 : 0;
  const { factor, radius, norm } = product;
  if (product.failed || product.times !== times || !Number.isFinite(factor)) return unknown;
  if (radius === 0 && norm === 0) return { kind: 'scale', factor, range };
  if (radius === 1 && norm === 0) return { kind: 'spectral-radius', radius: factor, range };
  return radius === 0 && norm === 1 ? { kind: 'spectral-norm', norm: factor, range } : unknown;
}

/** A product of numbers, of the matrix, and of its inverse radius or norm. */
class Product {
  factor = 1;
  /** How often the matrix itself, the inverse of its radius, of its norm occur. */
  times = 0;
  radius = 0;
  norm = 0;
  failed = false;

  constructor(
    private readonly own: (expression: Expression) => boolean,
    private readonly scope: Scope,
    private readonly numbers: Numbers,
  ) {}

  multiply(expression: Expression, sign: 1 | -1): void {
    const number = this.numbers.value(expression, this.scope);
    if (number !== undefined) this.factor *= sign === 1 ? number : 1 / number;
    else if (this.own(expression) && sign === 1) this.times++;
    else if (expression.kind === 'product') for (const part of expression.factors) this.multiply(part, sign);
    else if (
      expression.kind === 'operation' &&
      /^\.?[*/]$/.test(expression.operator) &&
      expression.operands.length === 2
    ) {
      const [a, b] = expression.operands;
      this.multiply(a!, sign);
      this.multiply(b!, expression.operator.endsWith('*') ? sign : (-sign as 1 | -1));
    } else if (sign === -1 && this.isRadius(expression)) this.radius++;
    else if (sign === -1 && this.isNorm(expression)) this.norm++;
    else this.failed = true;
  }

  /** `max(abs(eigvals(W)))`, in whatever order it is called. */
  private isRadius(expression: Expression): boolean {
    const calls: string[] = [];
    const holds = this.wraps(expression, calls);
    const has = (pattern: RegExp): boolean => calls.some((name) => pattern.test(name));
    if (has(/^spectral_?radius$/i)) return holds;
    return (
      holds &&
      has(/^(?:eig|eigvals|eigs|eigvalsh|eigh)$/) &&
      has(/^(?:max|amax|maximum)$/) &&
      has(/^(?:abs|absolute)$/)
    );
  }

  private isNorm(expression: Expression): boolean {
    if (expression.kind !== 'call' || !/^(?:norm|opnorm|matrix_norm)$/.test(lastName(expression.callee)))
      return false;
    const [of, kind] = expression.positional;
    const order = kind ?? expression.keywords.get('ord');
    const spectral =
      lastName(expression.callee) === 'opnorm' || (order?.kind === 'number' && order.value === 2);
    return !!of && this.own(of) && spectral;
  }

  /** Whether the expression is calls around the matrix and nothing else; collects their names. */
  private wraps(expression: Expression, calls: string[]): boolean {
    if (this.own(expression)) return true;
    if (expression.kind === 'element') return this.wraps(expression.of, calls);
    if (expression.kind !== 'call') return false;
    calls.push(lastName(expression.callee));
    return [...(expression.receiver ? [expression.receiver] : []), ...expression.positional].some((part) =>
      this.wraps(part, calls),
    );
  }
}

function readEntry(
  entry: readonly Expression[],
  value: Expression,
  scope: Scope,
  numbers: Numbers,
  range: TextRange,
): Change | null {
  const [row, column] = entry.map((index) => numbers.value(index, scope));
  const to = numbers.value(value, scope);
  if (entry.length !== 2 || row === undefined || column === undefined || to === undefined) return null;
  if (!Number.isInteger(row) || !Number.isInteger(column) || row < 0 || column < 0) return null;
  return { kind: 'entry', row, column, value: to, range };
}

function subtracts(value: Expression): boolean {
  return value.kind === 'operation' && /^\.?[-+]$/.test(value.operator);
}

function namesIn(expression: Expression): string[] {
  if (expression.kind === 'name') return [expression.path];
  const parts =
    expression.kind === 'operation'
      ? expression.operands
      : expression.kind === 'product'
        ? expression.factors
        : expression.kind === 'element' || expression.kind === 'transpose'
          ? [expression.of]
          : expression.kind === 'call'
            ? [...(expression.receiver ? [expression.receiver] : []), ...expression.positional]
            : expression.kind === 'list'
              ? expression.items
              : [];
  return parts.flatMap(namesIn);
}
