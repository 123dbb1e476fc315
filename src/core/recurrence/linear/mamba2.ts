import { configList } from '../layout/config';
import { findAnchors, layerOf, refuse } from './anchors';
import type { LinearFamily } from './family';
import { softplus } from './functions';

/**
 * Mamba-2 ([Dao2024]; transformers `mamba2`, Bamba, Falcon-H1, Zamba2, GraniteMoeHybrid, Nemotron-H): one A a head,
 * a = exp(−exp(A_log)·clamp(softplus(dt + dt_bias), time_step_limit)). Weights alone: dt = 0.
 */
export const mamba2: LinearFamily = {
  name: 'Mamba-2',
  find: (tensors, { config }) =>
    findAnchors(tensors, 'A_log', ({ tensor, prefix, sibling }) => {
      const bias = sibling('dt_bias');
      if (tensor.shape.length !== 1 || !bias || !sibling('D')) return undefined;
      if (bias.shape.length !== 1 || bias.shape[0] !== tensor.shape[0]) {
        return refuse(tensor, { family: 'Mamba-2', of: 'bias', found: bias.shape });
      }
      const limit = configList(config, ['time_step_limit']);
      const [low, high] = limit ?? [];
      return layerOf(
        'Mamba-2',
        prefix,
        { aLog: tensor, dtBias: bias },
        {
          dataDependent: true,
          settings: {
            lowestStep: typeof low === 'number' ? low : 0,
            highestStep: typeof high === 'number' ? high : Infinity,
          },
        },
      );
    }),
  multipliers({ settings }, part) {
    const low = settings['lowestStep']!;
    const high = settings['highestStep']!;
    const bias = part('dtBias').data;
    const rate = part('aLog').data.map(Math.exp);
    return {
      logModulus: rate.map((a, h) => -a * Math.min(Math.max(softplus(bias[h]!), low), high)),
      phase: null,
      range: { lowest: rate.map((a) => -a * high), highest: rate.map((a) => -a * low) },
    };
  },
};
