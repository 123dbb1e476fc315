import assert from 'node:assert/strict';
import fc from 'fast-check';
import { contentHash } from '../../../src/analysis/contentHash';
import { defaultThresholds, type AnalysisOptions } from '../../../src/core/analysis';
import { analyze, spectrumOf } from '../../../src/core/analyze';
import { closedForm } from '../../../src/core/closedForm';
import { growthOfPowers } from '../../../src/core/growth';
import { diagonalMatrix } from '../../../src/core/linalg/diagonal';
import { eigenvalues } from '../../../src/core/linalg/eigenvalues';
import { henrici } from '../../../src/core/linalg/henrici';
import { fromRows, identity, type Matrix, scale, transpose, zeros } from '../../../src/core/linalg/matrix';
import { nilpotencyIndex } from '../../../src/core/linalg/nilpotent';
import { powerNormsByProducts } from '../../../src/core/linalg/powerNorms';
import { multiply } from '../../../src/core/linalg/product';
import { singularValues } from '../../../src/core/linalg/singularValues';
import { spectralRadius } from '../../../src/core/linalg/spectralRadius';
import { quickFigures } from '../../../src/core/quickFigures';
import { createRandom, gaussianMatrix, randomOrthogonal } from '../../../src/core/random';
import { explain } from '../../../src/present/matrix/explanation';
import { lifeOf } from '../../../src/present/matrix/life';

const options: AnalysisOptions = { steps: 50, activation: 'tanh', thresholds: defaultThresholds };

function diagonal(...entries: number[]): Matrix {
  const w = zeros(entries.length);
  entries.forEach((entry, i) => (w.data[i * entries.length + i] = entry));
  return w;
}

/** Column i has `weights[i]` in row `rows[i]`; −1 leaves it empty. */
function mapping(rows: readonly number[], weights: readonly number[]): Matrix {
  const w = zeros(rows.length);
  rows.forEach((row, i) => {
    if (row >= 0) w.data[row * rows.length + i] = weights[i]!;
  });
  return w;
}

const monomials: readonly (readonly [name: string, matrix: Matrix])[] = [
  ['I', identity(7)],
  ['0.9·I', identity(5, 0.9)],
  ['−1.1·I', identity(4, -1.1)],
  ['0', zeros(3)],
  ['a number', fromRows([[0.5]])],
  ['a diagonal', diagonal(1.5, -0.5, 0, 2e-3)],
  ['a swap', mapping([1, 0], [1, 1])],
  ['a skew swap', mapping([1, 0], [1, -1])],
  ['a cycle of 5', mapping([1, 2, 3, 4, 0], [1, 1, 1, 1, 1])],
  ['a negative cycle of 3', mapping([1, 2, 0], [-0.8, 0.8, 0.8])],
  ['cycles of 2, 3 and 1', mapping([1, 0, 3, 4, 2, 5], [2, 2, 0.5, 0.5, -0.5, 1.2])],
  ['a weighted cycle', mapping([1, 2, 3, 0], [10, 0.1, 3, -0.2])],
  ['a shift', mapping([1, 2, 3, -1], [1, 1, 1, 0])],
  ['a weighted shift beside a cycle', mapping([1, 2, -1, 4, 3], [100, 0.5, 0, 0.7, 0.9])],
];
const orthogonals: readonly (readonly [name: string, matrix: Matrix])[] = [
  ['a rotation', fromRows([[Math.cos(0.3), -Math.sin(0.3)], [Math.sin(0.3), Math.cos(0.3)]])], // prettier-ignore
  ['an orthogonal matrix', randomOrthogonal(6, 1)],
  ['1.1·Q', scale(randomOrthogonal(40, 2), 1.1)],
  ['0.3·Hadamard', scale(fromRows([[1, 1, 1, 1], [1, -1, 1, -1], [1, 1, -1, -1], [1, -1, -1, 1]]), 0.3)], // prettier-ignore
];

