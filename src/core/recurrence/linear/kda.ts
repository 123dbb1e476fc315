import { configNumber } from '../layout/config';
import { findAnchors, layerOf, refuse } from './anchors';
import type { LinearFamily } from './family';
import { constantRange, sigmoid, softplus } from './functions';

/**
 * Kimi Delta Attention ([Kimi2025]; fla ops/kda/gate.py): one multiplier a channel,
 * ln a = −exp(A_log[h])·softplus(f(x) + dt_bias[h, k]); with `lower_bound` lb, ln a = lb·σ(exp(A_log)·(f(x) + dt_bias)).
 * Weights alone: f(x) = 0.
 */
export const kda: LinearFamily = {
  name: 'KDA',
  find: (tensors, { config }) =>
    findAnchors(tensors, 'A_log', ({ tensor, prefix, sibling }) => {
      const bias = sibling('dt_bias');
      const gated = sibling('f_a_proj.weight', 'f_proj.0.weight', 'forget_gate.f_a_proj.weight');
      const flat = tensor.shape.length === 1;
      const four = tensor.shape.length === 4;
      if (!bias || !(four || (flat && gated))) return undefined;
      const heads = four ? tensor.shape[2]! : tensor.shape[0]!;
      const elements = tensor.shape.reduce((size, length) => size * length, 1);
      const channels = bias.shape.reduce((size, length) => size * length, 1);
      if (elements !== heads || heads === 0 || channels % heads !== 0) {
        return refuse(tensor, { family: 'KDA', of: 'bias', found: bias.shape });
      }
      const lowerBound = configNumber(config, ['lower_bound', 'gate_lower_bound', 'kda_lower_bound']);
      return layerOf(
        'KDA',
        prefix,
        { aLog: tensor, dtBias: bias },
        { dataDependent: true, settings: lowerBound === undefined ? {} : { lowerBound } },
      );
    }),
  multipliers({ settings }, part) {
    const aLog = part('aLog').data;
    const bias = part('dtBias').data;
    const size = bias.length / aLog.length;
    const bound = settings['lowerBound'];
    return {
      logModulus: bias.map((value, i) => {
        const rate = Math.exp(aLog[Math.floor(i / size)]!);
        return bound === undefined ? -rate * softplus(value) : bound * sigmoid(rate * value);
      }),
      phase: null,
      range: constantRange(bias.length, bound ?? -Infinity, 0),
    };
  },
};
