import assert from 'node:assert/strict';
import fc from 'fast-check';
import { log10OfCompound, rateTable } from '../../../src/core/rates';

describe('rates a little above or below one', () => {
  it('comes to the article’s figures over 100 steps', () => {
    const [row] = rateTable([1.1], [100]);
    assert.equal((10 ** row![0]!).toPrecision(4), '1.378e+4');
    const after = (rate: number): string => (10 ** log10OfCompound(rate, 100)!).toPrecision(4);
    assert.deepEqual([0.9, 1.01, 0.99, 1].map(after), ['0.00002656', '2.705', '0.3660', '1.000']);
  });

  it('has a row for each rate and a column for each number of steps', () => {
    assert.deepEqual(rateTable([10, 0.1, 0], [1, 3]), [
      [1, 3],
      [-1, -3],
      [null, null],
    ]);
  });

  it('neither over- nor underflows, and keeps what a rate differs from one', () => {
    assert.ok(Math.abs(log10OfCompound(1.1, 100_000)! - 4139.268515822508) < 1e-9);
    assert.ok(Math.abs(log10OfCompound(1e-200, 1000)! + 200_000) < 1e-9);
    // ln(1 + ε) = ε for the smallest ε that 1 + ε knows.
    const relative = (log10OfCompound(1 + Number.EPSILON, 1)! * Math.LN10) / Number.EPSILON;
    assert.ok(Math.abs(relative - 1) < 1e-12);
  });

  it('turns products into sums', () => {
    const steps = fc.integer({ min: 1, max: 1e5 });
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), steps, steps, (rate, a, b) => {
        const whole = log10OfCompound(rate, a + b)!;
        const parts = log10OfCompound(rate, a)! + log10OfCompound(rate, b)!;
        return Math.abs(whole - parts) <= 1e-12 * Math.max(1, Math.abs(whole));
      }),
    );
  });

  it('refuses what is no rate and no number of steps', () => {
    for (const rate of [-0.5, NaN, Infinity]) assert.throws(() => log10OfCompound(rate, 3), RangeError);
    for (const steps of [0, 1.5, NaN]) assert.throws(() => log10OfCompound(0.9, steps), RangeError);
  });
});
