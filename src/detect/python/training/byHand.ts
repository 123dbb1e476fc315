import * as l10n from '@vscode/l10n';
import { children, type SyntaxNode } from '../syntax';
import type { Reading } from './reading';
import { concern, type TrainingEvidence, type TrainingFix } from './trainingFix';

const gradient = /^(?:self\.)?(?:d_?[A-Za-z]\w*|\w*grads?\w*|delta\w*)(?:\[[^\]]*\])?$/;
const product = /@|\b(?:dot|outer|matmul|einsum|multiply)\(|\*/;

/**
 * Networks whose gradients are worked out by hand with numpy: a recurrence, gradients that add up in a loop backwards
 * through time, and an update, with nothing in the script that clips.
 */
export function handMade(reading: Reading): TrainingFix[] {
  const { script, clipping } = reading;
  const { imports } = script;
  if (!['numpy', 'cupy'].some((library) => imports.has(library))) return [];
  if (['torch', 'tensorflow', 'keras', 'jax', 'theano'].some((library) => imports.has(library))) return [];
  if (!accumulates(reading)) return [];
  const clips = script.calls.some((call) => clipping.clips(call) || /clip|minimum/.test(call.name));
  if (clips || clipping.writes.some((write) => clipping.isBounded(write))) return [];
  const evidence = recurs(reading);
  const update = evidence && firstUpdate(reading);
  if (!evidence || !update) return [];
  const range = { start: update.from, end: update.to };
  return [
    {
      kind: 'clip-by-hand',
      framework: 'numpy',
      name: script.scopes.of(update).name,
      range,
      mark: range,
      title: l10n.t('Clip the gradients before the update'),
      edits: [],
      evidence,
      concern: concern.loop(),
    },
  ];
}

/** Whether gradients are summed over the steps of a loop here, so that it can be seen whether they are clipped. */
function accumulates({ script }: Reading): boolean {
  const isSum = (node: SyntaxNode, place: string, value: string): boolean =>
    gradient.test(place) && product.test(value) && isInLoop(node);
  return (
    script.updates.some((node) => {
      const [place, , value] = children(node);
      return place && value ? isSum(node, script.read(place), script.read(value)) : false;
    }) ||
    script.assignments.some(({ node, targets, values }) => {
      const value = values.map((part) => script.read(part)).join();
      return targets.some((target) => value.includes(target) && isSum(node, target, value));
    })
  );
}

function recurs({ definitions, feedback, script }: Reading): TrainingEvidence | null {
  for (const definition of definitions.all) {
    const found = feedback.in(definition);
    if (found) return found;
  }
  return feedback.inScript(script.scopes.script);
}

/** `W -= lr * dW`, `param += -lr * dparam / …`, `W = W - lr * dW` */
function firstUpdate({ script }: Reading): SyntaxNode | null {
  const updates = script.updates.filter((node) => {
    const [place, operator, value] = children(node);
    if (!place || !operator || !value || gradient.test(script.read(place))) return false;
    const text = script.read(value);
    const isDown = script.read(operator) === '-=' || (script.read(operator) === '+=' && text.startsWith('-'));
    return isDown && isStep(script.read(place), text);
  });
  const assigned = script.assignments.filter(({ targets, values }) => {
    const [target] = targets;
    const text = values.map((part) => script.read(part)).join();
    return target !== undefined && targets.length === 1 && isDescent(target, text) && isStep(target, text);
  });
  const all = [...updates, ...assigned.map(({ node }) => node)];
  return all.reduce<SyntaxNode | null>((a, b) => (a && a.from < b.from ? a : b), null);
}

function isDescent(target: string, text: string): boolean {
  return text.replace(/\s+/g, '').startsWith(`${target}-`);
}

/** Whether an update takes a gradient that is named after what it moves, or stands beside it in a loop. */
function isStep(place: string, value: string): boolean {
  const name = place
    .replace(/\[.*$/, '')
    .replace(/^self\./, '')
    .replace(/\W.*$/, '');
  if (name === '') return false;
  const own = new RegExp(
    `(?<!\\w)(?:self\\.)?(?:d|grad|d_|dL?d|grad_|delta_?|dL_d|dE_d|g_|g)_?${name}\\b|\\b${name}_?(?:grad|gradient|delta)\\b`,
    'i',
  );
  return (
    own.test(value) ||
    (/param|weight|^w$|^p$|theta/i.test(name) && /\bd_?param|grad|\bdw\b|\bg\b|delta/i.test(value)) ||
    /\bgrads?\[/.test(value)
  );
}

function isInLoop(node: SyntaxNode): boolean {
  for (let at = node.parent; at && at.name !== 'FunctionDefinition'; at = at.parent) {
    if (at.name === 'ForStatement' || at.name === 'WhileStatement') return true;
  }
  return false;
}
