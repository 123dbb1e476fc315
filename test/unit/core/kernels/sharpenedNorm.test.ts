import assert from 'node:assert/strict';
import { precisePower } from '../../../../src/core/digits/precisePower';
import { kernels } from '../../../../src/core/kernels/choose';
import { diagonalMatrix } from '../../../../src/core/linalg/diagonal';
import { scale, transpose, zeros, type Matrix } from '../../../../src/core/linalg/matrix';
import { multiply } from '../../../../src/core/linalg/product';
import { createRandom, randomOrthogonal } from '../../../../src/core/random';

const steps = 100;
const k = kernels();

/** Scaled so that the gain is near 8, with its true log10. */
function known(base: Matrix): { readonly w: Matrix; readonly truth: number } {
  const w = scale(base, 10 ** ((0.9 - precisePower(base, steps, k)!.value!) / steps));
  return { w, truth: precisePower(w, steps, k)!.value! };
}

function found(w: Matrix): { readonly log10: number; readonly errorBound: number } {
  const { log2, errorBounds } = k.powerNorms(w, steps);
  return { log10: log2.at(-1)! * Math.log10(2), errorBound: errorBounds.at(-1)! * Math.log10(2) };
}

/** Of a truth that is a double itself. */
const floor = 4e-15;

describe('the norm of the last power of a curve', () => {
  it('lies within its bound where all roundings of a product go the same way', () => {
    for (const [n, seed] of [
      [60, 1],
      [48, 2],
      [82, 3],
    ] as const) {
      const random = createRandom(seed);
      const [a, b] = [random.uniform(), random.uniform()];
      for (const corner of [a, b]) {
        const data = zeros(n).data.map((_, i) => (i % (n + 1) === 0 ? corner : b));
        const { w, truth } = known({ rows: n, columns: n, data });
        const { log10, errorBound } = found(w);
        assert.ok(Math.abs(log10 - truth) <= errorBound + floor, `${n}: ${log10 - truth} > ${errorBound}`);
      }
    }
  });

  it('is known to the last digits where it has a gap, far from normal as the matrix may be', () => {
    const n = 24;
    const random = createRandom(5);
    const q = randomOrthogonal(n, 6);
    const triangle = zeros(n).data.map((_, at) => {
      const [i, j] = [Math.floor(at / n), at % n];
      return i === j ? 0.6 + 0.4 * random.uniform() : j > i ? 0.4 * (2 * random.uniform() - 1) : 0;
    });
    const { w, truth } = known(multiply(multiply(q, { rows: n, columns: n, data: triangle }), transpose(q)));
    const { log10, errorBound } = found(w);
    assert.ok(Math.abs(log10 - truth) <= errorBound + floor);
    assert.ok(errorBound < 1e-14, `${errorBound}`);
  });

  it('counts on no gap where several singular values all but meet', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const n = 10 + seed;
      const random = createRandom(seed);
      const d = Float64Array.from({ length: n }, (_, i) =>
        i < 3 ? 1 + 2 ** -36 * random.uniform() : 0.8 * random.uniform(),
      );
      const q = randomOrthogonal(n, seed);
      const { w, truth } = known(multiply(multiply(q, diagonalMatrix(d)), transpose(q)));
      const { log10, errorBound } = found(w);
      assert.ok(Math.abs(log10 - truth) <= errorBound + floor, `${seed}: ${log10 - truth} > ${errorBound}`);
    }
  });

  it('has company on the way: every point of the curve lies within its bound where singular values all but meet', () => {
    for (const n of [2, 3, 5]) {
      for (let seed = 1; seed <= 8; seed++) {
        const random = createRandom(seed);
        const data = randomOrthogonal(n, seed).data.map((x) => x + 2 ** -38 * random.gaussian());
        const w: Matrix = { rows: n, columns: n, data };
        const { log2, errorBounds } = k.powerNorms(w, 20);
        for (let step = 1; step <= 20; step++) {
          const truth = precisePower(w, step, k)!.value! / Math.log10(2);
          const error = Math.abs(log2[step - 1]! - truth);
          assert.ok(error <= errorBounds[step - 1]! + floor, `${n}, ${seed}, ${step}: ${error}`);
        }
      }
    }
  });
});
