// Not translated: it writes code.
import * as l10n from '@vscode/l10n';
import { readArguments, type SyntaxNode } from '../syntax';
import { appendArgument } from './append';
import { compiled, trainsClipped, useOf } from './kerasUse';
import type { Reading } from './reading';
import type { Call } from './script';
import { concern, maxNorm, type TrainingFix } from './trainingFix';

const names = 'Adam|AdamW|SGD|RMSprop|Nadam|Adamax|Adagrad|Adadelta|Adafactor|Ftrl|Lion|Lamb';
const optimizer = new RegExp(
  `^(?:(?:tensorflow\\.|tf\\.|tf_)?keras|tensorflow|tf)\\.optimizers\\.(?:legacy\\.|experimental\\.)?(?:${names})$`,
);
/** TensorFlow 1 has classes of its own, without an argument that clips. */
const first = /^(?:tensorflow|tf)\.(?:compat\.v1\.)?train\.\w*Optimizer$/;
const clipping = ['clipnorm', 'clipvalue', 'global_clipnorm'];
const byName = new Map(names.split('|').map((name) => [name.toLowerCase(), name]));
const argument = `global_clipnorm=${maxNorm}`;

/** Keras optimizers without clipping: `global_clipnorm=1.0` is added, also where `compile` names one by a string. */
export function kerasOptimizers(reading: Reading): TrainingFix[] {
  const { script } = reading;
  return script.calls.flatMap((call) => {
    if (call.scope.broken) return [];
    const path = script.imports.resolve(call.callee);
    if (optimizer.test(path)) return constructed(call, reading);
    if (first.test(path)) return ofFirst(call, reading);
    return call.name === 'compile' ? named(call, reading) : [];
  });
}

function constructed(call: Call, reading: Reading): TrainingFix[] {
  const { node, callee } = call;
  const { script } = reading;
  const given = node.lastChild && readArguments(node.lastChild, script.text);
  if (!given || clipping.some((name) => isSet(given.keywords.get(name), script.text))) return [];
  const { clipped, evidence } = useOf(call, reading);
  if (clipped) return [];
  const range = { start: node.from, end: node.to };
  const off = clipping.some((name) => given.keywords.has(name));
  return [
    {
      kind: 'clip-keras',
      framework: script.calls.some(({ name }) => name === 'apply_gradients') ? 'tensorflow' : 'keras',
      name: callee,
      range,
      mark: range,
      title: l10n.t('Clip by the global gradient norm: {0}', argument),
      // A second argument beside one that is None would be refused by some versions.
      edits: off ? [] : appendArgument(node, argument, script),
      evidence,
      concern: evidence ? concern.trainer() : null,
    },
  ].filter(({ edits, evidence: found }) => edits.length > 0 || found) as TrainingFix[];
}

function isSet(value: SyntaxNode | undefined, text: string): boolean {
  return value !== undefined && !/^(?:None|0(?:\.0*)?)$/.test(text.slice(value.from, value.to));
}

/** `tf.train.AdamOptimizer(…).minimize(loss)` */
function ofFirst(call: Call, reading: Reading): TrainingFix[] {
  const { clipped, evidence } = useOf(call, reading);
  if (clipped || !evidence) return [];
  const range = { start: call.node.from, end: call.node.to };
  const title = l10n.t('Clip by the global gradient norm: {0}', 'tf.clip_by_global_norm');
  const common = { kind: 'clip-keras', framework: 'tensorflow', name: call.callee, title } as const;
  return [{ ...common, range, mark: range, edits: [], evidence, concern: concern.trainer() }];
}

/** `model.compile(optimizer="adam")` */
function named(call: Call, reading: Reading): TrainingFix[] {
  const { node, scope } = call;
  const { script } = reading;
  const { imports } = script;
  const given = node.lastChild && readArguments(node.lastChild, script.text);
  const value = given?.keywords.get('optimizer') ?? given?.positional[0];
  const module = imports.has('tensorflow') ? 'tensorflow.keras' : imports.has('keras') ? 'keras' : null;
  if (value?.name !== 'String' || module === null) return [];
  const name = byName.get(script.read(value).slice(1, -1).toLowerCase());
  if (name === undefined || trainsClipped(call, reading)) return [];
  const evidence = compiled(call, reading);
  const path = `${module}.optimizers.${name}`;
  const known = imports.nameFor(path, scope);
  const range = { start: value.from, end: value.to };
  return [
    {
      kind: 'clip-keras',
      framework: 'keras',
      name,
      range: { start: node.from, end: node.to },
      mark: range,
      title: l10n.t('Clip by the global gradient norm: {0}', `${name}(${argument})`),
      edits: [
        ...(known === undefined ? [script.addImport(`from ${module}.optimizers import ${name}`)] : []),
        { ...range, newText: `${known ?? name}(${argument})` },
      ],
      evidence,
      concern: evidence ? concern.trainer() : null,
    },
  ];
}
