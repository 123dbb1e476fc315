import { findAnchors, layerOf, refuse } from './anchors';
import type { LinearFamily } from './family';
import { constantRange, softplus } from './functions';

/**
 * Mamba-3 (mamba_ssm/modules/mamba3.py): A itself comes from the input, A = −f(dd_A) ≤ −1e-4, and a rotation leaves |a|
 * alone. Weights alone: dd_A = dd_dt = 0, so A = −1 and a = exp(−softplus(dt_bias)).
 */
export const mamba3: LinearFamily = {
  name: 'Mamba-3',
  find: (tensors) =>
    findAnchors(tensors, 'dt_bias', ({ tensor, prefix, sibling }) => {
      if (!sibling('B_bias') || !sibling('C_bias') || sibling('A_log')) return undefined;
      if (tensor.shape.length !== 1) return refuse(tensor, { family: 'Mamba-3', of: 'bias' });
      return layerOf('Mamba-3', prefix, { dtBias: tensor }, { dataDependent: true });
    }),
  multipliers(_, part) {
    const { data } = part('dtBias');
    return {
      logModulus: data.map((bias) => -softplus(bias)),
      phase: null,
      range: constantRange(data.length, -Infinity, 0),
    };
  },
};
