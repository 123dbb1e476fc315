import { findAnchors, layerOf, refuse, together, type Anchor } from './anchors';
import type { LinearFamily, LinearRecurrence } from './family';
import type { Unrecognized } from '../layout/layout';
import type { TensorInfo } from '../../tensor';
import { sigmoid, softplus } from './functions';

const c = 8;

/**
 * RG-LRU of Griffin and RecurrentGemma [De2024]: a = exp(−8·g·softplus(p)), g = σ(gate of x), under Hugging Face's
 * names and DeepMind's. Weights alone: g = σ(the gate's bias). g = 1 gives the least a, g = 0 the greatest.
 */
export const rgLru: LinearFamily = {
  name: 'RG-LRU',
  find: (tensors) =>
    together(
      findAnchors(tensors, 'recurrent_param', (anchor) =>
        read(anchor, anchor.sibling('recurrent_gate_bias')),
      ),
      findAnchors(tensors, 'a_param', (anchor) =>
        anchor.sibling('a_gate.w') ? read(anchor, anchor.sibling('a_gate.b')) : undefined,
      ),
    ),
  multipliers(layer, part) {
    const rate = part('param').data.map((p) => -c * softplus(p));
    const bias = layer.parts['gateBias'] ? part('gateBias').data : new Float64Array(rate.length);
    return {
      logModulus: rate.map((least, i) => least * sigmoid(bias[i]!)),
      phase: null,
      range: { lowest: rate, highest: new Float64Array(rate.length) },
    };
  },
};

function read({ tensor, prefix }: Anchor, gateBias: TensorInfo | undefined): LinearRecurrence | Unrecognized {
  if (tensor.shape.length !== 1) return refuse(tensor, { family: 'RG-LRU', of: 'parameter' });
  const biases = gateBias?.shape.reduce((size, length) => size * length, 1);
  if (biases !== undefined && biases !== tensor.shape[0]) {
    return refuse(tensor, { family: 'RG-LRU', of: 'gate-bias', found: gateBias!.shape });
  }
  return layerOf('RG-LRU', prefix, { param: tensor, gateBias }, { dataDependent: true });
}
