import { findAnchors, layerOf, refuse, together } from './anchors';
import type { LinearFamily } from './family';
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
        if (!dt) return refuse(tensor, { family: 'Mamba-1', of: 'missing-bias' });
        if (dt.shape.length !== 1 || dt.shape[0] !== tensor.shape[0]) {
          return refuse(tensor, { family: 'Mamba-1', of: 'bias', found: dt.shape });
        }
        return layerOf('Mamba-1', prefix, { aLog: tensor, dtBias: dt }, { dataDependent: true });
      }),
      findAnchors(tensors, 'ssm_a', ({ tensor, prefix, sibling }) => {
        const dt = sibling('ssm_dt.bias');
        if (tensor.shape.length !== 2 || tensor.shape[1] === 1 || !dt) return undefined;
        if (dt.shape.length !== 1 || dt.shape[0] !== tensor.shape[0]) {
          return refuse(tensor, { family: 'Mamba-1', of: 'bias', found: dt.shape });
        }
        return layerOf('Mamba-1', prefix, { a: tensor, dtBias: dt }, { dataDependent: true });
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
