import { findAnchors, layerOf, refuse } from './anchors';
import type { LinearFamily } from './family';
import { constantRange, softplus } from './functions';

/**
 * Gated DeltaNet ([Yang2024b]; fla, Qwen3-Next, OLMo-Hybrid): a = exp(−exp(A_log)·softplus(a_proj·x + dt_bias)), one
 * a head; the whole transition is a·(I − β·k·kᵀ), of norm a. Weights alone: a_proj·x = 0.
 */
export const gatedDeltaNet: LinearFamily = {
  name: 'Gated DeltaNet',
  find: (tensors) =>
    findAnchors(tensors, 'A_log', ({ tensor, prefix, sibling }) => {
      const bias = sibling('dt_bias');
      const gate = sibling('a_proj.weight', 'in_proj_ba.weight', 'in_proj_a.weight');
      if (tensor.shape.length !== 1 || !bias || !gate) return undefined;
      if (bias.shape.length !== 1 || bias.shape[0] !== tensor.shape[0]) {
        return refuse(tensor, { family: 'Gated DeltaNet', of: 'bias', found: bias.shape });
      }
      return layerOf('Gated DeltaNet', prefix, { aLog: tensor, dtBias: bias }, { dataDependent: true });
    }),
  multipliers(_, part) {
    const bias = part('dtBias').data;
    const logModulus = part('aLog').data.map((aLog, h) => -Math.exp(aLog) * softplus(bias[h]!));
    return {
      logModulus,
      phase: null,
      range: constantRange(logModulus.length, -Infinity, 0),
    };
  },
};
