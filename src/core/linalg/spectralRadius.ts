import type { Growth, SpectralRadius } from '../analysis';
import { balance } from './balance';
import { eigenvalueCondition } from './eigenvalueCondition';
import { modulus, type Eigenvalues } from './eigenvalues';
import { hessenberg, type Padded } from './hessenberg';
import type { Progress, Matrix } from './matrix';
import { isNormal, normalReach } from './normality';
import { requireSquare } from './requirements';
import { ldexp } from './scaling';
import { frobeniusNorm } from './vector';

/** What else may narrow the interval. */
export interface SpectralRadiusOptions {
  /** log10 ‖Wᵏ‖₂, k = 1…T, of the same matrix and how far each may be off: ρ ≤ ‖Wᵏ‖^(1/k) for every k. */
  readonly growth?: { readonly log10: Growth; readonly errorBounds: readonly number[] };
  /** Another reduction to Hessenberg form, such as the kernels'. */
  readonly reduce?: (block: Matrix, progress?: Progress) => Padded;
  readonly progress?: Progress;
}

interface Interval {
  readonly lower: number;
  readonly upper: number;
}

const epsilon = 2 ** -52;
/** Up to this order the condition of every eigenvalue is computed, above it that of the largest and a sample. */
const allLimit = 64;
const examined = 24;

/**
 * ρ = max |λ| with the interval that float64 can vouch for. The eigenvalues computed are those of a matrix within
 * E = (n + 10)·eps·‖B‖_F of the balanced B; each lies in a disk of radius n·κ·E about a computed one, κ = 1/|yᴴx|
 * ([Demmel1997] thm 4.5), of radius about κ·E when that disk stands alone, and none further than Elsner's bound
 * [Elsner1985]; normal matrices get about E alone. Triangular matrices, permuted or not, get an interval of no width.
 * Above, ρ ≤ ‖Wᵏ‖^(1/k); below,
 * ρ ≥ |tr Bʲ/n|^(1/j). `eigs` are to be those of `eigenvalues(a)`.
 * @throws RangeError for an empty or non-square matrix or non-finite entries.
 */
export function spectralRadius(
  a: Matrix,
  eigs: Eigenvalues,
  { growth, reduce = hessenberg, progress }: SpectralRadiusOptions = {},
): SpectralRadius {
  requireSquare(a);
  const { isolated, block, exponent } = balance(a, progress);
  const exact = isolated.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  if (block.rows === 0) return { value: exact, lower: exact, upper: exact };
  const largest = modulus(eigs.re[0]!, eigs.im[0]!);
  const within = blockInterval(block, blockEigenvalues(eigs, isolated, exponent), reduce, progress);
  const lower = Math.max(exact, ldexp(within.lower, exponent));
  const fromGrowth = growth ? growthBound(growth, a) : Infinity;
  const upper = Math.max(lower, Math.min(Math.max(exact, ldexp(within.upper, exponent)), fromGrowth));
  return { value: Math.min(Math.max(largest, lower), upper), lower, upper };
}

/** The eigenvalues of the block alone, in its own units, upper half plane. */
function blockEigenvalues(
  { re, im }: Eigenvalues,
  isolated: readonly number[],
  exponent: number,
): readonly { re: number; im: number; modulus: number }[] {
  const rest = [...isolated];
  const result: { re: number; im: number; modulus: number }[] = [];
  re.forEach((value, i) => {
    const known = im[i] === 0 ? rest.indexOf(value) : -1;
    if (known !== -1) {
      rest.splice(known, 1);
      return;
    }
    if (im[i]! < 0) return;
    const x = ldexp(value, -exponent);
    const y = ldexp(im[i]!, -exponent);
    result.push({ re: x, im: y, modulus: modulus(x, y) });
  });
  return result;
}

interface Disk {
  readonly re: number;
  readonly im: number;
  readonly modulus: number;
  readonly condition: number;
}

