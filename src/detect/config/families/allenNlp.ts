import type { ConfigFields, Placed, RecurrentConfig } from '../../../core/config/recurrentConfig';
import { parseInitializer } from '../../../core/initializers/names';
import { assign, clippingOnly } from '../block';
import { clippingAt } from '../clipping';
import type { Scope } from '../scope';
import { child, walk, type ConfigNode } from '../tree/node';
import type { FamilyReader } from './family';
import { plainConfigs } from './plain';

/**
 * AllenNLP: `trainer.grad_norm` clips by norm and `trainer.grad_clipping` by value; `initializer` names weights by regular
 * expressions, `[[".*weight_hh.*", {type: "orthogonal"}]]`; its own LSTMs start otherwise than PyTorch's.
 */
export const allenNlp: FamilyReader = {
  name: 'allennlp',
  recognizes: ({ root }) =>
    ['dataset_reader', 'data_loader'].some((key) => child(root, key)) && child(root, 'trainer') !== undefined,
  read(scope) {
    const trainer = child(scope.root, 'trainer');
    const norm = child(trainer, 'grad_norm');
    const value = child(trainer, 'grad_clipping');
    const clipping =
      (norm && clippingAt(scope, norm, 'global-norm')) ?? (value && clippingAt(scope, value, 'value'));
    const started = startedWeights(scope);
    const configs = plainConfigs(scope, 'allennlp').map((config) => {
      const own = started.filter(({ path }) => path.every((part) => config.name.includes(part)));
      const fields = { ...config.fields };
      assign(fields, 'initializer', own.find(({ initializer }) => initializer)?.initializer);
      assign(fields, 'forgetBias', own.find(({ forgetBias }) => forgetBias)?.forgetBias);
      assign(fields, 'clipping', clipping);
      return { ...config, fields, ...ownCell(scope, config) };
    });
    return configs.length > 0 || !clipping ? configs : [clippingOnly(scope, clipping, 'allennlp')];
  },
};

/** What the expression of an initializer says of recurrent weights, with the words before them. */
interface Started {
  readonly path: readonly string[];
  readonly initializer?: Placed<ConfigFields['initializer']> | undefined;
  readonly forgetBias?: Placed<number>;
}

function startedWeights(scope: Scope): Started[] {
  return [...walk(scope.root)].flatMap((pair): Started[] => {
    const [expression, how] = pair.children;
    const isPair =
      pair.kind === 'list' && pair.children.length === 2 && typeof expression?.value === 'string';
    const found = isPair ? /^(.*?)(weight|bias)_hh/.exec(expression.value.slice(0, 200)) : null;
    if (!found || !how) return [];
    const path = found[1]!.split(/[^a-z\d]+/i).filter((part) => !/^(?:module)?$/.test(part));
    const type = how.kind === 'map' ? child(how, 'type') : how;
    const word = scope.string(type) ?? '';
    if (found[2] === 'bias') {
      // 1 for the forget gate, 0 for the others.
      return word === 'lstm_hidden_bias' ? [{ path, forgetBias: scope.place(type!, 1) }] : [];
    }
    const initializer = parseInitializer(word, 'pytorch', parametersOf(how));
    return initializer ? [{ path, initializer: scope.place(type!, initializer) }] : [];
  });
}

const parametersOf = (how: ConfigNode): Record<string, unknown> =>
  Object.fromEntries(how.children.map(({ key, value }) => [String(key), value]));

/** allennlp/modules/augmented_lstm.py: each gate orthogonal, 1 for the forget gate. */
function ownCell(scope: Scope, { fields }: RecurrentConfig): Partial<RecurrentConfig> {
  const path = fields.cell?.path.split('.') ?? [];
  const word = scope.string(child(scope.root, ...path)) ?? '';
  return /^(?:augmented|alternating|stacked_bidirectional)_/.test(word) ? { library: 'allennlp' } : {};
}
