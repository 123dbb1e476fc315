import assert from 'node:assert/strict';
import { defaultThresholds } from '../../../src/core/analysis';
import { confirmedGain, verdictWithin } from '../../../src/core/gain';
import { kernels } from '../../../src/core/kernels/choose';
import { fromRows, scale } from '../../../src/core/linalg/matrix';
import { verdictOfGain } from '../../../src/core/verdict';
import { draw, families } from '../../bench/accuracy/families';
// Factor and log10 of the true gain of each, made by test/bench/accuracy/truth.py.
import truths from '../../fixtures/gains.json';

const found = truths.map(([factor, truth], index) => {
  const { family, base, steps } = draw(index);
  const w = scale(base, factor!);
  const gain = confirmedGain(w, steps, 0, defaultThresholds, null, undefined, kernels());
  const name = `${index}: ${family}, ${w.rows}×${w.rows}, ${steps} steps`;
  return { name, family, truth: truth ?? null, gain };
});

describe('gains of twelve families beside a threshold', () => {
  it('have the word of the true gain', () => {
    for (const { name, truth, gain } of found) {
      assert.equal(verdictWithin(gain, 0, defaultThresholds), verdictOfGain(truth, defaultThresholds), name);
    }
  });

  it('lie within their bounds', () => {
    for (const { name, truth, gain } of found) {
      const error = truth === null || gain.value === null ? 0 : Math.abs(gain.value - truth);
      // The truth itself is rounded to a double.
      assert.ok(
        error <= gain.errorBound + 2 ** -53 * Math.abs(truth ?? 0),
        `${name}: ${error} > ${gain.errorBound}`,
      );
      assert.ok(gain.errorBound <= 0.01, `${name}: ${gain.errorBound} says too little`);
      assert.equal(gain.value === null, truth === null, name);
    }
  });

  it('lies within its bound where the singular values of a power are all but equal', () => {
    // A matrix of draws beyond these: its 250th power has singular values that differ by some 1e-12.
    const w = fromRows([
      [0.8664279214825151, 0.505022526960537],
      [-0.5050225269373225, 0.8664279215470133],
    ]);
    const { log2, errorBounds } = kernels().powerNorms(w, 250);
    const error = Math.abs(log2.at(-1)! * Math.log10(2) - 0.31099044921896174);
    assert.ok(error <= errorBounds.at(-1)!, `${error} > ${errorBounds.at(-1)!}`);
  });

  it('take more digits where powers cancel, and only there', () => {
    const precise = found.filter(({ gain }) => /^direct-/.test(gain.method));
    assert.ok(precise.length < found.length / 2, `${precise.length} took more digits`);
    for (const family of families.slice(2, 5))
      assert.ok(precise.some((one) => one.family === family), family); // prettier-ignore
  });
});
