import { configNumber } from '../layout/config';
import { findAnchors, layerOf, refuse } from './anchors';
import type { LinearFamily } from './family';
import { constantRange, logSigmoid } from './functions';

/**
 * Gated linear attention ([Yang2023]; fla layers/gla.py): ln a = ln σ(gk)/16, the divisor being
 * gate_logit_normalizer. Weights alone: gk = the bias of gk_proj.1.
 */
export const gla: LinearFamily = {
  name: 'GLA',
  find: (tensors, { config }) =>
    findAnchors(tensors, 'gk_proj.1.bias', ({ tensor, prefix, sibling }) => {
      const weight = sibling('gk_proj.1.weight');
      if (tensor.shape.length !== 1 || (weight && weight.shape[0] !== tensor.shape[0])) {
        const rows = weight ? (weight.shape[0] ?? 0) : null;
        return refuse(tensor, { family: 'GLA', of: 'bias', rows });
      }
      const normalizer = configNumber(config, ['gate_logit_normalizer']) ?? 16;
      return layerOf(
        'GLA',
        prefix,
        { bias: tensor },
        { dataDependent: true, settings: { normalizer: normalizer > 0 ? normalizer : 16 } },
      );
    }),
  multipliers({ settings }, part) {
    const { data } = part('bias');
    return {
      logModulus: data.map((gk) => logSigmoid(gk) / settings['normalizer']!),
      phase: null,
      range: constantRange(data.length, -Infinity, 0),
    };
  },
};
