import { modulus } from '../linalg/eigenvalues';
import type { KrylovSpaces, Side } from './krylovSpaces';
import type { Ritz, RitzValue, RitzVector } from './ritz';

const epsilon = 2 ** -52;
/** Eigenvalues looked at from both sides, and how near the largest modulus they are. */
const examined = 6;
const cluster = 0.99;

/** The largest modulus, with the bound that the two residuals and the condition numbers give. */
export interface LeadingEigenvalues {
  readonly value: number;
  readonly errorBound: number;
  /** 1/|yᴴx| of the eigenvalue whose modulus it is. */
  readonly condition: number;
}

/** One eigenvalue seen from both sides. */
interface Estimate {
  readonly modulus: number;
  readonly errorBound: number;
  /** How far it may be off at most, to first order with a margin, where the bound does not hold. */
  readonly reach: number;
  readonly condition: number;
}

/**
 * Bounds |λ|max from the Ritz values of both spaces. Each is improved to the two-sided Rayleigh quotient θ = yᴴWx/yᴴx;
 * with residuals r and s it is then an exact eigenvalue of W − E, ‖E‖ = max(‖r‖, ‖s‖), with x and y its vectors
 * [Kahan1982], the first-order term κ·yᴴEx vanishes, and the error is at most about κ²‖r‖‖s‖/gap, κ = 1/|yᴴx|,
 * the gap taken to the nearest other Ritz value; the bound is four times that, with κ·‖W‖_F·sqrt(n)·eps for rounding.
 * Where κ‖E‖ is not small beside the gap there is no bound, unless κ is near 1 [Bauer1960]. `norm` is ‖W‖_F.
 */
export function examine(spaces: KrylovSpaces, right: Ritz, left: Ritz, norm: number): LeadingEigenvalues {
  const largest = right.values[0]!.modulus;
  const candidates = right.values
    .slice(0, examined)
    .filter((value, i) => i < 2 || value.modulus >= cluster * largest);
  const rounding = 4 * epsilon * Math.sqrt(spaces.order) * norm;
  const estimates = candidates.map((value) => estimate(spaces, right, left, value, rounding));
  const best = estimates.reduce((a, b) => (b.modulus > a.modulus ? b : a));
  const sure = best.modulus - best.errorBound;
  // What stays below the largest whatever its error need not have converged.
  const upper = Math.max(
    ...estimates.map((one) => one.modulus + (one.modulus + one.reach < sure ? 0 : one.errorBound)),
  );
  // A value that only the left space knows, or one beyond those looked at, leaves the largest in doubt.
  const missed = left.values[0]!.modulus - best.modulus > best.errorBound + 1e-4 * best.modulus;
  const more = right.values[candidates.length];
  const crowded = more !== undefined && more.modulus >= sure;
  const errorBound = missed || crowded ? Infinity : upper - best.modulus;
  return { value: best.modulus, errorBound: Math.max(errorBound, 0), condition: best.condition };
}

function estimate(
  spaces: KrylovSpaces,
  right: Ritz,
  left: Ritz,
  value: RitzValue,
  rounding: number,
): Estimate {
  const partner = left.values.reduce((a, b) => (distance(b, value) < distance(a, value) ? b : a));
  const s = right.vector(value);
  // yᴴW = θyᴴ is Wᵀy = θ̄y.
  const t = left.vector(partner, { conjugate: true });
  const x = ritzVector(spaces, 'right', s);
  const y = ritzVector(spaces, 'left', t);
  const [re, im] = inner(y, x);
  const overlap = Math.hypot(re, im);
  if (!(overlap > 0))
    return { modulus: value.modulus, errorBound: Infinity, reach: Infinity, condition: Infinity };
  const condition = Math.max(1, 1 / overlap);
  // W·x = θx + c·v₊: the quotient differs from θ by c·yᴴv₊/yᴴx.
  const m = s.re.length;
  const beta = spaces.right.coupling;
  const next = new Float64Array(m + 1);
  next[m] = 1;
  const [ve, vi] =
    beta === 0 ? [0, 0] : inner(y, { re: spaces.vector('right', next), im: new Float64Array(spaces.order) });
  const [ce, ci] = times(beta * s.re[m - 1]!, beta * s.im[m - 1]!, ve, vi);
  const [de, di] = times(ce, ci, re / overlap ** 2, -im / overlap ** 2);
  const theta = { re: value.re + de, im: value.im + di };
  const r = Math.hypot(s.residual, de, di);
  const l = Math.hypot(t.residual, partner.re - theta.re, partner.im - theta.im);
  const gap = gapAt(theta, value, right.values);
  const first = 2 * condition * Math.max(r, l);
  const second = (4 * condition ** 2 * r * l) / gap;
  const bounded = 4 * first < gap ? Math.min(first, second) : condition < 1.5 ? first : Infinity;
  return {
    modulus: modulus(theta.re, theta.im),
    errorBound: bounded + condition * rounding,
    reach: 4 * first + condition * rounding,
    condition,
  };
}

interface ComplexVector {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

function ritzVector(spaces: KrylovSpaces, side: Side, { re, im }: RitzVector): ComplexVector {
  const real = im.every((x) => x === 0);
  return {
    re: spaces.vector(side, re),
    im: real ? new Float64Array(spaces.order) : spaces.vector(side, im),
  };
}

/** yᴴx. */
function inner(y: ComplexVector, x: ComplexVector): readonly [number, number] {
  let re = 0;
  let im = 0;
  for (let i = 0; i < x.re.length; i++) {
    re += y.re[i]! * x.re[i]! + y.im[i]! * x.im[i]!;
    im += y.re[i]! * x.im[i]! - y.im[i]! * x.re[i]!;
  }
  return [re, im];
}

function times(a: number, b: number, c: number, d: number): readonly [number, number] {
  return [a * c - b * d, a * d + b * c];
}

function distance(a: RitzValue, b: RitzValue): number {
  return Math.hypot(a.re - b.re, a.im - b.im);
}

/** To the nearest other Ritz value, mirror images among them. */
function gapAt(
  { re, im }: { readonly re: number; readonly im: number },
  own: RitzValue,
  values: readonly RitzValue[],
): number {
  let gap = own.im === 0 ? Infinity : 2 * Math.abs(own.im);
  for (const other of values) {
    if (other !== own) gap = Math.min(gap, Math.hypot(re - other.re, Math.abs(im) - other.im));
  }
  return gap;
}
