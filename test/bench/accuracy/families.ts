import { inverse } from '../../../src/core/linalg/inverse';
import { scale, transpose, zeros, type Matrix } from '../../../src/core/linalg/matrix';
import { multiply } from '../../../src/core/linalg/product';
import { createRandom, type Random } from '../../../src/core/random';

// Sums, products, quotients and square roots only: every engine makes the same matrices, bit by bit.

/** A matrix of a family, made from its seed alone, and the steps over which its gain is taken. */
export interface Draw {
  readonly family: string;
  readonly seed: number;
  readonly base: Matrix;
  readonly steps: number;
}

const between = (random: Random, low: number, high: number): number => low + (high - low) * random.uniform();
const signed = (random: Random): number => 2 * random.uniform() - 1;

function build(n: number, entry: (i: number, j: number) => number): Matrix {
  const result = zeros(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) result.data[i * n + j] = entry(i, j);
  return result;
}

/** A product of n reflections at random vectors. */
function orthogonal(n: number, random: Random): Matrix {
  let q = build(n, (i, j) => (i === j ? 1 : 0));
  for (let r = 0; r < Math.min(n, 6); r++) {
    const v = Array.from({ length: n }, () => signed(random));
    const square = v.reduce((sum, x) => sum + x * x, 0);
    q = multiply(
      q,
      build(n, (i, j) => (i === j ? 1 : 0) - (2 * v[i]! * v[j]!) / square),
    );
  }
  return q;
}

function turned(a: Matrix, random: Random): Matrix {
  const q = orthogonal(a.rows, random);
  return multiply(multiply(q, a), transpose(q));
}

/** 2^e for a whole e, exactly. */
const power2 = (e: number): number => 2 ** Math.round(e);

type Make = (n: number, random: Random) => Matrix;

const makes: Readonly<Record<string, Make>> = {
  uniform: (n, random) =>
    scale(
      build(n, () => signed(random)),
      Math.sqrt(3 / n),
    ),
  'nearly orthogonal': (n, random) => {
    const q = orthogonal(n, random);
    const size = power2(-between(random, 3, 40));
    return build(n, (i, j) => q.data[i * n + j]! + size * signed(random));
  },
  'turned bidiagonal': (n, random) => {
    const lambda = between(random, 0.7, 1.05);
    const coupling = 0.1 + 19.9 * random.uniform() ** 2;
    return turned(build(n, (i, j) => (i === j ? lambda : j === i + 1 ? coupling : 0)), random); // prettier-ignore
  },
  'turned triangular': (n, random) => {
    const size = 0.1 + 3 * random.uniform() ** 2;
    return turned(build(n, (i, j) => (i === j ? between(random, 0.5, 1.05) : j > i ? size * signed(random) : 0)), random); // prettier-ignore
  },
  'ill-conditioned eigenvectors': (n, random) => {
    const tilt = power2(-between(random, 2, 20));
    const common = Array.from({ length: n }, () => signed(random));
    const x = build(n, (i) => common[i]! + tilt * signed(random));
    const d = build(n, (i, j) => (i === j ? between(random, 0.6, 1.02) : 0));
    return multiply(multiply(x, d), inverse(x)!);
  },
  grcar: (n, random) => {
    const size = between(random, 0.2, 1);
    const above = 1 + Math.floor(3 * random.uniform());
    return build(n, (i, j) => (j === i - 1 ? -size : j >= i && j <= i + above ? size : 0) * between(random, 0.99, 1)); // prettier-ignore
  },
  kahan: (n, random) => {
    const c = between(random, 0.3, 0.95);
    const s = Math.sqrt(1 - c * c);
    const powers = [1];
    while (powers.length < n) powers.push(powers.at(-1)! * s);
    return build(n, (i, j) => powers[i]! * (i === j ? 1 : j > i ? -c : 0));
  },
  forsythe: (n, random) => {
    const lambda = between(random, 0, 1);
    const corner = power2(-between(random, 4, 60));
    return build(n, (i, j) => (i === j ? lambda : j === i + 1 ? 1 : i === n - 1 && j === 0 ? corner : 0));
  },
  sparse: (n, random) => build(n, () => (random.uniform() < 3 / n ? signed(random) : 0)),
  symmetric: (n, random) => {
    const a = build(n, () => signed(random));
    return build(n, (i, j) => (a.data[i * n + j]! + a.data[j * n + i]!) / 2);
  },
  positive: (n, random) => build(n, () => random.uniform() / n),
  graded: (n, random) => {
    const span = between(random, 2, 40);
    const exponents = Array.from({ length: n }, () => between(random, 0, span));
    return build(n, (i, j) => signed(random) * power2(Math.round(exponents[i]!) - Math.round(exponents[j]!)));
  },
};

/** The twelve families. */
export const families = Object.keys(makes);

const horizons = [20, 100, 100, 100, 250];

/** The matrix with this number: families in turn, orders 2 to 64, small ones more often. */
export function draw(index: number): Draw {
  const family = families[index % families.length]!;
  const random = createRandom(1_000_003 + index);
  const n = 2 + Math.floor(62.999 * random.uniform() ** 2);
  const steps = horizons[Math.floor(horizons.length * random.uniform())]!;
  return { family, seed: index, base: makes[family]!(n, random), steps };
}
