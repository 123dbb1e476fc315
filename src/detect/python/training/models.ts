// Not translated: it writes code.
import type { Script } from './script';
import type { Scope } from './scopes';

const parameters = /([A-Za-z_][\w.]*)\.(?:named_)?parameters\(/g;
const modelLike = /^(?:self\.)?[a-z_]*(?:model|net|rnn|lstm|gru|encoder|decoder|seq2seq)\w*$/;
const modelMethods = new Set(['train', 'zero_grad', 'parameters', 'named_parameters']);

/** Which models' parameters a step moves, by names that its scope knows; none where that cannot be told. */
export function modelsOf(optimizer: string, scope: Scope, script: Script): string[] {
  const given = (script.assigned.get(optimizer) ?? []).map(
    ({ node }) => new Set([...script.read(node).matchAll(parameters)].map(([, model]) => model!)),
  );
  // Two optimizers of one name may move two models; then the loop itself must say which.
  const [models] = given;
  const same =
    models && given.every((other) => other.size === models.size && [...other].every((m) => models.has(m)));
  if (same && models.size > 0 && [...models].every((model) => script.scopes.sees(scope, model))) {
    return [...models];
  }
  const namesake = namesakeOf(optimizer);
  return namesake !== null && isUsed(namesake, scope, script) ? [namesake] : called(scope, script);
}

/** `encoder` for `encoder_optimizer`, `self.encoder` for `self.opt_encoder`. */
function namesakeOf(optimizer: string): string | null {
  const stem = optimizer.replace(/_?opt(?:im(?:izer)?)?_?/, '');
  return stem === optimizer || !/\w$/.test(stem) ? null : stem;
}

function isUsed(model: string, scope: Scope, script: Script): boolean {
  return (
    script.scopes.sees(scope, model) &&
    script.calls.some((call) => call.scope === scope && (call.callee === model || call.receiver === model))
  );
}

/** The model that a scope trains or calls, if there is one alone. */
function called(scope: Scope, script: Script): string[] {
  const found = new Set<string>();
  for (const call of script.calls) {
    if (call.scope !== scope) continue;
    const { name, receiver, callee } = call;
    const isOptimizer = /optim|(?:^|[._])opt$/i.test(receiver);
    if (modelMethods.has(name) && /^[\w.]+$/.test(receiver) && !isOptimizer) found.add(receiver);
    else if (modelLike.test(callee) && !/loss|criterion/i.test(callee)) found.add(callee);
  }
  const visible = [...found].filter((model) => script.scopes.sees(scope, model));
  return visible.length === 1 ? visible : [];
}

/** The argument that stands for the parameters of some models, or for all that an optimizer moves. */
export function parametersOf(models: readonly string[], optimizer: string | null, quote: string): string {
  const [only] = models;
  if (models.length === 1) return `${only}.parameters()`;
  if (models.length > 1) return `[${models.map((model) => `*${model}.parameters()`).join(', ')}]`;
  return `[p for group in ${optimizer}.param_groups for p in group[${quote}params${quote}]]`;
}
