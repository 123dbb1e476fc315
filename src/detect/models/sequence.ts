import type { Placed } from '../../core/config/recurrentConfig';
import { lastName } from '../evidence/flow/calls';
import type { Expression } from '../evidence/flow/expression';
import type { Constructed } from './constructors';
import { placed } from './field';
import type { CallSite } from './program';
import type { Values } from './values';

const maxSteps = 1_000_000;
const shapeKeywords = ['input_shape', 'batch_input_shape', 'batch_shape', 'shape'];

/** The length of the sequences that a Keras layer, or one whose input the file shapes, goes through. */
export function sequenceOf(
  { site, config, maker, symbol }: Constructed,
  values: Values,
): Placed<number> | undefined {
  const { library } = config.code ?? {};
  const own = shapeIn(site.call, site, values);
  if (own) return own;
  const turns = maker.single && symbol !== null ? loopedOver(symbol, values) : undefined;
  if (turns) return turns;
  if (library === 'keras' || library === 'tf1') return shapedBefore(site, values);
  return undefined;
}

/** How often a loop steps a cell: `for t in range(50): h = self.cell(x[t], h)`. */
function loopedOver(symbol: string, values: Values): Placed<number> | undefined {
  for (const { call, scope, loops } of values.program.calls) {
    const over = loops.at(-1)?.over;
    if (over?.kind !== 'call' || !/^(?:range|trange)$/.test(lastName(over.callee))) continue;
    const [first, end] = over.positional;
    const count = over.positional.length === 1 ? first : values.number(first!, scope) === 0 ? end : undefined;
    if (!count || values.scopes.resolve(call.callee, scope) !== symbol) continue;
    const found = steps(count, scope, values, 'range');
    if (found && found.value > 1) return found;
  }
  return undefined;
}

/** The nearest input shape above a layer in the same function. */
function shapedBefore(site: CallSite, values: Values): Placed<number> | undefined {
  let found: Placed<number> | undefined;
  for (const other of values.program.calls) {
    if (other.call.from >= site.call.from) break;
    if (other.scope.id !== site.scope.id) continue;
    const name = lastName(other.call.callee);
    if (name === 'RepeatVector') {
      const [count] = other.call.positional;
      const steps = values.whole(count, other.scope, 2);
      if (count && steps !== undefined) found = placed(steps, count, 'RepeatVector');
      continue;
    }
    if (/^(?:Sequential|Model)$/.test(name) && other.call.to < site.call.from) {
      // What was shaped for another model does not count for this one.
      if (other.call.positional.length === 0) found = undefined;
      continue;
    }
    found = shapeIn(other.call, other, values) ?? found;
  }
  return found;
}

/** Axis 0 of `input_shape`, axis 1 of a shape with the batch, `input_length`. */
function shapeIn(call: CallSite['call'], { scope }: CallSite, values: Values): Placed<number> | undefined {
  const isInput = /^(?:Input|InputLayer|InputSpec)$/.test(lastName(call.callee));
  const length = call.keywords.get('input_length') ?? call.keywords.get('n_steps');
  if (length) return steps(length, scope, values, 'input_length');
  for (const key of shapeKeywords) {
    const shape = call.keywords.get(key);
    if (!shape || (key === 'shape' && !isInput)) continue;
    return axis(shape, key.startsWith('batch') ? 1 : 0, scope, values, key);
  }
  const [first] = call.positional;
  return isInput && first ? axis(first, 0, scope, values, 'shape') : undefined;
}

function axis(
  shape: Expression,
  index: number,
  scope: CallSite['scope'],
  values: Values,
  path: string,
): Placed<number> | undefined {
  const end = values.end({ expression: shape, scope });
  if (end?.expression.kind !== 'list') return undefined;
  const { items } = end.expression;
  const item = items[index];
  return item && items.length >= index + 2 ? steps(item, end.scope, values, path) : undefined;
}

function steps(
  expression: Expression,
  scope: CallSite['scope'],
  values: Values,
  path: string,
): Placed<number> | undefined {
  const count = values.size(expression, scope);
  return count === undefined || count > maxSteps ? undefined : placed(count, expression, path);
}
