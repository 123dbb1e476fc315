import * as l10n from '@vscode/l10n';
import { readArguments } from '../syntax';
import type { Reading } from './reading';
import { concern, maxNorm, type TrainingFix } from './trainingFix';

const argumentsClass = /(?:^|\.)\w*(?:TrainingArguments|TrainingArgs)$/;
const off = /^(?:None|0(?:\.0*)?|-1(?:\.0*)?|float\(['"]inf['"]\)|(?:math|np|numpy|torch)\.inf|1e[1-9]\d?)$/;

/** Hugging Face's trainer clips at 1.0 unless `max_grad_norm` switches it off, which is a concern for a recurrent model. */
export function huggingFaceTrainers(reading: Reading): TrainingFix[] {
  const { script, origins, trained, recurrence } = reading;
  return script.calls.flatMap((made) => {
    if (made.scope.broken || !argumentsClass.test(made.callee)) return [];
    const given = made.node.lastChild && readArguments(made.node.lastChild, script.text);
    const value = given?.keywords.get('max_grad_norm');
    if (!value || !off.test(script.read(value))) return [];
    for (const trainer of script.calls) {
      const list = /Trainer$/.test(trainer.name) ? trainer.node.lastChild : null;
      const parts = list && readArguments(list, script.text);
      const own = parts?.keywords.get('args') ?? parts?.positional[1];
      const model = parts?.keywords.get('model') ?? parts?.positional[0];
      if (!own || !model || !origins.ofValue(own, trainer.scope).calls.includes(made)) continue;
      const evidence =
        recurrence.ofOrigin(origins.ofValue(model, trainer.scope)) ??
        trained.ofModel(script.read(model), trainer.scope);
      if (!evidence) continue;
      const fix: TrainingFix = {
        kind: 'clip-huggingface',
        framework: 'huggingface',
        name: made.callee,
        range: { start: made.node.from, end: made.node.to },
        mark: { start: made.node.from, end: made.node.to },
        title: l10n.t('Clip by the gradient norm: {0}', `max_grad_norm=${maxNorm}`),
        edits: [{ start: value.from, end: value.to, newText: maxNorm }],
        evidence,
        concern: concern.trainer(),
      };
      return [fix];
    }
    return [];
  });
}
