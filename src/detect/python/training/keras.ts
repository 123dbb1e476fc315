// Not translated: it writes code.
import * as l10n from '@vscode/l10n';
import { readArguments } from '../syntax';
import { appendArgument } from './append';
import type { Call, Script } from './script';
import { maxNorm, type TrainingFix } from './trainingFix';

const names = 'Adam|AdamW|SGD|RMSprop|Nadam|Adamax|Adagrad|Adadelta|Adafactor|Ftrl|Lion|Lamb';
const optimizer = new RegExp(
  `^(?:tensorflow\\.|tf\\.|tf_)?keras\\.optimizers\\.(?:legacy\\.|experimental\\.)?(?:${names})$`,
);
const clipping = ['clipnorm', 'clipvalue', 'global_clipnorm'];
const byName = new Map(names.split('|').map((name) => [name.toLowerCase(), name]));
const argument = `global_clipnorm=${maxNorm}`;

/** Keras optimizers without clipping: `global_clipnorm=1.0` is added, also where `compile` names one by a string. */
export function kerasOptimizers(script: Script): TrainingFix[] {
  return script.calls.flatMap((call) => {
    if (call.scope.broken) return [];
    return optimizer.test(script.imports.resolve(call.callee))
      ? constructed(call, script)
      : call.name === 'compile'
        ? named(call, script)
        : [];
  });
}

function constructed({ node, callee }: Call, script: Script): TrainingFix[] {
  const given = node.lastChild && readArguments(node.lastChild, script.text);
  if (!given || clipping.some((name) => given.keywords.has(name))) return [];
  const range = { start: node.from, end: node.to };
  return [
    {
      kind: 'clip-keras',
      name: callee,
      range,
      mark: range,
      title: l10n.t('Clip by the global gradient norm: {0}', argument),
      edits: appendArgument(node, argument, script),
      concern: null,
    },
  ];
}

/** `model.compile(optimizer="adam")` */
function named({ node, scope }: Call, script: Script): TrainingFix[] {
  const { imports } = script;
  const given = node.lastChild && readArguments(node.lastChild, script.text);
  const value = given?.keywords.get('optimizer') ?? given?.positional[0];
  const module = imports.has('tensorflow') ? 'tensorflow.keras' : imports.has('keras') ? 'keras' : null;
  if (value?.name !== 'String' || module === null) return [];
  const name = byName.get(script.read(value).slice(1, -1).toLowerCase());
  if (name === undefined) return [];
  const path = `${module}.optimizers.${name}`;
  const known = imports.nameFor(path, scope);
  const range = { start: value.from, end: value.to };
  return [
    {
      kind: 'clip-keras',
      name,
      range: { start: node.from, end: node.to },
      mark: range,
      title: l10n.t('Clip by the global gradient norm: {0}', `${name}(${argument})`),
      edits: [
        ...(known === undefined ? [script.addImport(`from ${module}.optimizers import ${name}`)] : []),
        { ...range, newText: `${known ?? name}(${argument})` },
      ],
      concern: null,
    },
  ];
}
