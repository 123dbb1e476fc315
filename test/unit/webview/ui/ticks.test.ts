import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countTicks, decadeTicks, linearTicks } from '../../../../src/present/plot/ticks';

describe('webview ticks', () => {
  it('labels whole decades', () => {
    assert.deepEqual(
      decadeTicks(-2.5, 2.5).map(({ label }) => label),
      ['10⁻²', '10⁻¹', '10⁰', '10¹', '10²'],
    );
  });

  it('counts from 1', () => {
    assert.deepEqual(
      countTicks(29).map(({ value }) => value),
      [1, 5, 10, 15, 20, 25],
    );
    assert.deepEqual(
      countTicks(1).map(({ value }) => value),
      [1],
    );
  });

  it('stays within any axis, with few ticks of different labels', () => {
    const ends = fc.tuple(
      fc.double({ min: -300, max: 300, noNaN: true }),
      fc.double({ min: 1, max: 600, noNaN: true }),
    );
    fc.assert(
      fc.property(ends, ([min, span]) => {
        for (const ticks of [decadeTicks(min, min + span), linearTicks(min, min + span)]) {
          assert.ok(ticks.length <= 11);
          assert.equal(new Set(ticks.map(({ label }) => label)).size, ticks.length);
          for (const { value } of ticks) assert.ok(value >= min - 1e-6 && value <= min + span + 1e-6);
        }
      }),
    );
  });
});
