// Not translated: it writes code.
import * as l10n from '@vscode/l10n';
import type { TextEdit } from '../../../core/textEdit';
import { clipFunction, clipLines, insertion } from './clipLines';
import { modelsOf } from './models';
import type { Step } from './events';
import type { Reading } from './reading';
import type { Unclipped } from './sequences';
import { concern, maxNorm, type TrainingFix } from './trainingFix';

/** Libraries with the same verbs and other functions. */
const others = ['paddle', 'mxnet', 'jittor', 'tinygrad', 'mindspore', 'deepspeed'];
/** What estimates curvature from gradients of one loss, which clipping would disturb. */
const curvature = /LBFGS|HessianFree|KFAC/i;

/**
 * Finds loops that run `backward()` and then `step()` with nothing between that clips, also in functions that call each
 * other, and inserts PyTorch's clip by global norm before the step where a line can: behind AMP's `unscale_`, and by
 * Accelerate's, Fabric's or Lightning's own function.
 */
export function pytorchLoops(reading: Reading): TrainingFix[] {
  const { script, sequences } = reading;
  if (others.some((library) => script.imports.has(library))) return [];
  return sequences.unclipped().flatMap((loop) => {
    if (loop.backward.scope.broken || loop.steps.some(({ scope }) => scope.broken)) return [];
    const fix = fixOf(loop, reading);
    return fix ? [fix] : [];
  });
}

function fixOf(loop: Unclipped, reading: Reading): TrainingFix | null {
  const { backward, steps } = loop;
  const { script, clipping, origins } = reading;
  // DeepSpeed's engine and its like step themselves, and clip by their config.
  if (steps.some(({ optimizer }) => optimizer !== null && optimizer === backward.receiver)) return null;
  for (const { optimizer, scope, node } of steps) {
    if (optimizer === null) continue;
    const made = [...origins.of(optimizer, scope, node.from).calls];
    if (clipping.byOptimizer(made)) return null;
    if (made.some(({ node }) => curvature.test(script.read(node)))) return null;
  }
  const edits = backward.runner === 'distributed' ? [] : editsOf(loop, reading);
  const evidence = clipping.byHooks ? null : evidenceOf(loop, reading);
  if (edits.length === 0 && !evidence) return null;
  const [first, last] = [steps[0]!, steps.at(-1)!];
  const mark = { start: backward.node.from, end: backward.node.to };
  const isTogether = steps.every(({ scope, node }) => scope === backward.scope && node.to > mark.end);
  return {
    kind: 'clip-pytorch',
    framework: 'pytorch',
    name: backward.scope.name,
    range: isTogether ? { ...mark, end: last.node.to } : mark,
    mark,
    title: titleOf(first, reading),
    edits,
    evidence,
    concern: evidence ? concern.loop() : null,
  };
}

function editsOf({ backward, steps, unscaled }: Unclipped, { script }: Reading): TextEdit[] {
  const edits: TextEdit[] = [];
  let importsTorch = false;
  for (const step of steps) {
    const { optimizer, scope } = step;
    const moved = step.model !== null ? [step.model] : modelsOf(optimizer ?? '', scope, script);
    const lines = clipLines(backward, step, moved, scope, script);
    if (!lines) return [];
    importsTorch ||= lines.some((line) => line.startsWith(clipFunction));
    if (step.scaler !== null && !unscaled) lines.unshift(`${step.scaler}.unscale_(${optimizer})`);
    const edit = insertion(lines, backward.node, step.node, script);
    if (!edit) return [];
    edits.push(edit);
  }
  if (importsTorch && script.imports.nameFor(clipFunction, steps[0]!.scope) === undefined) {
    edits.unshift(script.addImport('import torch'));
  }
  return edits;
}

function evidenceOf({ backward, steps }: Unclipped, { trained, script }: Reading): TrainingFix['evidence'] {
  const optimizers = steps.flatMap(({ optimizer, scope, node }) =>
    optimizer === null ? [] : [{ name: optimizer, scope, at: node.from }],
  );
  const models = steps.flatMap(({ model, scope, node }) =>
    model === null ? [] : [{ name: model, scope, at: node.from }],
  );
  if (backward.runner === 'autograd') {
    for (const [, name] of script.read(backward.node).matchAll(/([\w.]+)\.parameters\(\)/g)) {
      models.push({ name: name!, scope: backward.scope, at: backward.node.from });
    }
  }
  return trained.recurs(optimizers, models, [
    ...new Set([backward.scope, ...steps.map(({ scope }) => scope)]),
  ]);
}

function titleOf({ node, optimizer }: Step, { script }: Reading): string {
  if (optimizer === null) return l10n.t('Clip the gradient norm at {0} before the update by hand', maxNorm);
  const source = script.read(node).replace(/\s+/g, ' ');
  return source.length <= 40
    ? l10n.t('Clip the gradient norm at {0} before {1}', maxNorm, source)
    : l10n.t('Clip the gradient norm at {0} before the step', maxNorm);
}
