import assert from 'node:assert/strict';
import { wasmKernels } from '../../../../src/core/kernels/choose';
import { idleBytes, withSession } from '../../../../src/core/kernels/instance';
import type { Kernels } from '../../../../src/core/kernels/kernels';
import { krylovSchur } from '../../../../src/core/kernels/krylovSchur';
import type { KrylovSpaces } from '../../../../src/core/kernels/krylovSpaces';
import { plainKernels } from '../../../../src/core/kernels/plain';
import { PlainSpaces } from '../../../../src/core/kernels/plainSpaces';
import { StoredSpaces } from '../../../../src/core/kernels/storedSpaces';
import { modulus } from '../../../../src/core/linalg/eigenvalues';
import { fromRows, identity, scale, transpose, zeros, type Matrix } from '../../../../src/core/linalg/matrix';
import { multiply } from '../../../../src/core/linalg/product';
import { randomOrthogonal } from '../../../../src/core/random';
import spectra from '../../../fixtures/spectra.json';
import { build, forsythe, gaussian, grcar, rotated } from '../linalg/matrices';

/** Above the order up to which all eigenvalues are computed. */
const n = 160;
const unitVariance = (seed: number, order = n) => scale(gaussian(order, order, seed), 1 / Math.sqrt(order));
const diagonal = (entry: (i: number) => number) => build(n, n, (i, j) => (i === j ? entry(i) : 0));

const wasm = wasmKernels();
const implementations: Kernels[] = wasm ? [plainKernels, wasm] : [plainKernels];

/** Krylov spaces of the path under test. */
function withSpaces(k: Kernels, w: Matrix, capacity: number, job: (spaces: KrylovSpaces) => void): void {
  if (k === plainKernels) job(new PlainSpaces(w, capacity));
  else
    withSession((session) => {
      job(new StoredSpaces(session, session.store(w), capacity));
    });
}

