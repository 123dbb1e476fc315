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
export function sequenceOf({ site, config }: Constructed, values: Values): Placed<number> | undefined {
  const { library } = config.code ?? {};
  const own = shapeIn(site.call, site, values);
  if (own) return own;
  if (library === 'keras' || library === 'tf1') return shapedBefore(site, values);
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
  const count = values.whole(expression, scope, 1) ?? values.namesake(expression, scope);
  return count === undefined || count > maxSteps ? undefined : placed(count, expression, path);
}
