import type { MemoryKey } from '../../../core/config/initialMemory';
import type { Placed } from '../../../core/config/recurrentConfig';
import type { Scope } from '../scope';
import { child, type ConfigNode } from '../tree/node';
import type { MemoryFamily, Numbers } from './memory/family';
import { gatedDeltaNet, recurrentGemma, rwkv, xlstm } from './memory/gated';
import { hybrids, jamba, mamba1, mamba2, originalMamba2 } from './memory/mamba';

/** A key of a model with its place, and what it implies. */
export type PlacedMemoryKey = Placed<MemoryKey>;

/** A new family is one of these and a name in this list. */
const memoryFamilies: readonly MemoryFamily[] = [
  mamba1,
  mamba2,
  originalMamba2,
  hybrids,
  jamba,
  recurrentGemma,
  rwkv('RWKV-4', ['rwkv'], { low: -5, high: 3 }),
  rwkv('RWKV-5', ['rwkv5'], { low: -6, high: -1 }),
  rwkv('RWKV-6', ['rwkv6'], { low: -6, high: -1 }),
  gatedDeltaNet,
  xlstm,
];

/**
 * The keys of a model's config that imply how far back it remembers before training, with their places. A config is one by
 * its `model_type` alone, or by mamba_ssm's `ssm_cfg`, which names the layer.
 */
export function memoryKeys(scope: Scope): PlacedMemoryKey[] {
  const ssm = child(scope.root, 'ssm_cfg');
  const maps = [scope.root, child(scope.root, 'text_config'), ssm];
  return maps.flatMap((map) => {
    const model =
      map === ssm ? (scope.string(child(ssm, 'layer')) ?? 'Mamba1') : scope.string(child(map, 'model_type'));
    const family = memoryFamilies.find(({ models }) => model !== undefined && models.includes(model));
    return map && family ? keysIn(scope, map, family) : [];
  });
}

function keysIn(scope: Scope, map: ConfigNode, { name, keys }: MemoryFamily): PlacedMemoryKey[] {
  const numbers: Numbers = (fallback, ...names) => {
    for (const path of names) {
      const [key = '', index] = path.split('.');
      const node = scope.find(map, [key]);
      const value = (index === undefined ? node : node?.children[Number(index)])?.value;
      if (typeof value === 'number' && value > 0 && value < 1e9) return value;
    }
    return fallback;
  };
  return Object.entries(keys).flatMap(([key, read]) => {
    const node = scope.find(map, [key]);
    // A key that is null takes the default, and one of another type says nothing.
    const stated = node && (node.kind === 'list' || (typeof node.value === 'number' && node.value > 0));
    return stated ? [scope.place(node, { family: name, ...read(numbers, node) })] : [];
  });
}
