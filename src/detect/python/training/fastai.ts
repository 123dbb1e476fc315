import * as l10n from '@vscode/l10n';
import { readArguments } from '../syntax';
import { appendArgument } from './append';
import type { Reading } from './reading';
import type { Call } from './script';
import { concern, maxNorm, type TrainingEvidence, type TrainingFix } from './trainingFix';

const learner = /(?:^|\.)(?:Learner|TextLearner|RNNLearner|\w+_learner)$/;
const fits = /^(?:fit\w*|fine_tune)$/;
const argument = `cbs=GradientClip(${maxNorm})`;

/** fastai's learners without `GradientClip`: the callback is added where no others are given. */
export function fastaiLearners(reading: Reading): TrainingFix[] {
  const { script } = reading;
  if (!script.imports.has('fastai')) return [];
  return script.calls.flatMap((call) => {
    if (call.scope.broken || !learner.test(call.callee) || call.name === 'load_learner') return [];
    const own = script.calls.filter((run) => fits.test(run.name) && isOf(run, call, reading));
    const text = [call, ...own, ...clippers(call, reading)].map(({ node }) => script.read(node)).join(' ');
    const given = call.node.lastChild && readArguments(call.node.lastChild, script.text);
    if (/clip/i.test(text) || own.length === 0 || !given) return [];
    const evidence = learns(call, reading);
    if (!evidence) return [];
    const hasCallbacks = ['cbs', 'callback_fns', 'callbacks'].some((name) => given.keywords.has(name));
    const range = { start: call.node.from, end: call.node.to };
    const isOffered =
      !hasCallbacks && script.imports.nameFor('fastai.callback.training.GradientClip', call.scope);
    const fix: TrainingFix = {
      kind: 'clip-fastai',
      framework: 'fastai',
      name: call.callee,
      range,
      mark: range,
      title: l10n.t('Clip by the gradient norm: {0}', argument),
      edits:
        isOffered || (!hasCallbacks && script.imports.isStarred('fastai'))
          ? appendArgument(call.node, argument, script)
          : [],
      evidence,
      concern: concern.trainer(),
    };
    return [fix];
  });
}

/** Calls by which a learner comes to clip: `learn.add_cb(GradientClip())`, `learn.to_fp16(clip=0.1)`. */
function clippers(made: Call, reading: Reading): readonly Call[] {
  return reading.script.calls.filter(
    (call) =>
      /^(?:add_cbs?|to_fp16|clip_grad|add_callback)$/.test(call.name) &&
      (isOf(call, made, reading) || (call.node.from <= made.node.from && made.node.to <= call.node.to)),
  );
}

function isOf({ node, receiver, scope }: Call, made: Call, { script, origins }: Reading): boolean {
  return (
    origins.of(receiver, scope, node.from).calls.includes(made) ||
    receiver.startsWith(script.read(made.node).replace(/\s+/g, ''))
  );
}

function learns(call: Call, { recurrence }: Reading): TrainingEvidence | null {
  return recurrence.makes(call) || null;
}