function assertNear(found: number, expected: number, size: number, what: string): void {
  assert.ok(
    Math.abs(found - expected) <= 1e-13 * Math.max(size, 1e-300),
    `${what}: ${found}, not ${expected}`,
  );
}

/** Both hold the same values, in whatever order rounding puts those of one modulus. */
function assertSameValues(
  found: readonly (readonly [number, number])[],
  { re, im }: { readonly re: Float64Array; readonly im: Float64Array },
  size: number,
): void {
  const left = new Set(re.keys());
  assert.equal(found.length, re.length);
  for (const [x, y] of found) {
    const near = [...left].find((i) => Math.hypot(re[i]! - x, im[i]! - y) <= 1e-10 * Math.max(1, size));
    assert.ok(near !== undefined, `${x} + ${y}i`);
    left.delete(near);
  }
}

/** Everything that is said of `w` is what the general solvers say. */
function assertAgrees(w: Matrix, steps = 24): void {
  const found = spectrumOf(w, null);
  const sigma = singularValues(w);
  found.singularValues.forEach((value, i) => {
    assertNear(value, sigma[i]!, 10 * sigma[0]!, `σ${i}`);
  });
  const solved = eigenvalues(w);
  assertSameValues(found.eigenvalues!, solved, sigma[0]!);
  const general = spectralRadius(w, solved);
  const { value, lower, upper } = found.spectralRadius!;
  assert.ok(lower <= value && value <= upper);
  assert.ok(
    value >= general.lower - 1e-13 * sigma[0]! && value <= general.upper + 1e-13 * sigma[0]!,
    `ρ = ${value}`,
  );
  assert.ok(Math.abs(found.henrici! - henrici(w, solved)) <= 1e-6 * sigma[0]!, `Henrici ${found.henrici}`);
  const norms = powerNormsByProducts(w, steps);
  growthOfPowers(w, steps).forEach((log10, i) => {
    const expected = i < norms.length ? norms[i]! * Math.log10(2) : null;
    if (expected === null || log10 === null) assert.equal(log10, expected);
    else assert.ok(Math.abs(log10 - expected) <= 1e-11 * Math.max(1, Math.abs(expected)), `‖W^${i + 1}‖`);
  });
}

