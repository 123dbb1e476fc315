// Not translated: it writes code.
import * as l10n from '@vscode/l10n';
import { readArguments } from '../syntax';
import type { Call, Script } from './script';
import type { TrainingFix } from './trainingFix';

const torchCell = /^(?:torch\.)?nn\.LSTM(?:Cell)?$/;
const kerasCell = /^(?:tensorflow\.|tf\.|tf_)?keras\.(?:layers\.)?LSTM(?:Cell)?$/;
/** A script that fills a quarter of a bias does this already. */
const done = /\/\/\s*4\s*:/;

/**
 * LSTMs whose forget gate starts half open. PyTorch adds two biases, each in the order i, f, g, o, so the second
 * quarter of one is set to 1 and of the other to 0 [Jozefowicz2015]. Keras does it unless told not to.
 */
export function forgetBiases(script: Script): TrainingFix[] {
  const torch = done.test(script.text)
    ? []
    : [...script.assigned].flatMap(([target, calls]) =>
        calls.flatMap((call) => torchFix(call, target, script)),
      );
  const keras = script.calls.flatMap((call) => kerasFix(call, script));
  return [...torch, ...keras];
}

function torchFix({ node, callee, scope }: Call, target: string, script: Script): TrainingFix[] {
  if (scope.broken || !torchCell.test(script.imports.resolve(callee))) return [];
  const given = node.lastChild && readArguments(node.lastChild, script.text);
  const bias = given?.keywords.get('bias');
  const statement = script.statementOf(node);
  const indent = script.indentOf(statement);
  const end = script.endOfLine(statement.to);
  // Something else on the line: a comment may stay there, a statement may not.
  const rest = script.text.slice(statement.to, end).trim();
  if (!given || (bias && script.read(bias) === 'False') || indent === null || !/^(?:#.*)?$/.test(rest))
    return [];
  if (statement.parent?.name === 'StatementGroup') return [];
  const { eol, indentUnit, quote } = script;
  const [name, parameter] = [free('name', script), free('bias', script)];
  const slice = `len(${parameter}) // 4:len(${parameter}) // 2`;
  const lines = [
    `for ${name}, ${parameter} in ${target}.named_parameters():`,
    `${indentUnit}if ${quote}bias${quote} in ${name}:  # gates i, f, g, o: start with an open forget gate`,
    `${indentUnit}${indentUnit}${parameter}.data[${slice}].fill_(1.0 if ${quote}bias_hh${quote} in ${name} else 0.0)`,
  ];
  const range = { start: node.from, end: node.to };
  return [
    {
      kind: 'forget-bias',
      framework: 'pytorch',
      name: target,
      range,
      mark: range,
      title: l10n.t('Start the forget gate of {0} open (bias 1)', target),
      edits: [{ start: end, end, newText: lines.map((line) => eol + indent + line).join('') }],
      evidence: null,
      concern: null,
    },
  ];
}

function kerasFix({ node, callee, scope }: Call, script: Script): TrainingFix[] {
  if (scope.broken || !kerasCell.test(script.imports.resolve(callee))) return [];
  const value =
    node.lastChild && readArguments(node.lastChild, script.text)?.keywords.get('unit_forget_bias');
  if (!value || script.read(value) !== 'False') return [];
  const range = { start: node.from, end: node.to };
  return [
    {
      kind: 'forget-bias-keras',
      framework: 'keras',
      name: callee,
      range,
      mark: range,
      title: l10n.t('Start the forget gate open: unit_forget_bias=True'),
      edits: [{ start: value.from, end: value.to, newText: 'True' }],
      evidence: null,
      concern: null,
    },
  ];
}

/** A loop variable that the script does not use for anything else. */
function free(name: string, { text }: Script): string {
  for (let candidate = name; ; candidate = `${candidate}_`) {
    if (!new RegExp(`(?<!['"\\w])${candidate}\\b(?!['"])\\s*(?:[,=:)\\].]|in\\b)`).test(text))
      return candidate;
  }
}
