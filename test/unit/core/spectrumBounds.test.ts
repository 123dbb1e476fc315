import assert from 'node:assert/strict';
import { spectrumOf } from '../../../src/core/analyze';
import { boundedSingularValues } from '../../../src/core/spectrumGrowth';
import { draw } from '../../bench/accuracy/families';
// The number of a draw, its eigenvalues of the upper half plane, its singular values, and log10 of those of its power, made by
// test/bench/accuracy/spectra.py.
import truths from '../../fixtures/spectraOfDraws.json';

type Truth = readonly [
  index: number,
  eigenvalues: readonly (readonly [number, number])[],
  sigmas: readonly number[],
  log10: readonly (number | null)[],
];

const cases = (truths as unknown as readonly Truth[]).map(([index, eigenvalues, sigmas, log10]) => {
  const { base, family, steps } = draw(index);
  const name = `${index}: ${family}, ${base.rows}×${base.rows}`;
  return { name, family, base, steps, eigenvalues, sigmas, log10 };
});
/** Truths are doubles themselves. */
const floor = (size: number): number => 2 ** -52 * size;

describe('the figures of twelve families lie within their bounds', () => {
  it('each eigenvalue, and every true one is met', () => {
    let sharp = 0;
    let all = 0;
    for (const { name, base, eigenvalues: truth } of cases) {
      const { eigenvalues, eigenvalueBounds: bounds } = spectrumOf(base, null);
      const distances = eigenvalues!.map(([re, im]) =>
        truth.map(([x, y]) => Math.hypot(re - x, Math.abs(im) - y)),
      );
      const size = Math.hypot(...truth[0]!);
      distances.forEach((row, i) => {
        all++;
        if (bounds![i]! <= 1e-9 * size) sharp++;
        assert.ok(
          Math.min(...row) <= bounds![i]! + floor(size),
          `${name}, λ${i}: ${Math.min(...row)} > ${bounds![i]!}`,
        );
      });
      truth.forEach((_, t) => {
        assert.ok(
          distances.some((row, i) => row[t]! <= bounds![i]! + floor(size)),
          `${name}: no ${t}`,
        );
      });
    }
    assert.ok(sharp > 0.7 * all, `${sharp} of ${all} are known well`);
  });

  it('each singular value', () => {
    for (const { name, base, sigmas } of cases) {
      const { singularValues, methods } = spectrumOf(base, null);
      singularValues.forEach((sigma, i) => {
        const error = Math.abs(sigma - sigmas[i]!);
        assert.ok(
          error <= methods.singularValues!.errorBound + floor(sigmas[0]!),
          `${name}, σ${i}: ${error}`,
        );
      });
    }
  });

  it('each singular value of a power', () => {
    let [known, all] = [0, 0];
    for (const { name, base, steps, log10 } of cases) {
      const indices = [...log10.keys()];
      const places = [...new Set([1, 2, 5, steps])];
      const { log10: found, errorBounds } = boundedSingularValues(base, places, indices);
      indices.forEach((i) => {
        const bound = errorBounds.at(-1)![i]!;
        const truth = log10[i] ?? null;
        all++;
        if (bound < 0.1) known++;
        if (truth === null) return;
        const error = Math.abs(found.at(-1)![i]! - truth);
        assert.ok(error <= bound + floor(Math.abs(truth)), `${name}, σ${i}: ${error} > ${bound}`);
      });
    }
    assert.ok(known > 0.5 * all, `${known} of ${all} are known`);
  });
});
