import assert from 'node:assert/strict';
import fc from 'fast-check';
import { growthOfPowers, singularValueGrowth } from '../../../src/core/growth';
import { eigenvalues } from '../../../src/core/linalg/eigenvalues';
import { fromRows, identity, scale, zeros } from '../../../src/core/linalg/matrix';
import { powerNormsByLanczos, powerNormsByProducts } from '../../../src/core/linalg/powerNorms';
import { singularValues } from '../../../src/core/linalg/singularValues';
import { spectralRadius } from '../../../src/core/linalg/spectralRadius';
import { randomOrthogonal } from '../../../src/core/random';
import truths from '../../fixtures/singularValuesOfPowers.json';
import { distance, forsythe, gaussian, grcar, maxOrder, references, rotated } from './linalg/matrices';

const cancel = () => {
  throw new Error('canceled');
};

function assertClose(found: readonly (number | null)[], expected: readonly (number | null)[]) {
  assert.equal(found.length, expected.length);
  expected.forEach((value, i) => {
    if (value === null) assert.equal(found[i], null);
    else assert.ok(Math.abs(found[i]! - value) <= 1e-10 * Math.max(1, Math.abs(value)), `k = ${i + 1}`);
  });
}

describe('growthOfPowers', () => {
  for (const { name, matrix, log10NormOfPower } of references) {
    it(`agrees with numpy on ${name}`, () => {
      assertClose(growthOfPowers(matrix, log10NormOfPower.length), log10NormOfPower);
    });

    it(`agrees with numpy on ${name} by Lanczos`, () => {
      const norms = powerNormsByLanczos(matrix, log10NormOfPower.length);
      const curve = log10NormOfPower.map((_, i) => (i < norms.length ? norms[i]! * Math.log10(2) : null));
      assertClose(curve, log10NormOfPower);
    });
  }

  it('gives the article its gains', () => {
    const gain = 10 ** growthOfPowers(fromRows([[1.5, 0], [0, 0.5]]), 29)[28]!; // prettier-ignore
    assert.ok(Math.abs(gain / 1.5 ** 29 - 1) < 1e-12);
  });

  it('neither overflows nor tires at 100000 steps', () => {
    const long = growthOfPowers(fromRows([[1.5]]), 100_000);
    assert.ok(Math.abs(long.at(-1)! / (1e5 * Math.log10(1.5)) - 1) < 1e-14);
    const jordan = growthOfPowers(fromRows([[1, 1], [0, 1]]), 20_000); // prettier-ignore
    assert.ok(Math.abs(jordan.at(-1)! - Math.log10(20_000)) < 1e-8);
    const spun = growthOfPowers(scale(randomOrthogonal(3, 1), 0.9), 5000);
    assert.ok(Math.abs(spun.at(-1)! / (5000 * Math.log10(0.9)) - 1) < 1e-10);
  });

  it('stays exactly zero once it is', () => {
    for (const n of [5, 32, 33, 70]) {
      const curve = growthOfPowers(forsythe(n, 0), n + 10);
      assert.equal(curve.indexOf(null), n - 1, `order ${n}`);
      assert.ok(curve.every((value, i) => (i < n - 1 ? Math.abs(value!) < 1e-12 : value === null)));
    }
    assert.deepEqual(growthOfPowers(zeros(40), 3), [null, null, null]);
  });

  it('has powers of 1e±300 entries', () => {
    const w = gaussian(40, 40, 2);
    const plain = growthOfPowers(w, 30);
    for (const e of [-980, 980]) {
      const shifted = plain.map((value, i) => value! + (i + 1) * e * Math.log10(2));
      assertClose(growthOfPowers(scale(w, 2 ** e), 30), shifted);
    }
  });

  it('finds by Lanczos what the products give', () => {
    for (const w of [
      gaussian(48, 48, 1),
      scale(randomOrthogonal(40, 2), 0.99),
      grcar(50),
      rotated(forsythe(36, 0.5), 4),
    ]) {
      const byProducts = powerNormsByProducts(w, 60);
      assertClose(powerNormsByLanczos(w, 60), byProducts);
    }
  });

  it('lies between ρᵏ and σ_maxᵏ', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: maxOrder }), fc.integer({ min: 0, max: 1e6 }), (n, seed) => {
        const w = gaussian(n, n, seed);
        const { lower } = spectralRadius(w, eigenvalues(w));
        const sigma = singularValues(w)[0]!;
        growthOfPowers(w, 30).forEach((value, i) => {
          assert.ok(value! <= (i + 1) * Math.log10(sigma) + 1e-12 * (i + 1));
          assert.ok(value! >= (i + 1) * Math.log10(lower) - 1e-12 * (i + 1));
        });
      }),
    );
  });

  it('refuses what has no powers, and steps that are none', () => {
    assert.throws(() => growthOfPowers(zeros(2, 3), 5), /not square/);
    assert.throws(() => growthOfPowers(zeros(0), 5), /empty/);
    assert.throws(() => growthOfPowers(fromRows([[NaN]]), 5), /entry \[0, 0\] is NaN/);
    for (const steps of [0, -1, 1.5, NaN])
      assert.throws(() => growthOfPowers(identity(2), steps), RangeError);
  });

  it('is canceled by its checkpoint', () => {
    assert.throws(() => growthOfPowers(gaussian(8, 8, 1), 100, cancel), /canceled/);
    assert.throws(() => growthOfPowers(gaussian(40, 40, 1), 100, cancel), /canceled/);
  });
});