function blockInterval(
  block: Matrix,
  eigs: readonly { re: number; im: number; modulus: number }[],
  reduce: NonNullable<SpectralRadiusOptions['reduce']>,
  progress?: Progress,
): Interval {
  const n = block.rows;
  const norm = frobeniusNorm(block.data);
  const error = (n + 10) * epsilon * norm;
  const h = reduce(block, progress);
  const sample = n <= allLimit ? eigs : sampleOf(eigs);
  const disks = sample.map((eig, i) => {
    progress?.(i / sample.length);
    return { ...eig, condition: eigenvalueCondition(h, eig.re, eig.im, norm) };
  });
  const value = eigs[0]?.modulus ?? 0;
  const elsner = (2 * norm + error) ** (1 - 1 / n) * error ** (1 / n);
  const found = intervalOfDisks(disks, n, error);
  const reach = isNormal(block, norm) ? Math.min(elsner, normalReach(n, error, value)) : elsner;
  return {
    lower: Math.max(found.lower, value - reach, traceBound(block, error)),
    // Every eigenvalue is bounded by the norm, too.
    upper: Math.min(found.upper, value + reach, norm * (1 + epsilon * n)),
  };
}

/** The largest `examined` eigenvalues, and one in so many of the others against a wild one among them. */
function sampleOf<T>(eigs: readonly T[]): readonly T[] {
  const stride = Math.max(1, Math.floor((eigs.length - examined) / 8));
  return eigs.filter((_, i) => i < examined || (i - examined) % stride === 0);
}

/** Unites the disks that meet (with their mirror images): each union holds as many eigenvalues as it has disks. */
function intervalOfDisks(disks: readonly Disk[], n: number, error: number): Interval {
  let lower = 0;
  let upper = 0;
  for (const members of components(disks, n * error)) {
    const union = members.map((i) => disks[i]!);
    // A disk alone holds one eigenvalue, and its first-order radius κ·E holds up to a factor near 1; well-conditioned
    // eigenvalues of a cluster (a normal matrix) do not disturb one another either.
    const alone = union.length === 1 || union.every(({ condition }) => condition < 1.5);
    const factor = (alone ? 2 : n) * error;
    const reach = union.map(({ modulus: size, condition }) => [size, factor * condition] as const);
    lower = Math.max(lower, Math.min(...reach.map(([size, radius]) => size - radius)));
    upper = Math.max(upper, ...reach.map(([size, radius]) => size + radius));
  }
  return { lower, upper };
}

/** Indices of the disks by connected union. */
function components(disks: readonly Disk[], perCondition: number): number[][] {
  const left = new Set(disks.keys());
  const result: number[][] = [];
  for (const seed of left) {
    left.delete(seed);
    const members = [seed];
    for (const i of members) {
      for (const j of left) {
        if (!meet(disks[i]!, disks[j]!, perCondition)) continue;
        left.delete(j);
        members.push(j);
      }
    }
    result.push(members);
  }
  return result;
}

function meet(a: Disk, b: Disk, perCondition: number): boolean {
  const reach = (a.condition + b.condition) * perCondition;
  // In the upper half plane the mirror image of b is never the nearer.
  return Math.hypot(a.re - b.re, a.im - b.im) <= reach;
}

/** ρ ≥ |tr B|/n and ρ² ≥ |tr B²|/n, less their rounding. */
function traceBound({ rows: n, data }: Matrix, error: number): number {
  let trace = 0;
  let size = 0;
  let square = 0;
  let squareSize = 0;
  for (let i = 0; i < n; i++) {
    trace += data[i * n + i]!;
    size += Math.abs(data[i * n + i]!);
    for (let j = 0; j < n; j++) {
      const product = data[i * n + j]! * data[j * n + i]!;
      square += product;
      squareSize += Math.abs(product);
    }
  }
  const first = Math.abs(trace) / n - n * epsilon * (size / n);
  const second = Math.abs(square) / n - 2 * n * epsilon * (squareSize / n);
  return (
    Math.max(0, first, Math.sqrt(Math.max(0, second))) - (error === 0 ? 0 : epsilon * Math.max(0, first))
  );
}

/** min_k ‖Wᵏ‖^(1/k), each as large as its error leaves it, or as rounding leaves what is exactly zero. */
function growthBound(
  { log10: growth, errorBounds }: NonNullable<SpectralRadiusOptions['growth']>,
  a: Matrix,
): number {
  let bound = Infinity;
  for (const [index, log10] of growth.entries()) {
    const k = index + 1;
    if (log10 === null) {
      const roundingOfZero = (k * a.rows * epsilon) ** (1 / k);
      return Math.min(bound, frobeniusNorm(a.data) * roundingOfZero);
    }
    const rounding = 2 ** -50 * Math.max(1, Math.abs(log10));
    bound = Math.min(bound, 10 ** ((log10 + errorBounds[index]! + rounding) / k) * (1 + 2 ** -50));
  }
  return bound;
}
