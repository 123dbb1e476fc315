// Not translated: it writes code.
import * as l10n from '@vscode/l10n';
import type { TextEdit } from '../../../core/textEdit';
import type { SyntaxNode } from '../syntax';
import { type Event, eventsOf } from './events';
import { modelsOf, parametersOf } from './models';
import type { Recurrence } from './recurrence';
import type { Script } from './script';
import type { Scope } from './scopes';
import { maxNorm, type TrainingFix } from './trainingFix';

type Backward = Extract<Event, { kind: 'backward' }>;
type Step = Extract<Event, { kind: 'step' }>;

/** A backward pass and the steps that follow it without a clip between. */
interface Unclipped {
  readonly backward: Backward;
  readonly steps: readonly Step[];
  readonly unscaled: boolean;
}

const clipFunction = 'torch.nn.utils.clip_grad_norm_';
/** Libraries with the same verbs and other functions. */
const others = ['paddle', 'mxnet', 'jittor', 'tinygrad', 'mindspore', 'deepspeed'];
const clipsInOptimizer = /clip|max_grad_norm/;

/**
 * Finds loops that run `backward()` and then `step()` with nothing between that clips, and inserts PyTorch's clip
 * by global norm before the step: behind AMP's `unscale_`, and by Accelerate's, Fabric's or Lightning's own function.
 */
export function pytorchLoops(script: Script, recurrence: Recurrence): TrainingFix[] {
  if (others.some((library) => script.imports.has(library))) return [];
  const fixes: TrainingFix[] = [];
  for (const [scope, events] of eventsOf(script)) {
    if (scope.broken) continue;
    for (const loop of unclippedIn(events)) {
      const fix = fixOf(loop, scope, script, recurrence);
      if (fix) fixes.push(fix);
    }
  }
  return fixes;
}

function* unclippedIn(events: readonly Event[]): Generator<Unclipped> {
  let backward: Backward | null = null;
  let steps: Step[] = [];
  let [clipped, unscaled] = [false, false];
  const close = function* (): Generator<Unclipped> {
    if (backward && steps.length > 0) yield { backward, steps, unscaled };
    [backward, steps, clipped, unscaled] = [null, [], false, false];
  };
  for (const event of events) {
    if (event.kind === 'backward') {
      // Another backward pass before any step adds to the same gradient.
      if (steps.length > 0 || clipped) yield* close();
      backward = event;
    } else if (event.kind !== 'step') {
      if (event.kind === 'clip') clipped = true;
      else unscaled = true;
    } else if (!clipped) steps.push(event);
  }
  yield* close();
}

function fixOf(
  { backward, steps, unscaled }: Unclipped,
  scope: Scope,
  script: Script,
  recurrence: Recurrence,
): TrainingFix | null {
  // DeepSpeed's engine and its like step themselves, and clip by their config.
  if (steps.some(({ optimizer }) => optimizer !== null && optimizer === backward.receiver)) return null;
  const edits: TextEdit[] = [];
  const models = new Set<string>();
  let importsTorch = false;
  for (const step of steps) {
    const { optimizer } = step;
    const made = optimizer === null ? [] : (script.assigned.get(optimizer) ?? []);
    if (made.some(({ node }) => clipsInOptimizer.test(script.read(node)))) return null;
    const moved = step.model !== null ? [step.model] : modelsOf(optimizer ?? '', scope, script);
    moved.forEach((model) => models.add(model));
    const lines = clipLines(backward, step, moved, scope, script);
    if (!lines) return null;
    importsTorch ||= lines.some((line) => line.startsWith(clipFunction));
    if (step.scaler !== null && !unscaled) lines.unshift(`${step.scaler}.unscale_(${optimizer})`);
    const edit = insertion(lines, backward.node, step.node, script);
    if (!edit) return null;
    edits.push(edit);
  }
  if (importsTorch && script.imports.nameFor(clipFunction, scope) === undefined) {
    edits.unshift(script.addImport('import torch'));
  }
  const [first, last] = [steps[0]!, steps.at(-1)!];
  const concern =
    recurrence.isRecurrent([...models]) && !clipsElsewhere(script)
      ? l10n.t(
          'This loop trains a recurrent model without clipping its gradients: one exploding gradient can undo the training.',
        )
      : null;
  return {
    kind: 'clip-pytorch',
    name: scope.name,
    range: { start: backward.node.from, end: last.node.to },
    mark: { start: backward.node.from, end: backward.node.to },
    title: titleOf(first, script),
    edits,
    concern,
  };
}

/** Hooks that clamp each gradient are clipping too. */
function clipsElsewhere({ text }: Script): boolean {
  return /register_(?:full_backward_)?hook\([^)]*(?:clip|clamp)/.test(text);
}

function titleOf({ node, optimizer }: Step, script: Script): string {
  if (optimizer === null) return l10n.t('Clip the gradient norm at {0} before the update by hand', maxNorm);
  const source = script.read(node).replace(/\s+/g, ' ');
  return source.length <= 40
    ? l10n.t('Clip the gradient norm at {0} before {1}', maxNorm, source)
    : l10n.t('Clip the gradient norm at {0} before the step', maxNorm);
}

function clipLines(
  { runner, receiver }: Backward,
  { optimizer }: Step,
  models: readonly string[],
  scope: Scope,
  script: Script,
): string[] | null {
  const { quote } = script;
  const parameters = parametersOf(models, optimizer, quote);
  switch (runner) {
    case 'accelerate': {
      const clip = `${receiver}.clip_grad_norm_(${parameters}, ${maxNorm})`;
      // While gradients accumulate, only the last pass before a step holds the whole of them.
      return script.text.includes('.accumulate(')
        ? [`if ${receiver}.sync_gradients:`, script.indentUnit + clip]
        : [clip];
    }
    case 'fabric':
      return models.length === 1 && optimizer !== null
        ? [`${receiver}.clip_gradients(${models[0]}, ${optimizer}, max_norm=${maxNorm})`]
        : null;
    case 'lightning':
      return optimizer === null
        ? null
        : [
            `${receiver}.clip_gradients(${optimizer}, gradient_clip_val=${maxNorm}, gradient_clip_algorithm=${quote}norm${quote})`,
          ];
    case 'torch':
      return [
        `${script.imports.nameFor(clipFunction, scope) ?? clipFunction}(${parameters}, max_norm=${maxNorm})`,
      ];
  }
}

/** Behind the backward pass where the step is the next statement, else directly before the step. */
function insertion(
  lines: readonly string[],
  backward: SyntaxNode,
  step: SyntaxNode,
  script: Script,
): TextEdit | null {
  const statement = script.statementOf(step);
  const indent = script.indentOf(statement);
  const before = statement.prevSibling;
  if (indent === null) {
    if (lines.some((line) => line.endsWith(':'))) return null;
    const newText = lines.map((line) => `${line}; `).join('');
    return { start: statement.from, end: statement.from, newText };
  }
  if (before?.name === 'ExpressionStatement' && before.from <= backward.from && backward.to <= before.to) {
    const end = script.endOfLine(before.to);
    const newText = lines.map((line) => script.eol + indent + line).join('');
    return { start: end, end, newText };
  }
  const newText = lines.map((line) => line + script.eol + indent).join('');
  return { start: statement.from, end: statement.from, newText };
}
