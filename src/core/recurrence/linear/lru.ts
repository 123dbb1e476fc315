import { sameShape } from '../layout/tensorIndex';
import { findAnchors, layerOf, refuse } from './anchors';
import type { LinearFamily } from './family';

/** LRU [Orvieto2023]: λ = exp(−exp(nu_log) + i·exp(theta_log)), always inside the unit circle. */
export const lru: LinearFamily = {
  name: 'LRU',
  find: (tensors) =>
    findAnchors(tensors, 'nu_log', ({ tensor, prefix, sibling }) => {
      const theta = sibling('theta_log');
      if (!theta) return undefined;
      if (tensor.shape.length !== 1 || !sameShape(theta.shape, tensor.shape)) {
        return refuse(tensor, { family: 'LRU', of: 'theta', found: theta.shape });
      }
      return layerOf('LRU', prefix, { nu: tensor, theta }, { dataDependent: false });
    }),
  multipliers: (_, part) => ({
    logModulus: part('nu').data.map((nu) => -Math.exp(nu)),
    phase: part('theta').data.map(Math.exp),
    range: null,
  }),
};
