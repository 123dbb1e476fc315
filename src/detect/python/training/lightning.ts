import * as l10n from '@vscode/l10n';
import { readArguments } from '../syntax';
import { appendArgument } from './append';
import type { Script } from './script';
import { maxNorm, type TrainingFix } from './trainingFix';

const trainer = /^(?:pytorch_lightning|lightning(?:\.pytorch)?)\.(?:trainer\.(?:trainer\.)?)?Trainer$/;
/** Under manual optimization Lightning refuses the argument: the module clips for itself. */
const manual = /automatic_optimization\s*=\s*False/;
const argument = `gradient_clip_val=${maxNorm}`;

/** Lightning's `Trainer(…)` without clipping: `gradient_clip_val=1.0` is added. */
export function lightningTrainers(script: Script): TrainingFix[] {
  if (manual.test(script.text)) return [];
  return script.calls.flatMap(({ node, callee, scope }) => {
    if (scope.broken || !trainer.test(script.imports.resolve(callee))) return [];
    const given = node.lastChild && readArguments(node.lastChild, script.text);
    if (!given || given.keywords.has('gradient_clip_val')) return [];
    const range = { start: node.from, end: node.to };
    const fix: TrainingFix = {
      kind: 'clip-lightning',
      name: callee,
      range,
      mark: range,
      title: l10n.t('Clip by the gradient norm: {0}', argument),
      edits: appendArgument(node, argument, script),
      concern: null,
    };
    return [fix];
  });
}
