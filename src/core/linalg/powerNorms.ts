import { createRandom } from '../random';
import { leadingSingular, type LeadingSingular } from './lanczos';
import type { Progress, Matrix } from './matrix';
import { powerOperator, squaredPowers } from './powers';
import { multiply } from './product';
import { normalize, scaled, type Scaled } from './scaling';
import { singularValues } from './singularValues';
import { unit } from './vector';

/** log2 of a 2-norm; −Infinity for an exact zero. */
type Log2 = number;

/** log2 ‖Wᵏ‖₂, k = 1…steps, from the powers themselves, each rescaled by a power of two: O(steps·n³). */
export function powerNormsByProducts(w: Matrix, steps: number, progress?: Progress): Log2[] {
  const first = scaled(w);
  const norms: Log2[] = [];
  let power = first;
  for (let k = 1; k <= steps; k++) {
    progress?.(k / steps);
    if (k > 1) {
      const product = multiply(first.matrix, power.matrix);
      power = { matrix: product, exponent: power.exponent + first.exponent + normalize(product.data) };
    }
    const norm = singularValues(power.matrix)[0]!;
    if (norm === 0) break;
    norms.push(power.exponent + Math.log2(norm));
  }
  return norms;
}

const residualTolerance = 1e-10;
/** Two starts agree when their log2 norms do to this. */
const agreement = 1e-10;

/**
 * log2 ‖Wᵏ‖₂, k = 1…steps, by Lanczos on products of squared powers: O(n³·log steps + steps·n²·…). Each start is the
 * last singular vector mixed half and half with a random one; alone, a warm start may stick to σ₂. Powers of two and
 * the last step are confirmed from a second, random start, and from the first disagreement on every step is.
 */
export function powerNormsByLanczos(w: Matrix, steps: number, progress?: Progress): Log2[] {
  const n = w.rows;
  const random = createRandom(n);
  const randomVector = () => unit(new Float64Array(n).map(() => random.gaussian()));
  const inLanczos =
    progress &&
    ((k: number) => () => {
      progress(k / steps);
    });
  const table = squaredPowers(
    w,
    steps,
    progress &&
      (() => {
        progress(0);
      }),
  );
  const norms: Log2[] = [];
  let warm: Float64Array | null = null;
  let confirmAll = false;
  for (let k = 1; k <= steps; k++) {
    const tick = inLanczos?.(k);
    tick?.();
    const start = mix(warm, randomVector());
    const found = norm(table, k, start, tick);
    if (!found) break;
    let best = found;
    if (confirmAll || k === steps || Number.isInteger(Math.log2(k))) {
      const second = norm(table, k, randomVector(), tick);
      if (second && Math.abs(second.log2 - found.log2) > agreement) confirmAll = true;
      if (second && second.log2 > found.log2) best = second;
    }
    norms.push(best.log2);
    warm = best.vector;
  }
  return norms;
}

function norm(
  table: readonly Scaled[],
  k: number,
  start: Float64Array,
  tick?: Progress,
): { readonly log2: Log2; readonly vector: LeadingSingular['vector'] } | null {
  const power = powerOperator(table, k, start);
  if (!power) return null;
  const { value, vector } = leadingSingular(power.operator, start, residualTolerance, tick);
  return value === 0 ? null : { log2: power.exponent + Math.log2(value), vector };
}

/** Half the last vector, half a random one. */
function mix(warm: Float64Array | null, random: Float64Array): Float64Array {
  return warm ? unit(warm.map((x, i) => x + random[i]!)) : random;
}
