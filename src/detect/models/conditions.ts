import { lastName } from '../evidence/flow/calls';
import type { Expression } from '../evidence/flow/expression';
import type { Scope } from '../evidence/flow/scopes';
import type { Condition } from './program';
import type { Values } from './values';

/** The variables of a loop over parameters. */
interface Loop {
  readonly name: string | null;
  readonly parameter: string;
}

/** The weight that a condition is asked about. */
export interface Weight {
  readonly name: string;
  /** The class of the layer that it belongs to; null for one of the module's own. */
  readonly className: string | null;
}

const maxDepth = 10;

/** Whether a condition holds for a weight; undefined where that cannot be told. */
export function conditionHolds(
  { expression, holds }: Condition,
  loop: Loop,
  weight: Weight,
  scope: Scope,
  values: Values,
): boolean | undefined {
  const value = truth(expression, loop, weight, scope, values, 0);
  return value === undefined ? undefined : value === holds;
}

function truth(
  expression: Expression,
  loop: Loop,
  weight: Weight,
  scope: Scope,
  values: Values,
  depth: number,
): boolean | undefined {
  if (depth > maxDepth) return undefined;
  const of = (part: Expression | undefined): boolean | undefined =>
    part && truth(part, loop, weight, scope, values, depth + 1);
  const { name } = weight;
  if (expression.kind === 'name') return /requires_grad$/.test(expression.path) ? true : undefined;
  if (expression.kind === 'call') {
    const method = lastName(expression.callee);
    const [first, second] = expression.positional;
    const text = first && values.word(first, scope);
    const isName = loop.name !== null && expression.callee === `${loop.name}.${method}`;
    if (isName && text !== undefined) {
      if (method === 'startswith')
        return name.startsWith(text) || name.slice(name.indexOf('.') + 1).startsWith(text);
      if (method === 'endswith') return name.endsWith(text);
    }
    if (method === 'isinstance' && second) return isOfClass(second, weight, scope, values);
    // hasattr(m, 'weight_hh_l0')
    if (method === 'hasattr') return attributeHeld(second && values.word(second, scope), weight);
    return undefined;
  }
  if (expression.kind !== 'operation') return undefined;
  const { operator, operands } = expression;
  const [a, b] = operands;
  if (operator === 'and' || operator === '&&') return and(of(a), of(b));
  if (operator === 'or' || operator === '||') {
    const either = and(negated(of(a)), negated(of(b)));
    return negated(either);
  }
  if (operator === 'not' && !b) return negated(of(a));
  if (a && b && isClassName(operator === 'in' || operator === 'not' ? b : a, scope, values)) {
    return classNamed(operator, a, b, weight, scope, values);
  }
  if ((operator === 'in' || operator === 'not') && a && b?.kind === 'name' && b.path === loop.name) {
    const text = values.word(a, scope);
    return text === undefined ? undefined : name.includes(text) === (operator === 'in');
  }
  if (/^[<>]=?$|^==$/.test(operator) && a && b) {
    const limit = values.number(b, scope);
    if (limit !== undefined && isOrder(a, loop, values)) return compare(operator, 2, limit);
    const is =
      a.kind === 'call' && lastName(a.callee) === 'type' ? isOfClass(b, weight, scope, values) : undefined;
    return operator === '==' ? is : undefined;
  }
  return undefined;
}

/** `m.__class__.__name__`, `type(m).__name__`, also of a variable, and where a word is found in it. */
function isClassName(expression: Expression, scope: Scope, values: Values): boolean {
  const whole =
    expression.kind === 'call' && /\.(?:find|lower)$/.test(expression.callee)
      ? (expression.receiver ?? expression)
      : expression;
  const [bound] = whole.kind === 'name' ? values.bindings.of(values.scopes.resolve(whole.path, scope)) : [];
  const end = bound?.value ?? whole;
  return /__name__$/.test(values.source(end).slice(-80));
}

/** `classname.find('LSTM') != -1`, `'LSTM' in classname`, `classname == 'LSTM'` */
function classNamed(
  operator: string,
  a: Expression,
  b: Expression,
  { className }: Weight,
  scope: Scope,
  values: Values,
): boolean | undefined {
  const name = className ?? '';
  if (operator === 'in' || operator === 'not') {
    const text = values.word(a, scope);
    return text === undefined ? undefined : name.includes(text) === (operator === 'in');
  }
  if (a.kind === 'call' && lastName(a.callee) === 'find') {
    const text = values.word(a.positional[0], scope);
    const limit = values.number(b, scope);
    if (text === undefined || limit === undefined) return undefined;
    const at = name.indexOf(text);
    return operator === '!=' ? at !== limit : compare(operator, at, limit);
  }
  const text = values.word(b, scope);
  return text === undefined || !/^[!=]=$/.test(operator)
    ? undefined
    : (name === text) === (operator === '==');
}

function attributeHeld(attribute: string | undefined, { name, className }: Weight): boolean | undefined {
  if (attribute === undefined || className === null) return undefined;
  return /^(?:weight|bias)_(?:ih|hh)/.test(attribute)
    ? attribute.endsWith('_l0') === name.endsWith('_l0')
    : undefined;
}

/** `p.dim()`, `p.ndim`, `len(p.shape)`: two for a weight. */
function isOrder(expression: Expression, { parameter }: Loop, values: Values): boolean {
  const source = values.source(expression).replace(/\s/g, '').replace('.data', '');
  return [
    `${parameter}.dim()`,
    `${parameter}.ndim`,
    `len(${parameter}.shape)`,
    `len(${parameter}.size())`,
    `${parameter}.ndimension()`,
  ].includes(source);
}

/** `nn.LSTM`, `(nn.LSTM, nn.GRU)` */
function isOfClass(
  expression: Expression,
  weight: Weight,
  scope: Scope,
  values: Values,
): boolean | undefined {
  if (expression.kind === 'list')
    return expression.items.some((item) => isOfClass(item, weight, scope, values) === true);
  if (expression.kind !== 'name') return undefined;
  const wanted = lastName(expression.path);
  const { className } = weight;
  return className === null ? false : className === wanted || wanted === 'RNNBase';
}

function and(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
  if (a === false || b === false) return false;
  return a === undefined || b === undefined ? undefined : true;
}

const negated = (value: boolean | undefined): boolean | undefined =>
  value === undefined ? undefined : !value;

function compare(operator: string, value: number, limit: number): boolean {
  if (operator === '==') return value === limit;
  if (operator.startsWith('>')) return operator === '>' ? value > limit : value >= limit;
  return operator === '<' ? value < limit : value <= limit;
}
