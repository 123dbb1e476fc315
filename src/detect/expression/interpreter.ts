import type {
  ArrayNode,
  AssignmentNode,
  ConstantNode,
  FunctionNode,
  OperatorNode,
  ParenthesisNode,
  SymbolNode,
} from 'mathjs';
import { type Matrix, transpose, zeros } from '../../core/linalg/matrix';
import { entrywise, power, product, shape, sum, type Value } from './algebra';
import type { Budget } from './budget';
import { matrixFunction } from './constructors';
import { ExpressionError } from './expression';
import { type MathNode, numberFunction } from './mathjs';
import { constants } from './names';
import * as l10n from '@vscode/l10n';

/** Deeper trees are refused: the walk recurses. */
const maxDepth = 500;
/** Arguments that say how a matrix is kept, not what it is. */
const ignoredKeywords = new Set(['dtype', 'device', 'requires_grad', 'copy', 'order']);

/**
 * Works out a parsed tree. The walk is the allow list: it knows numbers, brackets, arithmetic and the named
 * functions, and refuses every other kind of node (assignments, indexing, strings, ranges, units).
 * @throws ExpressionError
 */
export function interpret(node: MathNode, budget: Budget, depth = 0): Value {
  if (depth > maxDepth)
    throw new ExpressionError(l10n.t('The expression is nested too deeply; write it flatter.'));
  const inner = (child: MathNode) => interpret(child, budget, depth + 1);
  switch (node.type) {
    case 'ConstantNode':
      return constant(node as ConstantNode);
    case 'ParenthesisNode':
      return inner((node as ParenthesisNode).content);
    case 'SymbolNode':
      return symbol((node as SymbolNode).name);
    case 'OperatorNode':
      return operator(node as OperatorNode, inner, budget);
    case 'ArrayNode':
      return array((node as ArrayNode).items.map(inner), budget);
    case 'FunctionNode':
      return call(node as FunctionNode, inner, budget);
    default:
      throw new ExpressionError(
        l10n.t(
          'Only numbers, matrices, arithmetic and functions such as identity(64) can be evaluated here.',
        ),
      );
  }
}

function constant({ value }: ConstantNode): number {
  if (typeof value === 'number') return value;
  throw new ExpressionError(l10n.t('Only numbers can be evaluated here; remove words and quotes.'));
}

function symbol(name: string): number {
  if (Object.hasOwn(constants, name)) return constants[name]!;
  if (/^(?:inf|infinity|nan)$/i.test(name)) return NaN;
  throw new ExpressionError(l10n.t('{0} is not known here; write its value.', name));
}

function operator(
  { fn, args, implicit, isPercentage }: OperatorNode & { isPercentage?: boolean },
  inner: (child: MathNode) => Value,
  budget: Budget,
): Value {
  if (implicit || isPercentage)
    throw new ExpressionError(l10n.t('An operator is missing; write * for a product.'));
  const [a, b] = args.map(inner);
  if (a === undefined) throw new ExpressionError(l10n.t('An operand is missing.'));
  if (b === undefined) return unary(fn, a);
  if (typeof a === 'object' || typeof b === 'object') {
    const operand = typeof a === 'object' ? a : (b as Matrix);
    budget.allocate(operand.rows, operand.columns);
  }
  switch (fn as string) {
    case 'add':
      return sum(a, b, 1);
    case 'subtract':
      return sum(a, b, -1);
    case 'multiply':
      return product(a, b, budget);
    case 'divide':
      if (typeof b === 'object')
        throw new ExpressionError(l10n.t('A matrix can only be divided by a number.'));
      return entrywise(a, b, (x, y) => x / y);
    case 'dotMultiply':
      return entrywise(a, b, (x, y) => x * y);
    case 'dotDivide':
      return entrywise(a, b, (x, y) => x / y);
    case 'pow':
      return typeof a === 'object' ? power(a, b, budget) : entrywise(a, b, Math.pow);
    case 'dotPow':
      return entrywise(a, b, Math.pow);
    default:
      throw new ExpressionError(l10n.t('The only operators evaluated here are + - * / ^ and transposition.'));
  }
}

function unary(fn: string, a: Value): Value {
  if (fn === 'unaryPlus') return a;
  if (fn === 'unaryMinus') return entrywise(a, -1, (x, y) => x * y);
  if (fn === 'ctranspose' || fn === 'transpose') return typeof a === 'object' ? transpose(a) : a;
  throw new ExpressionError(l10n.t('The only operators evaluated here are + - * / ^ and transposition.'));
}

/** A list of numbers is a row; a list of rows is a matrix. */
function array(items: readonly Value[], budget: Budget): Matrix {
  if (items.length === 0) throw new ExpressionError(l10n.t('The brackets are empty; put numbers in them.'));
  const first = items[0]!;
  const columns = typeof first === 'number' ? items.length : first.columns;
  const rows = typeof first === 'number' ? 1 : items.length;
  budget.allocate(rows, columns);
  const result = zeros(rows, columns);
  items.forEach((item, i) => {
    if (typeof item !== typeof first) {
      throw new ExpressionError(l10n.t('Entry {0} does not fit: do not mix numbers with rows.', i + 1));
    }
    if (typeof item === 'number') result.data[i] = item;
    else if (item.rows !== 1)
      throw new ExpressionError(l10n.t('Row {0} is a {1} matrix, not a row.', i + 1, shape(item)));
    else if (item.columns !== columns) {
      throw new ExpressionError(
        l10n.t(
          'Row {0} has {1} entries where row 1 has {2}; give all rows the same length.',
          i + 1,
          item.columns,
          columns,
        ),
      );
    } else result.data.set(item.data, i * columns);
  });
  return result;
}

function call({ fn, args }: FunctionNode, inner: (child: MathNode) => Value, budget: Budget): Value {
  const name = 'name' in fn ? fn.name : '';
  const keywords = args.filter(({ type }) => type === 'AssignmentNode') as AssignmentNode[];
  const values = args.filter(({ type }) => type !== 'AssignmentNode').map(inner);
  let seed: number | undefined;
  for (const { name: keyword, value } of keywords) {
    if (keyword === 'seed') seed = onlyNumber(inner(value), name);
    else if (!ignoredKeywords.has(keyword))
      throw new ExpressionError(l10n.t('{0}= is not known here; leave it out.', keyword));
  }
  const make = matrixFunction(name);
  if (make) return make({ values, seed }, budget);
  const compute = numberFunction(name);
  if (!compute)
    throw new ExpressionError(
      name === ''
        ? l10n.t('This is not a function that is known here.')
        : l10n.t('{0} is not a function that is known here.', name),
    );
  if (values.length === 0 || values.length > 2)
    throw new ExpressionError(l10n.t('{0} takes a number.', name));
  return compute(...values.map((value) => onlyNumber(value, name)));
}

function onlyNumber(value: Value, name: string): number {
  if (typeof value === 'number') return value;
  throw new ExpressionError(l10n.t('{0} takes a number, not a matrix.', name));
}
