// Not translated: it writes code.
import * as l10n from '@vscode/l10n';
import type { Call, Script } from './script';
import { maxNorm, type TrainingFix } from './trainingFix';

const optimizer =
  /^optax\.(?:adam|adamw|adamax|adamaxw|amsgrad|sgd|rmsprop|lion|adagrad|adadelta|adabelief|adafactor|lamb|lars|yogi|radam|nadam|nadamw|novograd|noisy_sgd|fromage|sm3)$/;
const clip = /^optax\.(?:clip\w*|adaptive_grad_clip)$/;

/** Optax optimizers without clipping: `optax.chain(optax.clip_by_global_norm(1.0), …)`, or one more link of a chain. */
export function optaxOptimizers(script: Script): TrainingFix[] {
  const { imports } = script;
  const paths = script.calls.map((call) => imports.resolve(call.callee));
  // A clip that is made anywhere may reach the optimizer through a variable.
  if (paths.some((path) => clip.test(path))) return [];
  return script.calls.flatMap((call, i) =>
    optimizer.test(paths[i]!) && !call.scope.broken ? [fixOf(call, script)] : [],
  );
}

function fixOf({ node, callee, scope }: Call, script: Script): TrainingFix {
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
  const range = { start: node.from, end: node.to };
  return {
    kind: 'clip-optax',
    name: callee,
    range,
    mark: range,
    title: l10n.t('Clip by the global gradient norm before {0}', callee),
    edits: needsImport ? [script.addImport('import optax'), ...edits] : edits,
    concern: null,
  };
}
