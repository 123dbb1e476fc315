import assert from 'node:assert/strict';
import { kernels } from '../../../../src/core/kernels/choose';
import { certifiedNorm } from '../../../../src/core/linalg/certifiedNorm';
import { scale, type Matrix } from '../../../../src/core/linalg/matrix';
import { multiply } from '../../../../src/core/linalg/product';
import { singularValues } from '../../../../src/core/linalg/singularValues';
import { randomOrthogonal } from '../../../../src/core/random';
// log10 of ‖W‖₂ of the matrices that `draw` makes, made by test/bench/accuracy/norms.py.
import truths from '../../../fixtures/norms.json';
import { draw } from '../../../bench/accuracy/families';
import { gaussian } from './matrices';

const intervalOf = (a: Matrix, estimate = singularValues(a)[0]!) => certifiedNorm(a, estimate, multiply);

describe('the norm of a matrix', () => {
  it('lies in its interval in every family', () => {
    truths.forEach(([high, low], index) => {
      const { base, family } = draw(index);
      const sigma = singularValues(base)[0]!;
      const { lower, upper } = intervalOf(base, sigma);
      const name = `${index}: ${family}, ${base.rows}×${base.rows}`;
      // The truth in two doubles.
      assert.ok(lower - high! <= low! && upper - high! >= low!, `${name}: ${lower} ${upper}`);
      assert.ok(upper - lower <= 1e-12 * sigma, `${name}: ${upper - lower} says too little`);
    });
  });

  it('is enclosed whatever the estimate is', () => {
    const a = gaussian(20, 12, 1);
    const sigma = singularValues(a)[0]!;
    for (const factor of [0, 1e-9, 0.5, 1 - 1e-6, 1 + 1e-6, 2, 1e9]) {
      const { lower, upper } = intervalOf(a, factor * sigma);
      assert.ok(lower <= sigma && sigma <= upper, `${factor}: ${lower} ${upper}`);
    }
  });

  it('is enclosed as well far from 1, of wide matrices, of several panels and where all singular values meet', () => {
    for (const a of [
      scale(gaussian(9, 9, 2), 2 ** 900),
      scale(gaussian(9, 9, 2), 2 ** -900),
      gaussian(5, 200, 3),
      gaussian(150, 150, 5),
      randomOrthogonal(140, 4),
    ]) {
      const sigma = kernels().singularValues(a)[0]!;
      const { lower, upper } = intervalOf(a, sigma);
      assert.ok(lower <= sigma * (1 + 1e-14) && sigma * (1 - 1e-14) <= upper);
      assert.ok(upper - lower <= 1e-11 * sigma);
    }
  });

  it('of a zero matrix is zero', () => {
    assert.deepEqual(intervalOf({ rows: 3, columns: 2, data: new Float64Array(6) }), { lower: 0, upper: 0 });
  });
});
