import type { ConfigFamily, RecurrentConfig } from '../../../core/config/recurrentConfig';
import { blockOf, clippingOnly, configOf } from '../block';
import { readClipping } from '../clipping';
import type { Scope } from '../scope';
import { walk, type ConfigNode } from '../tree/node';
import type { FamilyReader } from './family';

/** More recurrent blocks than this in one document are a table of experiments. */
const maxBlocks = 50;

/** Every recurrent block of the document by the shared vocabulary, inner blocks before those around them. */
export function plainConfigs(scope: Scope, family: ConfigFamily): RecurrentConfig[] {
  const taken = new Set<ConfigNode>();
  const configs: RecurrentConfig[] = [];
  for (const map of walk(scope.root)) {
    if (configs.length >= maxBlocks) break;
    const block = blockOf(scope, map);
    // `model: {type: lstm, params: {…}}` is met again at its arguments.
    if (!block || taken.has(block.map)) continue;
    taken.add(block.map);
    configs.push(configOf(scope, block, family));
  }
  return configs;
}

/** What no framework claims: word_language_model's arguments, Ludwig, NeuralHydrology, RLlib, hand-made files. */
export const plain: FamilyReader = {
  name: 'plain',
  recognizes: () => true,
  read(scope) {
    const configs = plainConfigs(scope, 'plain');
    if (configs.length > 0) return configs;
    const clipping = readClipping(scope, scope.root, false);
    return clipping ? [clippingOnly(scope, clipping, 'plain')] : [];
  },
};
