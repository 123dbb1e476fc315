// Not translated: it writes code.
import * as l10n from '@vscode/l10n';
import type { TextEdit } from '../../../core/textEdit';
import type { SyntaxNode } from '../syntax';
import type { Reading } from './reading';
import type { Call, Script } from './script';
import { concern, maxNorm, type TrainingEvidence, type TrainingFix } from './trainingFix';

const optimizer =
  /^optax\.(?:adam|adamw|adamax|adamaxw|amsgrad|sgd|rmsprop|lion|adagrad|adadelta|adabelief|adafactor|lamb|lars|yogi|radam|nadam|nadamw|novograd|noisy_sgd|fromage|sm3)$/;
const clip = /^optax\.(?:clip\w*|adaptive_grad_clip)$/;

/** Optax optimizers without clipping: `optax.chain(optax.clip_by_global_norm(1.0), …)`, or one more link of a chain. */
export function optaxOptimizers(reading: Reading): TrainingFix[] {
  const { script, clipping } = reading;
  const { imports, calls } = script;
  if (!imports.has('optax')) return [];
  const optimizers = calls.filter(({ callee }) => optimizer.test(imports.resolve(callee)));
  const clips = calls.filter((call) => clip.test(imports.resolve(call.callee)) || clipping.isClip(call));
  const chains = optimizers.map(({ node }) => outermost(node));
  // A clip that is made outside of a chain may reach the optimizer through a variable, and one by hand does.
  const isElsewhere = ({ node }: Call): boolean => !chains.some((chain) => holds(chain, node));
  if (clips.some(isElsewhere) || clipping.writes.some((write) => clipping.isBounded(write))) return [];
  return optimizers.flatMap((call, i) =>
    call.scope.broken || clips.some(({ node }) => holds(chains[i]!, node)) ? [] : [fixOf(call, reading)],
  );
}

/** The outermost call that a call is an argument of. */
function outermost(node: SyntaxNode): SyntaxNode {
  let found = node;
  for (
    let at = node.parent;
    at && !/Statement$|^(?:Body|Script|LambdaExpression)$/.test(at.name);
    at = at.parent
  ) {
    if (at.name === 'CallExpression' && at.firstChild!.to <= node.from) found = at;
  }
  return found;
}

function holds(outer: SyntaxNode, inner: SyntaxNode): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}

/** What shows that an optimizer trains a recurrent model: what the functions call that apply its updates. */
function trains(call: Call, { script, origins, trained }: Reading): TrainingEvidence | null {
  const applies = script.calls.filter(({ name }) => /^(?:update|apply_updates|apply_gradients)$/.test(name));
  const own = applies.filter(({ node, receiver, scope }) =>
    origins.of(receiver, scope, node.from).calls.includes(call),
  );
  const scopes = [call, ...(own.length > 0 ? own : applies)].map(({ scope }) => scope);
  return trained.recurs([], [], [...new Set(scopes)]);
}

function fixOf(call: Call, reading: Reading): TrainingFix {
  const { node, callee } = call;
  const { script } = reading;
  const evidence = trains(call, reading);
  const range = { start: node.from, end: node.to };
  return {
    kind: 'clip-optax',
    framework: 'optax',
    name: callee,
    range,
    mark: range,
    title: l10n.t('Clip by the global gradient norm before {0}', callee),
    edits: editsOf(call, script),
    evidence,
    concern: evidence ? concern.trainer() : null,
  };
}

function editsOf({ node, scope }: Call, script: Script): TextEdit[] {
  const { imports } = script;
  const outer = node.parent?.name === 'ArgList' ? node.parent.parent : null;
  const chain =
    outer?.firstChild && imports.resolve(script.read(outer.firstChild)) === 'optax.chain'
      ? node.parent
      : null;
  const names = ['chain', 'clip_by_global_norm'].map((name) => imports.nameFor(`optax.${name}`, scope));
  const needsImport = names.some((name) => name === undefined);
  const [chainName, clipName] = needsImport ? ['optax.chain', 'optax.clip_by_global_norm'] : names;
  const link = `${clipName}(${maxNorm})`;
  const first = chain?.firstChild?.nextSibling;
  const edits = first
    ? [{ start: first.from, end: first.from, newText: `${link}, ` }]
    : [
        { start: node.from, end: node.from, newText: `${chainName}(${link}, ` },
        { start: node.to, end: node.to, newText: ')' },
      ];
  return needsImport ? [script.addImport('import optax'), ...edits] : edits;
}
