import { findAnchors, layerOf, refuse } from './anchors';
import type { LinearFamily } from './family';
import { constantRange, logSigmoid } from './functions';

/** The cell's gates in its own order: the slots i, f, z, o (upstream feeds slot i from the module called fgate). */
const gates = 4;
const forgetSlot = 1;

/**
 * sLSTM of xLSTM ([Beck2024], slstm/cell.py): c_t = σ(f)·c_{t−1} + …, with f fed back from h through a block of
 * `_recurrent_kernel_` a head, (heads, 4·d, d), (heads, d, 4·d) or (heads, d, 4, d). Weights alone: f = its bias, the gate
 * path; what the recurrent blocks add is not in it.
 */
export const slstm: LinearFamily = {
  name: 'sLSTM',
  find: (tensors) =>
    findAnchors(tensors, '_recurrent_kernel_', ({ tensor, prefix, sibling }) => {
      const { shape } = tensor;
      const [heads = 0, second = 0, third = 0] = shape;
      const size = shape.length === 4 ? second : Math.min(second, third);
      const elements = shape.reduce((product, length) => product * length, 1);
      const squares = elements === heads * gates * size * size && size > 0;
      if (!squares || (shape.length !== 3 && shape.length !== 4)) {
        return refuse(tensor, { family: 'sLSTM', of: 'blocks' });
      }
      const bias = sibling('_bias_');
      if (!bias) return refuse(tensor, { family: 'sLSTM', of: 'missing-bias' });
      if (bias.shape.reduce((product, length) => product * length, 1) !== heads * gates * size) {
        return refuse(bias, { family: 'sLSTM', of: 'bias', heads, size });
      }
      return layerOf(
        'sLSTM',
        prefix,
        { bias },
        { dataDependent: true, settings: { heads, size }, anchor: tensor },
      );
    }),
  multipliers({ settings }, part) {
    const heads = settings['heads']!;
    const size = settings['size']!;
    const { data } = part('bias');
    const logModulus = new Float64Array(heads * size);
    for (let head = 0; head < heads; head++) {
      for (let k = 0; k < size; k++) {
        logModulus[head * size + k] = logSigmoid(data[(head * gates + forgetSlot) * size + k]!);
      }
    }
    return {
      logModulus,
      phase: null,
      range: constantRange(logModulus.length, -Infinity, 0),
    };
  },
};
