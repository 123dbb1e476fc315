import { findAnchors, layerOf, refuse } from './anchors';
import type { LinearFamily } from './family';
import { constantRange, softplus } from './functions';

/**
 * Mamba ([Gu2023]; transformers `mamba`, `falcon_mamba`, `jamba`): A = −exp(A_log), A_log (d_inner, N);
 * dt = softplus(W·x + b); a = exp(A·dt). Weights alone: dt = softplus(dt_proj.bias).
 */
export const mamba1: LinearFamily = {
  name: 'Mamba-1',
  find: (tensors) =>
    findAnchors(tensors, 'A_log', ({ tensor, prefix, sibling }) => {
      if (tensor.shape.length !== 2) return undefined;
      const dt = sibling('dt_proj.bias');
      if (!dt) return refuse(tensor, { family: 'Mamba-1', of: 'missing-bias' });
      if (dt.shape.length !== 1 || dt.shape[0] !== tensor.shape[0]) {
        return refuse(tensor, { family: 'Mamba-1', of: 'bias', found: dt.shape });
      }
      return layerOf('Mamba-1', prefix, { aLog: tensor, dtBias: dt }, { dataDependent: true });
    }),
  multipliers(_, part) {
    const { data, shape } = part('aLog');
    const states = shape[1]!;
    const dt = part('dtBias').data.map(softplus);
    const logModulus = data.map((aLog, i) => -Math.exp(aLog) * dt[Math.floor(i / states)]!);
    return {
      logModulus,
      phase: null,
      range: constantRange(logModulus.length, -Infinity, 0),
    };
  },
};
