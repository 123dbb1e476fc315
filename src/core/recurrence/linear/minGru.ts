import { findAnchors, layerOf, refuse } from './anchors';
import type { LinearFamily } from './family';
import { constantRange } from './functions';

/** minGRU ([Feng2024]; lucidrains): a = 1 − σ(gate of x), no bias: ½ at rest, whatever the weights. */
export const minGru: LinearFamily = {
  name: 'minGRU',
  find: (tensors) =>
    findAnchors(tensors, 'to_hidden_and_gate.weight', ({ tensor, prefix }) => {
      const [rows] = tensor.shape;
      if (tensor.shape.length !== 2 || !rows || rows % 2 !== 0) {
        return refuse(tensor, { family: 'minGRU', of: 'rows' });
      }
      return layerOf(
        'minGRU',
        prefix,
        {},
        { dataDependent: true, settings: { channels: rows / 2 }, anchor: tensor },
      );
    }),
  multipliers({ settings }) {
    const channels = settings['channels']!;
    return {
      logModulus: new Float64Array(channels).fill(-Math.LN2),
      phase: null,
      range: constantRange(channels, -Infinity, 0),
    };
  },
};
