import type { ConfigFamily, RecurrentConfig } from '../../core/config/recurrentConfig';
import type { Scope } from './scope';
import { child, type ConfigNode } from './tree/node';

/** The family's own key and the maps it belongs into, the first that is there. */
const slots: Readonly<Partial<Record<ConfigFamily, readonly [key: string, ...maps: (readonly string[])[]]>>> =
  {
    lightning: ['gradient_clip_val', ['trainer'], []],
    'training-arguments': ['max_grad_norm', []],
    fairseq: ['clip_norm', ['optimization'], []],
    espnet: ['grad_clip', []],
    opennmt: ['max_grad_norm', []],
    neuralhydrology: ['clip_gradient_norm', []],
    speechbrain: ['max_grad_norm', []],
    allennlp: ['grad_norm', ['trainer']],
    hydra: ['gradient_clip_val', ['trainer']],
  };

const trainingKeys = ['trainer', 'training', 'train', 'optimizer', 'optim', 'optimization', 'solver'];

/** Where a clipping key would go in a config that has none; `null` where the file has no place for one. */
export function clippingSlot(
  scope: Scope,
  family: ConfigFamily,
  block: ConfigNode,
): RecurrentConfig['clippingSlot'] {
  const slot = slots[family];
  if (slot) {
    const [key, ...maps] = slot;
    const before = maps.map((path) => firstKey(path.length > 0 ? child(scope.root, ...path) : scope.root));
    return slotAt(
      key,
      before.find((range) => range !== null),
    );
  }
  // The optimizer of a Keras model, and the trainer of a Hugging Face one, are configured elsewhere.
  if (family !== 'plain') return null;
  return slotAt('grad_clip', firstKey(scope.find(scope.root, trainingKeys)) ?? firstKey(block));
}

function slotAt(key: string, before: ConfigNode['keyRange'] | undefined): RecurrentConfig['clippingSlot'] {
  return before ? { key, before } : null;
}

function firstKey(map: ConfigNode | undefined): ConfigNode['keyRange'] {
  return map?.kind === 'map' ? (map.children.find(({ keyRange }) => keyRange)?.keyRange ?? null) : null;
}
