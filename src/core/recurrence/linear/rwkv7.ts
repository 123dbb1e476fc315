import { findAnchors, layerOf, refuse, together } from './anchors';
import type { LinearFamily } from './family';
import { constantRange, sigmoid } from './functions';

/** e^(−1/2): the steepest decay a step, so a is never below exp(−0.6065) = 0.5452. */
const steepest = Math.exp(-0.5);

/**
 * RWKV-7 ([Peng2025]; x070, fla layers/rwkv7.py): w = w0 + tanh(x·w1)·w2, ln a = −e^(−1/2)·σ(w). The transition is
 * diag(a) less a rank-one part. Weights alone: w = w0.
 */
export const rwkv7: LinearFamily = {
  name: 'RWKV-7',
  find: (tensors) =>
    together(
      findAnchors(tensors, 'w0', ({ tensor, prefix, sibling }) => {
        if (!/att(ention)?[./]$/.test(prefix) || !sibling('w1') || !sibling('w2')) return undefined;
        const channels = tensor.shape.at(-1);
        if (
          tensor.shape.length !== 3 ||
          tensor.shape.slice(0, 2).some((length) => length !== 1) ||
          !channels
        ) {
          return refuse(tensor, { family: 'RWKV-7', of: 'w0' });
        }
        return layerOf('RWKV-7', prefix, { w0: tensor }, { dataDependent: true });
      }),
      findAnchors(tensors, 'time_mix_w0.weight', ({ tensor, prefix, sibling }) =>
        tensor.shape.length === 1 && sibling('time_mix_w1.weight') && sibling('time_mix_w2.weight')
          ? layerOf('RWKV-7', prefix, { w0: tensor }, { dataDependent: true })
          : undefined,
      ),
      findAnchors(tensors, 'w_lora.lora.2.bias', ({ tensor, prefix }) =>
        tensor.shape.length === 1
          ? layerOf('RWKV-7', prefix, { w0: tensor }, { dataDependent: true })
          : refuse(tensor, { family: 'RWKV-7', of: 'one-decay' }),
      ),
    ),
  multipliers(_, part) {
    const logModulus = part('w0').data.map((w) => -steepest * sigmoid(w));
    return {
      logModulus,
      phase: null,
      range: constantRange(logModulus.length, -steepest, 0),
    };
  },
};
