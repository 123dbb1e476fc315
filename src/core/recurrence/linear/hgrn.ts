import { findAnchors, layerOf, refuse } from './anchors';
import type { LinearFamily } from './family';
import { logAddExp } from './functions';

/**
 * HGRN and HGRN2 ([Qin2023], [Qin2024]; fla): lower_bounds (layers, channels); lb = cumsum(softmax over layers) less its
 * first row; a = lb + (1 − lb)·σ(f). Weights alone: f = 0; a is never below lb.
 */
export const hgrn: LinearFamily = {
  name: 'HGRN',
  find: (tensors) =>
    findAnchors(tensors, 'lower_bounds', ({ tensor, prefix }) => {
      const [layers] = tensor.shape;
      if (tensor.shape.length !== 2 || !layers) {
        return refuse(tensor, { family: 'HGRN', of: 'bounds' });
      }
      return Array.from({ length: layers }, (_, layer) => ({
        ...layerOf('HGRN', prefix, { bounds: tensor }, { dataDependent: true }),
        name: `${tensor.name}[${layer}]`,
        prefix: '',
        layer,
      }));
    }),
  multipliers({ layer }, part) {
    const bounds = lowerBounds(part('bounds'), layer!);
    return {
      logModulus: bounds.map((lb) => logAddExp(Math.log(lb), Math.log1p(-lb) - Math.LN2)),
      phase: null,
      range: { lowest: bounds.map(Math.log), highest: new Float64Array(bounds.length) },
    };
  },
};

/** Row `layer` of cumsum(softmax(bounds, axis 0)) − its first row. */
function lowerBounds(
  { data, shape }: { readonly data: Float64Array; readonly shape: readonly number[] },
  layer: number,
): Float64Array {
  const [layers = 0, channels = 0] = shape;
  return Float64Array.from({ length: channels }, (_, k) => {
    let high = -Infinity;
    for (let i = 0; i < layers; i++) high = Math.max(high, data[i * channels + k]!);
    let total = 0;
    let below = 0;
    for (let i = 0; i < layers; i++) {
      const weight = Math.exp(data[i * channels + k]! - high);
      total += weight;
      if (i >= 1 && i <= layer) below += weight;
    }
    return below / total;
  });
}
