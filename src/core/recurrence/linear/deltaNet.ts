import { configFlag } from '../layout/config';
import { findAnchors, layerOf, refuse } from './anchors';
import type { LinearFamily } from './family';

/**
 * DeltaNet ([Schlag2021]; [Yang2024], fla layers/delta_net.py): no decay at all. S ← S·(I − β·k·kᵀ) has the
 * eigenvalue 1 on every direction but k, and 1 − β there with β = σ(b) (2σ(b) with allow_neg_eigval).
 */
export const deltaNet: LinearFamily = {
  name: 'DeltaNet',
  find: (tensors, { config }) =>
    findAnchors(tensors, 'b_proj.weight', ({ tensor, prefix, sibling }) => {
      if (!sibling('k_proj.weight') || !sibling('q_proj.weight')) return undefined;
      if (sibling('A_log', 'a_proj.weight', 'f_a_proj.weight', 'gk_proj.0.weight', 'decay')) return undefined;
      if (tensor.shape.length !== 2 || tensor.shape[0]! >= tensor.shape[1]!) {
        return refuse(tensor, { family: 'DeltaNet', of: 'beta' });
      }
      const negative = configFlag(config, ['allow_neg_eigval']) === true;
      return layerOf(
        'DeltaNet',
        prefix,
        {},
        {
          dataDependent: true,
          anchor: tensor,
          settings: { heads: tensor.shape[0]!, largestBeta: negative ? 2 : 1 },
        },
      );
    }),
  multipliers({ settings }) {
    const heads = settings['heads']!;
    return {
      logModulus: new Float64Array(heads),
      phase: null,
      range: { lowest: new Float64Array(heads).fill(-Infinity), highest: new Float64Array(heads) },
    };
  },
};
