import * as l10n from '@vscode/l10n';
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
        return refuse(
          tensor,
          bias.shape.length > 0
            ? l10n.t('Gated DeltaNet has one dt_bias a head, here it is {0}', bias.shape.join('×'))
            : l10n.t('Gated DeltaNet has one dt_bias a head, here it is a scalar'),
        );
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
      assumption: l10n.t('at a_proj·x = 0, and along directions the delta rule does not overwrite'),
    };
  },
};
