import type { TensorInfo } from '../../tensor';
import type { Unrecognized } from '../layout/layout';
import { findAnchors, layerOf, refuse, together } from './anchors';
import type { LinearFamily, LinearRecurrence } from './family';
import { constantRange, softplus } from './functions';

/**
 * Mamba ([Gu2023]; transformers `mamba`, `falcon_mamba`, `jamba`): A = −exp(A_log), A_log (d_inner, N);
 * dt = softplus(W·x + b); a = exp(A·dt). Weights alone: dt = softplus(dt_proj.bias). GGUF keeps A itself as `ssm_a`.
 */
export const mamba1: LinearFamily = {
  name: 'Mamba-1',
  find: (tensors) =>
    together(
      findAnchors(tensors, 'A_log', ({ tensor, prefix, sibling }) => {
        if (tensor.shape.length !== 2) return undefined;
        const dt = sibling('dt_proj.bias');
        return dt
          ? read(prefix, 'aLog', tensor, dt)
          : refuse(tensor, { family: 'Mamba-1', of: 'missing-bias' });
      }),
      findAnchors(tensors, 'ssm_a', ({ tensor, prefix, sibling }) => {
        const dt = sibling('ssm_dt.bias');
        const isMatrix = tensor.shape.length === 2 && tensor.shape[1] !== 1;
        return isMatrix && dt ? read(prefix, 'a', tensor, dt) : undefined;
      }),
    ),
  multipliers({ parts }, part) {
    const { data, shape } = part(parts['a'] ? 'a' : 'aLog');
    const states = shape[1]!;
    const dt = part('dtBias').data.map(softplus);
    const rate = parts['a'] ? data : data.map((aLog) => -Math.exp(aLog));
    const logModulus = rate.map((a, i) => a * dt[Math.floor(i / states)]!);
    return {
      logModulus,
      phase: null,
      range: constantRange(logModulus.length, -Infinity, 0),
    };
  },
};

function read(
  prefix: string,
  role: 'a' | 'aLog',
  rate: TensorInfo,
  bias: TensorInfo,
): LinearRecurrence | Unrecognized {
  if (bias.shape.length !== 1 || bias.shape[0] !== rate.shape[0])
    return refuse(rate, { family: 'Mamba-1', of: 'bias', found: bias.shape });
  return layerOf('Mamba-1', prefix, { [role]: rate, dtBias: bias }, { dataDependent: true });
}
