import type { Tensor, TensorInfo } from '../../tensor';
import { findAnchors, layerOf, refuse, together } from './anchors';
import type { LinearFamily } from './family';

/**
 * RWKV-6 ([Peng2024]; x060, fla layers/rwkv6.py): w = time_decay + tanh(x·w1)·w2, a = exp(−exp(w)). Weights alone:
 * w = time_decay. Since |tanh| ≤ 1, w stays within Σ|w2| of it.
 */
export const rwkv6: LinearFamily = {
  name: 'RWKV-6',
  find: (tensors) =>
    together(
      findAnchors(tensors, 'time_decay', ({ tensor, prefix, sibling }) => {
        if (tensor.shape.length !== 3) return undefined;
        const [one, two, channels] = tensor.shape;
        const w2 = sibling('time_decay_w2');
        if (one !== 1 || two !== 1 || !sibling('time_decay_w1') || !w2) {
          return refuse(tensor, { family: 'RWKV-6', of: 'decay' });
        }
        if (w2.shape.length !== 2 || w2.shape[1] !== channels) {
          return refuse(w2, { family: 'RWKV-6', of: 'rank', channels: channels ?? 0 });
        }
        return layerOf('RWKV-6', prefix, { decay: tensor, w2 }, { dataDependent: true });
      }),
      // GGUF: the same turned, and flat.
      findAnchors(tensors, 'time_mix_decay.weight', ({ tensor, prefix, sibling }) => {
        const rows = sibling('time_mix_decay_w2.weight');
        if (tensor.shape.length !== 1 || !rows) return undefined;
        const reads = rows.shape[0] === tensor.shape[0] && isReadable(rows);
        return layerOf(
          'RWKV-6',
          prefix,
          { decay: tensor, ...(reads ? { rows } : {}) },
          { dataDependent: true },
        );
      }),
      findAnchors(tensors, 'w_proj.linear.lora.2.bias', ({ tensor, prefix, sibling }) => {
        if (tensor.shape.length !== 1) return refuse(tensor, { family: 'RWKV-6', of: 'one-decay' });
        // torch.nn.Linear keeps (out, in): the rows are the channels.
        const rows = sibling('w_proj.linear.lora.2.weight');
        const fits = rows?.shape.length === 2 && rows.shape[0] === tensor.shape[0];
        return layerOf(
          'RWKV-6',
          prefix,
          { decay: tensor, ...(fits ? { rows } : {}) },
          { dataDependent: true },
        );
      }),
    ),
  multipliers(layer, part) {
    const decay = part('decay').data;
    const reach = layer.parts['w2']
      ? columnSums(part('w2'))
      : layer.parts['rows']
        ? rowSums(part('rows'))
        : new Float64Array(decay.length).fill(Infinity);
    return {
      logModulus: decay.map((w) => -Math.exp(w)),
      phase: null,
      range: {
        lowest: decay.map((w, i) => -Math.exp(w + reach[i]!)),
        highest: decay.map((w, i) => -Math.exp(w - reach[i]!)),
      },
    };
  },
};

/** Not one of the quantized types that are listed and not read. */
const isReadable = ({ dtype }: TensorInfo): boolean => /^B?F\d/.test(dtype);

function columnSums({ data, shape }: Tensor): Float64Array {
  const columns = shape[1]!;
  const sums = new Float64Array(columns);
  data.forEach((value, i) => {
    sums[i % columns]! += Math.abs(value);
  });
  return sums;
}

function rowSums({ data, shape }: Tensor): Float64Array {
  const columns = shape[1]!;
  const sums = new Float64Array(shape[0]!);
  data.forEach((value, i) => {
    sums[Math.floor(i / columns)]! += Math.abs(value);
  });
  return sums;
}
