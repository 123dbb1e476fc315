import type { TensorInfo } from '../../tensor';
import { configList } from '../layout/config';
import type { Unrecognized } from '../layout/layout';
import { findAnchors, layerOf, refuse, together } from './anchors';
import type { LinearFamily, LinearRecurrence } from './family';
import { softplus } from './functions';

/**
 * Mamba-2 ([Dao2024]; transformers `mamba2`, Bamba, Falcon-H1, Zamba2, GraniteMoeHybrid, Nemotron-H): one A a head,
 * a = exp(−exp(A_log)·clamp(softplus(dt + dt_bias), time_step_limit)). Weights alone: dt = 0.
 * GGUF keeps A itself as `ssm_a`, a column.
 */
export const mamba2: LinearFamily = {
  name: 'Mamba-2',
  find: (tensors, { config }) =>
    together(
      findAnchors(tensors, 'A_log', ({ tensor, prefix, sibling }) => {
        const bias = sibling('dt_bias');
        if (tensor.shape.length !== 1 || !bias || !sibling('D')) return undefined;
        return read(prefix, 'aLog', tensor, bias, config);
      }),
      findAnchors(tensors, 'ssm_a', ({ tensor, prefix, sibling }) => {
        const bias = sibling('ssm_dt.bias');
        const isColumn = tensor.shape.length === 2 && tensor.shape[1] === 1;
        return isColumn && bias ? read(prefix, 'a', tensor, bias, config) : undefined;
      }),
    ),
  multipliers({ settings, parts }, part) {
    const low = settings['lowestStep']!;
    const high = settings['highestStep']!;
    const bias = part('dtBias').data;
    const rate = parts['a'] ? part('a').data.map((a) => -a) : part('aLog').data.map(Math.exp);
    return {
      logModulus: rate.map((a, h) => -a * Math.min(Math.max(softplus(bias[h]!), low), high)),
      phase: null,
      range: { lowest: rate.map((a) => -a * high), highest: rate.map((a) => -a * low) },
    };
  },
};

function read(
  prefix: string,
  role: 'a' | 'aLog',
  rate: TensorInfo,
  bias: TensorInfo,
  config: unknown,
): LinearRecurrence | Unrecognized {
  if (bias.shape.length !== 1 || bias.shape[0] !== rate.shape[0])
    return refuse(rate, { family: 'Mamba-2', of: 'bias', found: bias.shape });
  const [low, high] = configList(config, ['time_step_limit']) ?? [];
  const settings = {
    lowestStep: typeof low === 'number' ? low : 0,
    highestStep: typeof high === 'number' ? high : Infinity,
  };
  return layerOf('Mamba-2', prefix, { [role]: rate, dtBias: bias }, { dataDependent: true, settings });
}