for (const k of implementations) {
  describe(`spectral radius, ${k.name}`, function () {
    const direct = (w: Matrix) => {
      const { re, im } = (wasm ?? k).eigenvalues(w);
      return modulus(re[0]!, im[0]!);
    };
    const agrees = (w: Matrix, expected: number, method?: string, what = '') => {
      const found = k.spectralRadius(w);
      const off = Math.abs(found.value - expected);
      assert.ok(
        off <= found.errorBound + 1e-13 * expected,
        `${what}: off by ${off}, bound ${found.errorBound}`,
      );
      if (method) assert.equal(found.method, method, what);
      return found;
    };

    it('agrees with the reference figures', () => {
      for (const { name, matrix, spectralRadius } of spectra) {
        const a = fromRows(matrix);
        if (a.rows === a.columns) agrees(a, spectralRadius, 'direct', name);
      }
    });

    it('iterates to 1e-10 on matrices of random entries, whose eigenvalues crowd at the edge', () => {
      for (const seed of [1, 2, 3]) {
        const w = unitVariance(seed);
        const expected = direct(w);
        const { value, errorBound } = agrees(w, expected, 'krylov-schur', `seed ${seed}`);
        assert.ok(Math.abs(value / expected - 1) <= 1e-10);
        assert.ok(errorBound <= 1e-8);
      }
    });

    it('keeps complex pairs together', () => {
      // Rotations by an angle, with radii up to 1.2: every eigenvalue but one is one of a pair.
      const t = zeros(n);
      for (let i = 0; i + 1 < n; i += 2) {
        const radius = 1.2 * (1 - i / n);
        t.data[i * n + i] = t.data[(i + 1) * n + i + 1] = radius * Math.cos(i);
        t.data[i * n + i + 1] = radius * Math.sin(i);
        t.data[(i + 1) * n + i] = -radius * Math.sin(i);
        if (i + 2 < n) t.data[i * n + i + 2] = 0.1;
      }
      agrees(rotated(t, 4), 1.2, 'krylov-schur');
    });

    it('tells several eigenvalues of nearly the same modulus', () => {
      const near = [1, -0.9999, 0.9998, -0.9997];
      const w = build(n, n, (i, j) => (i === j ? (near[i] ?? 0.9 * Math.cos(i)) : i + 1 === j ? 0.2 : 0));
      agrees(rotated(w, 5), 1, 'krylov-schur');
    });

    it('restarts when the space is full', () => {
      const w = rotated(
        build(n, n, (i, j) => (i === j ? 1 / (1 + i / 30) : i + 1 === j ? 0.02 : 0)),
        6,
      );
      const norm = Math.sqrt(w.data.reduce((sum, x) => sum + x * x, 0));
      withSpaces(k, w, 24, (spaces) => {
        let restarts = 0;
        const compress = spaces.compress.bind(spaces);
        spaces.compress = (side, z) => {
          restarts++;
          compress(side, z);
        };
        const { value, errorBound } = krylovSchur(spaces, k.eigenvalues, norm, 1e-8);
        assert.ok(restarts >= 2, `${restarts} restarts, ${value} ± ${errorBound}`);
        assert.ok(Math.abs(value - 1) <= errorBound && errorBound <= 1e-8, `${value} ± ${errorBound}`);
      });
    });

    it('falls back to the direct method where its bound is too wide, and says so', () => {
      agrees(rotated(forsythe(n, 0.9), 7), 0.9, 'direct', 'rotated Jordan block');
      const { value, errorBound, method } = k.spectralRadius(grcar(n));
      assert.equal(method, 'direct');
      // The true value is near 2.26 ([Trefethen2005] ch. 7); of the transpose float64 finds another.
      const other = k.spectralRadius(transpose(grcar(n)));
      assert.ok(Math.abs(value - other.value) <= errorBound + other.errorBound);
      assert.ok(errorBound > 1e-3);
    });

    it('is exact for triangular matrices and finds σ_max for normal ones', () => {
      assert.deepEqual(agrees(forsythe(n, 0.5), 0.5, 'direct').errorBound, 0);
      assert.equal(agrees(forsythe(n, 0), 0).errorBound, 0);
      assert.equal(agrees(zeros(n), 0).errorBound, 0);
      assert.equal(
        agrees(
          diagonal((i) => 1.5 - i),
          n - 2.5,
        ).errorBound,
        0,
      );
      assert.equal(agrees(identity(n, -3), 3).errorBound, 0);
      agrees(randomOrthogonal(n, 8), 1, 'lanczos');
      agrees(
        rotated(
          diagonal((i) => (i === 0 ? -2 : 1)),
          9,
        ),
        2,
      );
    });

    it('knows matrices of low rank', () => {
      const x = gaussian(n, 1, 10);
      const y = gaussian(1, n, 11);
      let trace = 0;
      for (let i = 0; i < n; i++) trace += x.data[i]! * y.data[i]!;
      agrees(multiply(x, y), Math.abs(trace), undefined, 'rank one');
    });

    it('keeps its digits far from 1', () => {
      const w = unitVariance(12);
      const { value } = k.spectralRadius(w);
      for (const e of [-500, 500]) {
        const far = k.spectralRadius(scale(w, 2 ** e));
        assert.ok(Math.abs(far.value / 2 ** e / value - 1) < 1e-12);
        assert.ok(far.errorBound < 1e-8 * far.value);
      }
    });

    it('refuses what it cannot digest', () => {
      const infected = unitVariance(13);
      infected.data[n + 1] = NaN;
      assert.throws(() => k.spectralRadius(infected), /\[1, 1\]/);
      assert.throws(() => k.spectralRadius(zeros(2, 3)), RangeError);
      assert.throws(() => k.spectralRadius(zeros(0)), RangeError);
    });

    it('starts the norm of a power so well that the result is the same', () => {
      for (const w of [
        unitVariance(14),
        rotated(
          build(n, n, (i, j) => (i === j ? 1 - i / n : 0)),
          15,
        ),
      ]) {
        const { dominant } = k.spectralRadius(w);
        const start = dominant?.startFor(60) ?? null;
        const from = k.normOfPower(w, 60, undefined, start);
        const expected = k.normOfPower(w, 60);
        assert.ok(Math.abs(from.value - expected.value) <= 1e-9, `${from.value} ${expected.value}`);
        assert.ok(from.errorBound < 1e-9);
      }
    });

    it('is not misled by a start that lacks the leading direction', () => {
      const w = unitVariance(16);
      const start = k.spectralRadius(w).dominant!.startFor(60)!;
      const [, ...rest] = start.directions;
      const blind = {
        ...start,
        directions: rest,
        ratios: start.ratios.slice(1).map((x) => x / start.ratios[1]!),
      };
      const found = k.normOfPower(w, 60, undefined, blind);
      assert.ok(Math.abs(found.value - k.normOfPower(w, 60).value) <= 1e-9);
    });

    it('stops when the checkpoint throws', () => {
      const w = unitVariance(17);
      let calls = 0;
      const cancel = () => {
        if (++calls > 20) throw new Error('canceled');
      };
      assert.throws(() => k.spectralRadius(w, cancel), /canceled/);
      assert.ok(idleBytes() <= 16 * 2 ** 20);
    });
  });
}
