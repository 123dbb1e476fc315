import { findAnchors, layerOf, refuse } from './anchors';
import type { LinearFamily } from './family';

/**
 * RWKV-4 and RWKV-5 ([Peng2023], [Peng2024]): a = exp(−exp(time_decay)), the same for every input; (channels) in version
 * 4, (heads, head size) in version 5.
 */
function fixedDecay(name: 'RWKV-4' | 'RWKV-5', dimensions: number): LinearFamily {
  return {
    name,
    find: (tensors) =>
      findAnchors(tensors, 'time_decay', ({ tensor, prefix, sibling }) => {
        if (tensor.shape.length !== dimensions) return undefined;
        if (sibling('time_decay_w1')) return refuse(tensor, { family: 'RWKV-6', of: 'flat-decay' });
        return layerOf(name, prefix, { decay: tensor }, { dataDependent: false });
      }),
    multipliers: (_, part) => ({
      logModulus: part('decay').data.map((w) => -Math.exp(w)),
      phase: null,
      range: null,
    }),
  };
}

export const rwkv4 = fixedDecay('RWKV-4', 1);
export const rwkv5 = fixedDecay('RWKV-5', 2);
