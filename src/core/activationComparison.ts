import { activation, type ActivationName } from './recurrence/activation';

/** The activations of the comparison, in its order. */
export const comparedActivations = [
  'sigmoid',
  'tanh',
  'relu',
  'leaky_relu',
  'elu',
  'selu',
  'gelu',
  'silu',
  'softplus',
  'softsign',
] as const satisfies readonly ActivationName[];

/** Layers over which the article multiplies derivatives. */
export const articleDepth = 10;

/** How the derivatives of L layers are multiplied. */
export type DerivativeProduct =
  /** φ′(x)ᴸ: every layer at the same x, as in the article. */
  | 'same-input'
  /** The derivative of φ∘φ∘…∘φ at x by the chain rule: each layer at the output of the one before. */
  | 'composition';

/** `count` inputs from `from` to `to`, evenly spaced, both ends among them. */
export function inputs(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}

/**
 * log10 of |the product of the first l derivatives| for l = 1…depth at the input x; `null` from the first layer on where it
 * is exactly zero. In the log domain: sigmoid's 1000 layers, about 10⁻⁶⁰⁰, do not underflow.
 * @throws RangeError for a depth that is not a whole number ≥ 1, or an x that is not finite.
 */
export function productOverDepth(
  name: ActivationName,
  x: number,
  depth: number,
  product: DerivativeProduct,
): (number | null)[] {
  if (!Number.isInteger(depth) || depth < 1)
    throw new RangeError(`${depth} is not a whole number of layers ≥ 1`);
  if (!Number.isFinite(x)) throw new RangeError(`${x} is not a finite input`);
  const { value, derivative } = activation(name);
  const curve: (number | null)[] = [];
  let sum = 0;
  let input = x;
  for (let layer = 1; layer <= depth; layer++) {
    sum += Math.log10(Math.abs(derivative(input)));
    curve.push(sum === -Infinity ? null : sum);
    if (product === 'composition') input = value(input);
  }
  return curve;
}

/** The last entry of `productOverDepth`. */
export function productAt(
  name: ActivationName,
  x: number,
  depth: number,
  product: DerivativeProduct,
): number | null {
  return productOverDepth(name, x, depth, product).at(-1) ?? null;
}
