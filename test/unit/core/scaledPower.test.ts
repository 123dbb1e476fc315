import assert from 'node:assert/strict';
import fc from 'fast-check';
import { growthOfPowers } from '../../../src/core/growth';
import { fromRows, zeros } from '../../../src/core/linalg/matrix';
import { multiply } from '../../../src/core/linalg/product';
import { singularValues } from '../../../src/core/linalg/singularValues';
import { scaledPower } from '../../../src/core/scaledPower';

const entry = fc.double({ min: -2, max: 2, noNaN: true });
const square = fc.tuple(
  fc.tuple(entry, entry, entry),
  fc.tuple(entry, entry, entry),
  fc.tuple(entry, entry, entry),
);

describe('scaledPower', () => {
  it('is the power multiplied out step by step', () => {
    fc.assert(
      fc.property(square, fc.integer({ min: 1, max: 12 }), (rows, k) => {
        const w = fromRows(rows);
        let power = w;
        for (let i = 1; i < k; i++) power = multiply(power, w);
        const { matrix, exponent } = scaledPower(w, k);
        const size = Math.max(...power.data.map(Math.abs));
        matrix.data.forEach((value, i) => {
          const error = Math.abs(value * 10 ** exponent - power.data[i]!);
          assert.ok(
            error <= 1e-12 * Math.max(size, 3 ** k * 1e-3),
            `${value}e${exponent}, ${power.data[i]!}`,
          );
        });
      }),
    );
  });

  it('has its largest entry in [1, 10) however large or small the power is', () => {
    for (const w of [
      [
        [1.5, 0],
        [0, 0.5],
      ],
      [
        [1e-150, 2e-150],
        [0, 1e-150],
      ],
      [
        [1e150, 0],
        [1, 1e150],
      ],
      [
        [1, 0],
        [0, 1],
      ],
    ])
      // prettier-ignore
      for (const k of [1, 2, 29, 1000]) {
        const { matrix, exponent } = scaledPower(fromRows(w), k);
        const largest = Math.max(...matrix.data.map(Math.abs));
        assert.ok(largest >= 1 && largest < 10, `${largest}`);
        const log10 = exponent + Math.log10(singularValues(matrix)[0]!);
        const known = growthOfPowers(fromRows(w), k).at(-1)!;
        assert.ok(Math.abs(log10 - known) <= 1e-9 * Math.max(1, Math.abs(known)), `${log10} is ${known}`);
      }
  });

  it('of zero, and of a nilpotent matrix, is zero', () => {
    for (const w of [
      zeros(2),
      fromRows([
        [0, 1],
        [0, 0],
      ]),
    ])
      // prettier-ignore
      assert.deepEqual(scaledPower(w, 2), { matrix: zeros(2), exponent: 0 });
  });
});
