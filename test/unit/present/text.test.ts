import assert from 'node:assert/strict';
import { formatNumber, formatPowerOfTen, formatSteps } from '../../../src/present/format';
import { normSparkline, sparkline } from '../../../src/present/sparkline';

describe('numbers as text', () => {
  it('keeps three digits and switches to E notation where it is shorter', () => {
    const cases: [number, string][] = [
      [1.5, '1.5'],
      [1.12905, '1.13'],
      [0, '0'],
      [0.61356, '0.614'],
      [-2.5, '−2.5'],
      [127834, '1.28e5'],
      [7.66e-11, '7.66e-11'],
      [-7.66e-11, '−7.66e-11'],
      [Infinity, '∞'],
    ];
    for (const [value, text] of cases) assert.equal(formatNumber(value), text);
  });

  it('writes powers of ten far outside the doubles', () => {
    assert.equal(formatPowerOfTen(null), '0');
    assert.equal(formatPowerOfTen(17609.125905568), '1.34e17609');
    assert.equal(formatPowerOfTen(-477.3), '5.01e-478');
    assert.equal(formatPowerOfTen(Math.log10(9.999e5)), '1.00e6');
    assert.equal(formatPowerOfTen(Math.log10(9.6e5), 1), '1e6');
    assert.equal(formatPowerOfTen(0), '1');
  });

  it('counts steps', () => {
    assert.equal(formatSteps(1), '1 step');
    assert.equal(formatSteps(1.709), '1.7 steps');
    assert.equal(formatSteps(13863), '13,863 steps');
  });
});

describe('sparkline', () => {
  it('rises from the lowest to the highest block', () => {
    assert.equal(sparkline([0, 1, 2, 3, 4, 5, 6, 7]), '▁▂▃▄▅▆▇█');
  });
  it('draws a flat curve level and an exact zero as a dot', () => {
    assert.equal(sparkline([0, 0, 0]), '▄▄▄');
    assert.equal(sparkline([0, -1, null, null]), '█▁··');
    assert.equal(sparkline([null]), '·');
  });
  it('draws the norms of a calm run calm, and lets an explosion fill the height', () => {
    const calm = normSparkline(Array.from({ length: 60 }, (_, i) => 1 + 0.4 * Math.sin(i)));
    assert.match(calm, /^[▃▄▅▆]{24}$/);
    assert.match(normSparkline(Array.from({ length: 60 }, (_, i) => (i < 50 ? 1 : 40))), /^▁+█+$/);
  });
  it('keeps the width', () => {
    assert.equal(sparkline(Array.from({ length: 1000 }, (_, i) => i)).length, 40);
  });
});
