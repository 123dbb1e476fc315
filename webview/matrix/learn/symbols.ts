import { applied, mi, mn, mrow, msub, times } from '../../ui/math/build';
import { matrix } from '../../ui/math/matrix';
import type { MathNode, MathPart } from '../../ui/math/node';
import type { Own } from './step';

export const W = mi('W');
export const T = mi('T');
export const k = mi('k');

/** t − 1. */
export const before = (index: MathPart): MathNode => mrow(index, '−', '1');
export const h = (index: MathPart): MathNode => msub('h', index);
export const a = (index: MathPart): MathNode => msub('a', index);
/** A count of steps, exactly. */
export const count = (steps: number): MathNode => mn(String(steps));

/** φ′(a). */
export const slope = (at: MathPart): MathNode => applied(mrow('φ', '′'), at);
/** diag(φ′(a)). */
export const slopes = (at: MathPart): MathNode => applied('diag', slope(at));

/** The matrix itself: its entries, or W where they could not be had. */
export const ownMatrix = ({ excerpt }: Own): MathNode => (excerpt ? matrix(excerpt) : W);

/** φ of something by the activation's own name; the identity is not written. */
export function activated({ phi: { name } }: Own, ...parts: readonly MathPart[]): MathNode {
  return name === 'identity' ? mrow(...parts) : applied(mi(name), ...parts);
}

/** W h + U x + b with `weights` in the place of W. */
export const preactivation = (weights: MathPart, state: MathPart, input: MathPart): MathNode =>
  mrow(times(weights, state), '+', times('U', input), '+', 'b');
