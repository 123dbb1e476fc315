import assert from 'node:assert/strict';
import { startInterval } from '../../../../src/core/config/startInterval';
import { createRandom } from '../../../../src/core/random';
import { agreements } from './simulatedStarts';

describe('the range of a driven prediction', () => {
  it('holds the median of what torch simulated in 95 %, and is nowhere off by a decade', () => {
    const found = [...agreements(17, 64)];
    const off = found.flatMap((agreement) => agreement.off);
    const held = off.filter((decades) => decades <= 0).length;
    assert.ok(held >= 0.95 * off.length, `${held} of ${off.length}`);
    assert.ok(Math.max(...off) <= 1);
    // A wide one would hold anything: most are within a tenth of a decade a step.
    const narrow = found.filter(({ what, width }) => width < 0.1 * Number(what.split(' ').at(-1))).length;
    assert.ok(narrow > found.length / 2, `${narrow} of ${found.length}`);
  });
});

describe('startInterval', () => {
  it('holds 90 % of further values', () => {
    const random = createRandom(3);
    for (const n of [3, 5, 9, 15]) {
      let held = 0;
      for (let trial = 0; trial < 4000; trial++) {
        const { low, high } = startInterval(Array.from({ length: n }, () => 2 * random.gaussian()));
        const next = 2 * random.gaussian();
        if (low <= next && next <= high) held++;
      }
      assert.ok(Math.abs(held / 4000 - 0.9) < 0.015, `${n}: ${held}`);
    }
  });

  it('reaches down to an exact zero where a draw has one', () => {
    assert.deepEqual(startInterval([-1, -Infinity, -1]), { low: -Infinity, high: -1 });
    assert.deepEqual(startInterval([-Infinity, -Infinity]), { low: -Infinity, high: -Infinity });
  });
});
