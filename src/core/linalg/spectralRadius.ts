import type { Growth, SpectralRadius } from '../analysis';
import { balance } from './balance';
import { eigenvalueCondition } from './eigenvalueCondition';
import { disksFound, isNear } from './eigenvalueDisks';
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

/** ρ, and of each eigenvalue how far it may be from one of the matrix. */
export interface BoundedEigenvalues {
  readonly radius: SpectralRadius;
  /** In the order of the eigenvalues; `null` of those of a large matrix whose condition was not looked at. */
  readonly bounds: readonly (number | null)[];
}

const epsilon = 2 ** -52;
/** Of so many eigenvalues, or as many as the work allows, the condition is computed, and of a sample of the others. */
const leastExamined = 24;
const sampled = 8;
const examinedWork = 4e6;

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
  options: SpectralRadiusOptions = {},
): SpectralRadius {
  return boundedEigenvalues(a, eigs, options).radius;
}

/** The same, with the bound of each eigenvalue. */
export function boundedEigenvalues(
  a: Matrix,
  eigs: Eigenvalues,
  { growth, reduce = hessenberg, progress }: SpectralRadiusOptions = {},
): BoundedEigenvalues {
  requireSquare(a);
  const { isolated, block, exponent } = balance(a, progress);
  const exact = isolated.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  const bounds = new Array<number | null>(eigs.re.length).fill(0);
  if (block.rows === 0) return { radius: { value: exact, lower: exact, upper: exact }, bounds };
  const largest = modulus(eigs.re[0]!, eigs.im[0]!);
  const own = blockEigenvalues(eigs, isolated, exponent);
  const within = blockInterval(block, own, reduce, progress);
  own.forEach(({ index, im }, i) => {
    const bound = within.bounds[i] ?? null;
    bounds[index] = bound === null ? null : ldexp(bound, exponent);
    // Of a pair the mate comes next.
    if (im !== 0) bounds[index + 1] = bounds[index];
  });
  const lower = Math.max(exact, ldexp(within.lower, exponent));
  const fromGrowth = growth ? growthBound(growth, a) : Infinity;
  const upper = Math.max(lower, Math.min(Math.max(exact, ldexp(within.upper, exponent)), fromGrowth));
  return { radius: { value: Math.min(Math.max(largest, lower), upper), lower, upper }, bounds };
}

interface BlockEigenvalue {
  readonly re: number;
  readonly im: number;
  readonly modulus: number;
  /** Among all of the matrix. */
  readonly index: number;
}

/** The eigenvalues of the block alone, in its own units, upper half plane. */
function blockEigenvalues(
  { re, im }: Eigenvalues,
  isolated: readonly number[],
  exponent: number,
): readonly BlockEigenvalue[] {
  const rest = [...isolated];
  const result: BlockEigenvalue[] = [];
  re.forEach((value, i) => {
    const known = im[i] === 0 ? rest.indexOf(value) : -1;
    if (known !== -1) {
      rest.splice(known, 1);
      return;
    }
    if (im[i]! < 0) return;
    const x = ldexp(value, -exponent);
    const y = ldexp(im[i]!, -exponent);
    result.push({ re: x, im: y, modulus: modulus(x, y), index: i });
  });
  return result;
}

function blockInterval(
  block: Matrix,
  eigs: readonly BlockEigenvalue[],
  reduce: NonNullable<SpectralRadiusOptions['reduce']>,
  progress?: Progress,
): Interval & Pick<BoundedEigenvalues, 'bounds'> {
  const n = block.rows;
  const norm = frobeniusNorm(block.data);
  const error = (n + 10) * epsilon * norm;
  const h = reduce(block, progress);
  const examined = Math.max(leastExamined, Math.floor(examinedWork / n ** 2));
  const sample = sampleOf(eigs, examined);
  const disks = sample.map((eig, i) => {
    progress?.(i / sample.length);
    return { ...eig, condition: eigenvalueCondition(h, eig.re, eig.im, norm) };
  });
  const value = eigs[0]?.modulus ?? 0;
  const elsner = (2 * norm + error) ** (1 - 1 / n) * error ** (1 / n);
  const found = disksFound(disks, n, error);
  const normal = isNormal(block, norm);
  const reach = normal ? Math.min(elsner, normalReach(n, error, value)) : elsner;
  // Of those not looked at, none is taken to be worse than the worst that was.
  const worst = disks.reduce((max, { condition }) => Math.max(max, condition), 1);
  const rest = eigs.length > sample.length ? eigs.slice(examined) : [];
  const bounds = eigs.map((eig, i) => {
    const known = i < examined && !rest.some((other) => isNear(eig, other, 2 * n * error * worst));
    if (!known) return normal ? reach : null;
    return Math.min(found.bounds[i]!, reach);
  });
  return {
    lower: Math.max(found.lower, value - reach, traceBound(block, error)),
    // Every eigenvalue is bounded by the norm, too.
    upper: Math.min(found.upper, value + reach, norm * (1 + epsilon * n)),
    bounds,
  };
}

/** The largest `examined` eigenvalues, and one in so many of the others against a wild one among them. */
function sampleOf<T>(eigs: readonly T[], examined: number): readonly T[] {
  const stride = Math.max(1, Math.floor((eigs.length - examined) / sampled));
  return eigs.filter((_, i) => i < examined || (i - examined) % stride === 0);
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
