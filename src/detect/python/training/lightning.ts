import * as l10n from '@vscode/l10n';
import type { TextEdit } from '../../../core/textEdit';
import { readArguments } from '../syntax';
import { appendArgument } from './append';
import type { Reading } from './reading';
import type { Call } from './script';
import { concern, maxNorm, type TrainingEvidence, type TrainingFix } from './trainingFix';

const trainer = /^(?:pytorch_lightning|lightning(?:\.pytorch)?)\.(?:trainer\.(?:trainer\.)?)?Trainer$/;
/** Under manual optimization Lightning refuses the argument: the module clips for itself. */
const manual = /automatic_optimization\s*=\s*False/;
/** Where a module or a callback can clip. */
const hooks =
  /^(?:configure_gradient_clipping|on_after_backward|on_before_optimizer_step|optimizer_step|on_before_zero_grad|training_step)$/;
const argument = `gradient_clip_val=${maxNorm}`;

/** Lightning's `Trainer(…)` without clipping: `gradient_clip_val=1.0` is added. */
export function lightningTrainers(reading: Reading): TrainingFix[] {
  const { script, definitions, clipping } = reading;
  if (manual.test(script.text) || clipping.byHooks) return [];
  const clips = definitions.all.some((method) => hooks.test(method.name) && clipping.defines(method));
  if (clips) return [];
  return script.calls.flatMap((call) => {
    const { node, callee, scope } = call;
    if (scope.broken || !trainer.test(script.imports.resolve(callee))) return [];
    const edits = editsOf(call, reading);
    if (!edits) return [];
    const evidence = fitted(call, reading);
    const range = { start: node.from, end: node.to };
    const fix: TrainingFix = {
      kind: 'clip-lightning',
      framework: 'lightning',
      name: callee,
      range,
      mark: range,
      title: l10n.t('Clip by the gradient norm: {0}', argument),
      edits,
      evidence,
      concern: evidence ? concern.trainer() : null,
    };
    return [fix];
  });
}

/** Nothing where the trainer clips, or may; a value that switches clipping off is replaced. */
function editsOf({ node }: Call, { script }: Reading): TextEdit[] | null {
  const given = node.lastChild && readArguments(node.lastChild, script.text);
  if (!given) return null;
  const callbacks = given.keywords.get('callbacks');
  if (callbacks && /clip/i.test(script.read(callbacks))) return null;
  const value = given.keywords.get('gradient_clip_val');
  if (!value) return appendArgument(node, argument, script);
  const isOff = /^(?:None|0(?:\.0*)?)$/.test(script.read(value));
  return isOff ? [{ start: value.from, end: value.to, newText: maxNorm }] : null;
}

/** What shows that a trainer fits a recurrent model. */
function fitted(made: Call, reading: Reading): TrainingEvidence | null {
  const { script, origins, trained } = reading;
  const runs = script.calls.filter(({ node, receiver, scope, name }) => {
    if (!/^(?:fit|test|validate|predict)$/.test(name)) return false;
    return (
      receiver === script.read(made.node).replace(/\s+/g, '') ||
      origins.of(receiver, scope, node.from).calls.includes(made)
    );
  });
  const fits = runs.filter(({ name }) => name === 'fit');
  if (runs.length > 0 && fits.length === 0) return null;
  for (const { node, scope } of fits) {
    const given = node.lastChild && readArguments(node.lastChild, script.text);
    const model = given?.keywords.get('model') ?? given?.positional[0];
    if (!model) continue;
    const answer =
      reading.recurrence.ofOrigin(origins.ofValue(model, scope)) ??
      trained.ofModel(script.read(model), scope);
    if (answer) return answer;
    if (answer === false) return null;
  }
  return ofModules(reading);
}

/** What the Lightning modules of the script have in common. */
function ofModules({ definitions, recurrence }: Reading): TrainingEvidence | null {
  const modules = definitions.all.filter(({ bases }) => bases.some((base) => /LightningModule$/.test(base)));
  const answers = modules.map((definition) => recurrence.defines(definition));
  return answers.every(Boolean) ? answers[0] || null : null;
}
