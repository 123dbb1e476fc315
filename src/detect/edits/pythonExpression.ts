import * as l10n from '@vscode/l10n';
import { parser } from '@lezer/python';
import type { Matrix } from '../../core/linalg/matrix';
import { plainNumber } from '../expression/plain';
import { callKind, keepingMethods } from '../python/calls';
import { children, isList, type SyntaxNode } from '../python/syntax';
import { Digits, type Precision } from './digits';
import { RewriteError } from './rewriteError';
import type { TextEdit } from '../../core/textEdit';

/** Up to this order a matrix is written out in place of an expression. */
const maxWrittenOrder = 12;
const maxDepth = 32;

/** The calls that make an array of a list, by the customary names of their modules. */
const arrayCalls: Readonly<Record<string, string>> = {
  np: 'array',
  numpy: 'array',
  jnp: 'array',
  cp: 'array',
  cupy: 'array',
  torch: 'tensor',
  tf: 'constant',
  tensorflow: 'constant',
};

/** What an expression is to be worth: a multiple of itself, or another matrix. */
export interface ExpressionTarget {
  readonly factor: number | null;
  readonly matrix: Matrix;
}

/**
 * Edits that make a Python expression such as `0.9*np.eye(3)` worth the target: its coefficient where it has one,
 * a new coefficient, `np.eye(n)`, or a small matrix written out. What keeps the array's type around it stays.
 * @throws RewriteError where no expression of reasonable size does it.
 */
export function pythonExpressionEdits(
  expression: string,
  target: ExpressionTarget,
  precision: Precision,
): TextEdit[] {
  // In parentheses a line break is no end.
  const tree = parser.parse(`(${expression})`);
  const text = `(${expression})`;
  const whole = tree.topNode.firstChild?.firstChild;
  if (!whole) throw new RewriteError(l10n.t('The expression could not be read; write the matrix out.'));
  const core = coreOf(whole, text);
  const shift = ({ start, end, newText }: TextEdit): TextEdit => ({
    start: start - 1,
    end: end - 1,
    newText,
  });
  const edit = target.factor === null ? replace(core, text, target.matrix, precision) : null;
  return [shift(edit ?? multiply(core, text, target.factor ?? 1, precision))];
}

/** Goes into parentheses, `.to(…)` and `Parameter(…)`, down to what says which matrix it is. */
function coreOf(node: SyntaxNode, text: string, depth = 0): SyntaxNode {
  const inner = depth < maxDepth ? within(node, text) : null;
  return inner ? coreOf(inner, text, depth + 1) : node;
}

function within(node: SyntaxNode, text: string): SyntaxNode | null {
  if (node.name === 'ParenthesizedExpression') return node.firstChild?.nextSibling ?? null;
  if (node.name !== 'CallExpression') return null;
  const callee = node.firstChild;
  const name = callee?.lastChild ?? callee;
  if (!callee || !name) return null;
  const word = text.slice(name.from, name.to);
  if (callee.name === 'MemberExpression' && keepingMethods.has(word)) {
    const object = callee.firstChild;
    return object && object.name !== 'VariableName' ? object : null;
  }
  const first = node.lastChild && children(node.lastChild)[1];
  const expression = first && first.name !== ')' && !isList(first.name) && first.name !== 'VariableName';
  return callKind(word) === 'array' && expression ? first : null;
}

interface Product {
  readonly coefficient: SyntaxNode;
  readonly rest: SyntaxNode;
}

/** `0.9 * X` or `X * 0.9` with a number written out. */
function productIn(core: SyntaxNode, text: string): Product | null {
  const [left, operator, right] = children(core);
  if (core.name !== 'BinaryExpression' || !left || !operator || !right) return null;
  if (text.slice(operator.from, operator.to) !== '*') return null;
  const isNumber = ({ from, to }: SyntaxNode): boolean => plainNumber(text.slice(from, to)) !== undefined;
  if (isNumber(left)) return { coefficient: left, rest: right };
  return isNumber(right) ? { coefficient: right, rest: left } : null;
}

function multiply(core: SyntaxNode, text: string, factor: number, precision: Precision): TextEdit {
  const product = productIn(core, text);
  if (product) {
    const { from: start, to: end } = product.coefficient;
    const source = text.slice(start, end);
    const before = plainNumber(source)!;
    const after = before * factor;
    const newText = new Digits([source], [before], [after], precision).write(after, source);
    return { start, end, newText };
  }
  const source = text.slice(core.from, core.to);
  const operator = core.name === 'BinaryExpression' ? children(core)[1] : undefined;
  const sum = operator && /^[-+]$/.test(text.slice(operator.from, operator.to));
  const coefficient = numberText(factor, precision);
  const newText = `${coefficient} * ${sum ? `(${source})` : source}`;
  return { start: core.from, end: core.to, newText };
}

function replace(core: SyntaxNode, text: string, matrix: Matrix, precision: Precision): TextEdit {
  const { rows, columns, data } = matrix;
  const gain = data[0] ?? 0;
  const isIdentity = data.every((x, k) =>
    k % (columns + 1) === 0 ? Math.abs(x - gain) <= 1e-12 * Math.abs(gain) : x === 0,
  );
  const [start, end] = [core.from, core.to];
  const { module, call } = firstCall(core, text);
  if (isIdentity && rows === columns && gain > 0) {
    const rest = productIn(core, text)?.rest ?? core;
    const kept = call === rest.from && isEye(rest, text) ? text.slice(rest.from, rest.to) : null;
    if (kept ?? module) {
      const eye = kept ?? `${module}.eye(${rows})`;
      const newText = Math.abs(gain - 1) < 1e-12 ? eye : `${numberText(gain, precision)} * ${eye}`;
      return { start, end, newText };
    }
  }
  const array = module === null ? undefined : arrayCalls[module];
  if (array === undefined || Math.max(rows, columns) > maxWrittenOrder) {
    throw new RewriteError(
      l10n.t(
        'The {0}×{1} matrix is computed by an expression and its replacement is too large to write out here; make it where the matrix is initialized, for instance with torch.nn.init.orthogonal_.',
        rows,
        columns,
      ),
    );
  }
  const digits = new Digits(['0.0'], data, data, precision);
  const entries = Array.from(data, (value) => digits.write(value, '0.0'));
  const lines = Array.from(
    { length: rows },
    (_, i) => `[${entries.slice(i * columns, (i + 1) * columns).join(', ')}]`,
  );
  return { start, end, newText: `${module}.${array}([${lines.join(', ')}])` };
}

function numberText(value: number, precision: Precision): string {
  return new Digits(['1.0'], [1], [value], precision).write(value, '1.0');
}

/** The module (`np`) of the first array call in an expression, and where the call begins. */
function firstCall(core: SyntaxNode, text: string): { module: string | null; call: number } {
  const cursor = core.cursor();
  do {
    if (cursor.name !== 'CallExpression') continue;
    const callee = cursor.node.firstChild;
    const [path = '', name = ''] = callee ? text.slice(callee.from, callee.to).split('.') : [];
    if (callKind(name) !== null) return { module: path, call: cursor.from };
    if (callKind(path) !== null) return { module: null, call: cursor.from };
  } while (cursor.next() && cursor.from < core.to);
  return { module: null, call: -1 };
}

function isEye({ name, firstChild }: SyntaxNode, text: string): boolean {
  if (name !== 'CallExpression' || !firstChild) return false;
  return callKind(text.slice(firstChild.from, firstChild.to).split('.').at(-1)) === 'identity';
}