describe('Closed forms', () => {
  for (const [name, matrix] of [...monomials, ...orthogonals]) {
    it(`agree with the general solvers on ${name}`, () => {
      assert.ok(closedForm(matrix));
      assertAgrees(matrix);
      const quick = quickFigures(matrix, options);
      const whole = analyze(matrix, options);
      assert.equal(quick.verdict, whole.verdict!.name);
      assert.equal(quick.sigmaMax.value, whole.figures.sigmaMax);
      assert.equal(quick.spectralRadius!.value, whole.figures.spectralRadius!.value);
    });
  }

  it('agree on any weighted partial permutation', () => {
    const weight = fc.oneof(fc.constantFrom(1, -1, 0.5), fc.double({ min: 0.01, max: 5, noNaN: true }));
    const entries = fc.array(fc.tuple(weight, fc.boolean()), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(entries, fc.infiniteStream(fc.nat()), (list, picks) => {
        const rows = list.map((_, i) => i);
        for (const i of rows.keys()) {
          const j = i + ((picks.next().value as number) % (rows.length - i));
          [rows[i], rows[j]] = [rows[j]!, rows[i]!];
        }
        const kept = rows.map((row, i) => (list[i]![1] ? row : -1));
        const w = mapping(
          kept,
          list.map(([value]) => value),
        );
        const norms = powerNormsByProducts(w, 12);
        growthOfPowers(w, 12).forEach((log10, i) => {
          if (log10 === null || i >= norms.length) assert.equal(log10, null);
          else assert.ok(Math.abs(log10 - norms[i]! * Math.log10(2)) < 1e-11);
        });
        const sigma = singularValues(w);
        spectrumOf(w, null).singularValues.forEach((value, i) => {
          assert.ok(Math.abs(value - sigma[i]!) <= 1e-13 * sigma[0]!);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('neither overflow nor vanish', () => {
    const [last] = growthOfPowers(identity(3, 1.5), 100_000).slice(-1);
    assert.ok(Math.abs(last! / (1e5 * Math.log10(1.5)) - 1) < 1e-14);
    assert.equal(spectrumOf(diagonal(1e300, 1e-300), null).sigmaMax, 1e300);
    const cycle = spectrumOf(mapping([1, 0], [1e300, 1e-300]), null);
    assert.ok(Math.abs(cycle.spectralRadius!.value - 1) < 1e-12);
    assert.ok(Number.isFinite(cycle.henrici!));
  });

  it('need no solver, however large', () => {
    const {
      spectralRadius: radius,
      singularValues: sigma,
      eigenvalues: all,
    } = spectrumOf(identity(1500, 0.97), null);
    assert.deepEqual(radius, { value: 0.97, lower: 0.97, upper: 0.97 });
    assert.equal(sigma.length, 1500);
    assert.ok(sigma.every((value) => value === 0.97));
    assert.ok(all!.every(([re, im]) => re === 0.97 && im === 0));
  });

  it('are not claimed for what is merely near', () => {
    const near = scale(randomOrthogonal(6, 1), 1);
    near.data[7] = near.data[7]! + 1e-6;
    for (const w of [
      near,
      fromRows([[1, 1e-9], [0, 1]]), // prettier-ignore
      fromRows([[0.707, -0.707], [0.707, 0.708]]), // prettier-ignore
      fromRows([[0.6, 0.8], [0.6, 0.8]]), // prettier-ignore
      gaussianMatrix(8, 8, createRandom(3)),
    ]) {
      assert.equal(closedForm(w), null);
    }
  });

  it('refuse what is not finite or not square, as the solvers do', () => {
    assert.throws(() => closedForm(fromRows([[1, 2]])), /not square/);
    assert.throws(() => closedForm(fromRows([[NaN]])), /finite/);
    assert.throws(() => closedForm(zeros(0)), /empty/);
  });
});

describe('Nilpotent matrices', () => {
  const square = fromRows([[-1, -1, 1, 1], [-1, -1, 1, 1], [-1, -1, 1, 1], [-1, -1, 1, 1]]); // prettier-ignore
  /** Similar to a shift by a whole-numbered matrix of determinant 1. */
  const index3 = fromRows([[2, -1, 1], [4, -2, 3], [0, 0, 0]]); // prettier-ignore

  it('have ρ = 0, and no eigenvalue but 0', () => {
    for (const w of [square, index3, scale(square, 0.25), scale(square, 2 ** 200)]) {
      assert.equal(nilpotencyIndex(w), growthOfPowers(w, 4).indexOf(null) + 1);
      const { verdict, figures } = analyze(w, options);
      assert.deepEqual(figures.spectralRadius, { value: 0, lower: 0, upper: 0 });
      assert.ok(figures.eigenvalues!.every(([re, im]) => re === 0 && im === 0));
      assert.equal(verdict!.rate, 0);
      assert.equal(verdict!.halfLife, 0);
      assert.equal(verdict!.rule, 'nilpotent');
      assert.deepEqual(spectrumOf(w, null).spectralRadius, { value: 0, lower: 0, upper: 0 });
    }
  });

  it('print no rounding beside a power that is exactly zero', () => {
    // 0.1 is no fraction of a power of two, so nothing is proved; the power is zero all the same.
    const w = scale(square, 0.1);
    assert.equal(nilpotencyIndex(w), null);
    const { figures, verdict } = analyze(w, options);
    assert.equal(figures.growth![1], null);
    assert.equal(figures.spectralRadius!.value, 0);
    assert.ok(figures.spectralRadius!.upper < 1e-6);
    assert.equal(verdict!.rate, 0);
  });

  it('are zero from the least such power on, where rounding leaves something of it', () => {
    // S·N·S⁻¹ of whole numbers, with ones above the diagonal of N.
    const similar = (n: number): Matrix => {
      const random = createRandom(n);
      const [s, inverse] = [identity(n), identity(n)];
      for (let turn = 0; turn < 2 * n; turn++) {
        const i = Math.floor(random.uniform() * n);
        const j = (i + 1 + Math.floor(random.uniform() * (n - 1))) % n;
        // Adds row i to row j of S, and takes column j from column i of its inverse.
        for (let k = 0; k < n; k++) {
          s.data[j * n + k] = s.data[j * n + k]! + s.data[i * n + k]!;
          inverse.data[k * n + i] = inverse.data[k * n + i]! - inverse.data[k * n + j]!;
        }
      }
      const shift = zeros(n);
      for (let i = 1; i < n; i++) shift.data[(i - 1) * n + i] = 1;
      return multiply(multiply(s, shift), inverse);
    };
    for (const n of [3, 5, 6, 11, 13]) {
      const w = similar(n);
      assert.equal(nilpotencyIndex(w), n);
      const { verdict, figures } = analyze(w, options);
      assert.equal(verdict!.zeroFrom, n);
      assert.equal(figures.spectralRadius!.value, 0);
      assert.match(explain(verdict!), new RegExp(`W\\^${n} is exactly zero`));
      assert.deepEqual(lifeOf(verdict!), ['gradient', `0 from step ${n} on`]);
    }
    const nothing = analyze(zeros(4), options).verdict!;
    assert.match(explain(nothing), /^W is exactly zero/);
    assert.equal(lifeOf(nothing)[1], '0 from step 1 on');
    // The powers of a shift of 64 rows last longer than 50 steps; no rate is told.
    const long = zeros(64);
    for (let i = 1; i < 64; i++) long.data[i * 64 + i - 1] = 1;
    assert.deepEqual(lifeOf(analyze(long, options).verdict!), ['half-life', 'none: the rate is 0']);
  });

  it('are not confused with what is none', () => {
    for (const w of [
      identity(3),
      fromRows([[1, 1], [1, 1]]), // prettier-ignore
      fromRows([[0, 1], [1e-3, 0]]), // prettier-ignore
      fromRows([[1, -1], [1, -0.999]]), // prettier-ignore
      scale(fromRows([[3, 9], [-1, -3.0000001]]), 1e6), // prettier-ignore
      fromRows([[0.5]]),
      fromRows([[1, 2, 3]]),
    ]) {
      assert.equal(nilpotencyIndex(w), null);
    }
  });
});

describe('A diagonal matrix', () => {
  const entries = Float64Array.of(1.5, 0, -0.5);

  it('is what it is when it is written out', () => {
    const dense = diagonal(...entries);
    const lazy = diagonalMatrix(entries);
    assert.equal(contentHash(lazy), contentHash(dense));
    assert.deepEqual(spectrumOf(lazy, null), spectrumOf(dense, null));
    assert.deepEqual(growthOfPowers(scale(lazy, -2), 9), growthOfPowers(scale(dense, -2), 9));
    assert.deepEqual(transpose(lazy).data, dense.data);
    assert.deepEqual(lazy.data, dense.data);
    lazy.data[1] = 7;
    dense.data[1] = 7;
    assert.equal(contentHash(lazy), contentHash(dense));
    assert.deepEqual(scale(lazy, 2).data, scale(dense, 2).data);
  });

  it('tells matrices apart by where their entries stand', () => {
    const hashes = [
      diagonalMatrix(entries),
      diagonalMatrix(Float64Array.of(1.5, -0.5, 0)),
      diagonalMatrix(Float64Array.of(0, 1.5, -0.5)),
      fromRows([[0, 1.5, 0], [0, 0, 0], [0, 0, -0.5]]), // prettier-ignore
      fromRows([[1.5, 0, 0, 0, -0.5, 0, 0, 0, 0]]),
      diagonalMatrix(Float64Array.of(-0.5, 0, 1.5)),
    ].map(contentHash);
    assert.equal(new Set(hashes).size, hashes.length);
  });
});