describe('singularValueGrowth', () => {
  for (const { name, matrix, steps, log10 } of truths) {
    it(`agrees with 400 digits on ${name}`, () => {
      singularValueGrowth(fromRows(matrix), steps).forEach((found, i) => {
        assert.ok(distance(found, log10[i]!) <= 1e-12, `k = ${steps[i]!}`);
      });
    });
  }

  it('keeps the small ones, of a diagonal matrix and of a rotated one', () => {
    const expected = [100 * Math.log10(1.5), 100 * Math.log10(0.5)];
    const w = fromRows([[0.5, 0], [0, 1.5]]); // prettier-ignore
    assert.ok(distance(singularValueGrowth(w, [100])[0]!, expected) < 1e-12);
    for (const seed of [1, 2, 3]) {
      assert.ok(distance(singularValueGrowth(rotated(w, seed), [100])[0]!, expected) < 1e-10);
    }
    // Ratios far beyond float64: (1.5/0.5)^5000 = 10^2385.
    const far = singularValueGrowth(rotated(w, 4), [5000])[0]!;
    assert.ok(distance(far, expected.map((value) => value * 50)) < 1e-8); // prettier-ignore
  });

  it('counts the zeros of a nilpotent shift', () => {
    const found = singularValueGrowth(forsythe(6, 0), [1, 2, 5, 6, 7]);
    const zerosAt = found.map((values) => values.filter((value) => value === -Infinity).length);
    assert.deepEqual(zerosAt, [1, 2, 5, 6, 6]);
    assert.ok(
      found.every((values) => values.every((value) => value === -Infinity || Math.abs(value) < 1e-15)),
    );
  });

  it('has the growth curve on top and the determinant in sum', () => {
    for (const w of [gaussian(12, 12, 3), scale(gaussian(6, 6, 4), 2 ** 600)]) {
      const curve = growthOfPowers(w, 40);
      const one = singularValueGrowth(w, [1])[0]!.reduce((sum, x) => sum + x, 0);
      for (const k of [2, 7, 40]) {
        const found = singularValueGrowth(w, [k])[0]!;
        assertClose([found[0]!], [curve[k - 1]!]);
        const sum = found.reduce((x, y) => x + y, 0);
        assert.ok(Math.abs(sum - k * one) < 1e-10 * Math.max(1, Math.abs(sum)));
      }
    }
  });

  it('refuses steps that do not ascend, and is canceled by its checkpoint', () => {
    assert.throws(() => singularValueGrowth(identity(2), [2, 2]), RangeError);
    assert.throws(() => singularValueGrowth(identity(2), [0]), RangeError);
    assert.throws(() => singularValueGrowth(gaussian(8, 8, 1), [5], cancel), /canceled/);
    assert.deepEqual(singularValueGrowth(identity(2), []), []);
  });
});
