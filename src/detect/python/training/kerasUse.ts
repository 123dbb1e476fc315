import { readArguments } from '../syntax';
import type { Reading } from './reading';
import type { Call } from './script';
import type { Scope } from './scopes';
import type { TrainingEvidence } from './trainingFix';

/** What becomes of an optimizer of Keras or TensorFlow. */
export interface OptimizerUse {
  /** Its gradients are clipped before they are applied. */
  readonly clipped: boolean;
  /** What shows that it trains a recurrent model. */
  readonly evidence: TrainingEvidence | null;
}

const variables = /([\w.]+)\.(?:trainable_)?(?:variables|weights)\b/g;

/** How an optimizer is used: handed to `compile`, or its gradients applied by hand. */
export function useOf(optimizer: Call, reading: Reading): OptimizerUse {
  const { script } = reading;
  const evidence: (TrainingEvidence | null)[] = [];
  let clipped = false;
  for (const call of script.calls) {
    if (call.name === 'compile' && isCompiledWith(call, optimizer, reading)) {
      clipped ||= trainsClipped(call, reading);
      evidence.push(compiled(call, reading));
    } else if (/^(?:apply_gradients|minimize|apply)$/.test(call.name) && isOf(call, optimizer, reading)) {
      clipped ||= isClippedIn(call.scope, reading);
      evidence.push(applied(call, reading));
    }
  }
  return { clipped, evidence: evidence.find(Boolean) ?? null };
}

/** What shows that the model of a `compile` is recurrent. */
export function compiled({ node, receiver, scope }: Call, { trained }: Reading): TrainingEvidence | null {
  const answer = trained.ofModel(receiver, scope, node.from);
  return answer === null ? trained.ofOthers() : answer || null;
}

/** Whether the model of a `compile` clips in a training step of its own. */
export function trainsClipped(call: Call, { origins, definitions, clipping }: Reading): boolean {
  const { calls, classes } = origins.of(call.receiver, call.scope, call.node.from);
  const made = calls.flatMap((maker) => definitions.ledTo(maker)).filter((definition) => !definition.scope);
  return [...made, ...classes].some((definition) => clipping.defines(definition));
}

function isCompiledWith({ node, scope }: Call, optimizer: Call, { script, origins }: Reading): boolean {
  const given = node.lastChild && readArguments(node.lastChild, script.text);
  const value = given?.keywords.get('optimizer') ?? given?.positional[0];
  if (!value) return false;
  return value.from === optimizer.node.from || origins.ofValue(value, scope).calls.includes(optimizer);
}

function isOf({ node, receiver, scope }: Call, optimizer: Call, { script, origins }: Reading): boolean {
  return (
    receiver === script.read(optimizer.node).replace(/\s+/g, '') ||
    origins.of(receiver, scope, node.from).calls.includes(optimizer)
  );
}

/** Whether a function clips, itself or by one that it calls; the script itself by what stands in it. */
function isClippedIn(scope: Scope, reading: Reading): boolean {
  const { script, definitions, clipping } = reading;
  const home = definitions.ofScope(scope);
  if (home && clipping.defines(home)) return true;
  if (home) return scope.outer?.outer ? isClippedIn(scope.outer, reading) : false;
  return script.callsIn(scope).some((call) => clipping.clips(call));
}

function applied(call: Call, { script, trained }: Reading): TrainingEvidence | null {
  const { scope } = call;
  const around = scope.outer
    ? script.read(scope.node)
    : script.text.slice(Math.max(0, call.node.from - 1500), call.node.to);
  const models = [...around.matchAll(variables)]
    .map(([, name]) => name!)
    .filter((name) => !/optim|tape|^tf$/i.test(name));
  return trained.recurs(
    [],
    [...new Set(models)].map((name) => ({ name, scope, at: call.node.from })),
    [scope],
  );
}
