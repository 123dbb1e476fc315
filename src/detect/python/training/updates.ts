import type { SyntaxNode } from '../syntax';
import type { Clipping } from './clipping';
import type { Step } from './events';
import type { Script } from './script';

const writes = /\.add_\(|\.sub_\(|-=|\.data\s*=|copy_\(|\.addcdiv_\(|(?<![\w.])(\w+)\s*=\s*\1\s*-/;

/** Longer loops than this are no updates. */
const maxLength = 4000;

/**
 * Weights that are moved by hand, without a clip within: `for p in model.parameters(): p.data.add_(p.grad, alpha=-lr)`,
 * `for p, g in zip(parameters, grads): p -= lr * g`, `W -= lr * W.grad`.
 */
export function updateByHand(statement: SyntaxNode, script: Script, clipping: Clipping): Step | null {
  if (statement.to - statement.from > maxLength) return null;
  const source = script.read(statement);
  if (!/grad|zip\(/.test(source)) return null;
  const found = statement.name === 'ForStatement' ? inLoop(source) : alone(source);
  if (!found) return null;
  // A loop within a loop, or a statement within one, is found with the outer one.
  if (statement.name !== 'ForStatement' && isInUpdate(statement, script)) return null;
  const scope = script.scopes.of(statement);
  const isClipped = script.calls.some(
    (call) => call.node.from >= statement.from && call.node.to <= statement.to && clipping.clips(call),
  );
  if (isClipped || /clip|clamp/.test(source)) return null;
  return { kind: 'step', node: statement, scope, optimizer: null, scaler: null, ...found };
}

function inLoop(source: string): Pick<Step, 'model' | 'parameters'> | null {
  const [, names, iterable] = /^for\s+([\w\s,()]+?)\s+in\s+([^:\n]+):/.exec(source) ?? [];
  if (names === undefined || iterable === undefined) return null;
  const body = source.slice(source.indexOf(':') + 1).replace(/\.grad(?:\.data)?\s*=/g, '');
  if (!writes.test(body)) return null;
  const model = /^([\w.]+)\.(?:named_)?parameters\(\)$/.exec(iterable)?.[1] ?? null;
  if (iterable.includes('zip(')) {
    const gradients = /grad|\bg\w?\b/.test(`${names} ${iterable}`);
    const zipped = /([\w.]+)\.parameters\(\)/.exec(iterable)?.[1] ?? null;
    return gradients && !/state_dict|target|ema|shadow/i.test(source)
      ? { model: zipped, parameters: null }
      : null;
  }
  if (!/\.grad\b/.test(body)) return null;
  const [variable] = names.split(',');
  const isSimple = /^[\w.]+$/.test(iterable) && variable === names;
  return { model, parameters: isSimple ? iterable : null };
}

/** `W -= lr * W.grad`, `W.data -= …`, `W = W - lr * W.grad` */
function alone(source: string): Pick<Step, 'model' | 'parameters'> | null {
  const [, weight] = /^([\w.]+?)(?:\.data)?\s*(?:-=|=\s*\1(?:\.data)?\s*-)/.exec(source) ?? [];
  return weight !== undefined && source.includes(`${weight}.grad`) ? { model: null, parameters: null } : null;
}

function isInUpdate(statement: SyntaxNode, script: Script): boolean {
  for (let at = statement.parent; at && at.name !== 'FunctionDefinition'; at = at.parent) {
    if (at.name === 'ForStatement' && at.to - at.from <= maxLength && inLoop(script.read(at))) return true;
  }
  return false;
}
