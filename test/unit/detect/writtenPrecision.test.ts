import assert from 'node:assert/strict';
import { fromRows } from '../../../src/core/linalg/matrix';
import { writtenPrecision } from '../../../src/detect/writtenPrecision';

const w = fromRows([
  [0.1234, -1.234, 0.5],
  [0.0012, 0, 12.35],
  [1, 0.9871, 0.25],
]);
const text = '[[0.1234, -1.234, 0.5],\n [0.0012, 0.0, 12.35],\n [1.0, 0.9871, 0.25]]';
const halves = (literal: string, of = w): number[] | undefined => {
  const found = writtenPrecision(literal, of);
  return found ? [...found.halfUnits] : undefined;
};

describe('the digits of a written matrix', () => {
  it('are those of each entry, zeros that were left out among them', () => {
    assert.deepEqual(writtenPrecision(text, w)!.rounding, { digits: 4, fewest: 2 });
    const near = [5e-5, 5e-4, 5e-5, 5e-5, 0, 5e-3, 0, 5e-5, 5e-5];
    halves(text)!.forEach((half, i) => {
      assert.ok(Math.abs(half - near[i]!) <= 1e-9 * near[i]!, `${i}: ${half}`);
    });
  });

  it('are counted as is true of all of them', () => {
    const roundingOf = (...row: readonly string[]) =>
      writtenPrecision(row.join(' '), fromRows([row.map(Number)]))?.rounding;
    assert.deepEqual(roundingOf('1.2041', '0.9412', '-0.5'), { decimals: 4 });
    assert.deepEqual(roundingOf('0.2041', '0.9412', '-0.5', '3'), { digits: 4 });
    assert.deepEqual(roundingOf('1.2041', '0.00094123', '12.345'), { digits: 5 });
    assert.deepEqual(roundingOf('1.2041e-3', '9.412e-3', '5.1e-9'), { digits: 5, fewest: 2 });
    assert.deepEqual(roundingOf('100.25', '0.125', '3.5'), { digits: 5, fewest: 3 });
    assert.deepEqual(roundingOf('1024.5', '0.0625', '33.25', '0.1234'), { digits: 5, fewest: 3 });
  });

  it('are those of W in a leaky step', () => {
    const leaky = fromRows([[1.2041 * 0.3 + 0.7, 0.9412 * 0.3], [0.1 * 0.3, 0.4512 * 0.3 + 0.7]]); // prettier-ignore
    const found = writtenPrecision('[[1.2041, 0.9412], [0.1, 0.4512]]', leaky, { keep: 0.7, gain: 0.3 })!;
    assert.deepEqual(found.rounding, { decimals: 4 });
    for (const half of found.halfUnits) assert.ok(Math.abs(half - 0.3 * 5e-5) < 1e-15);
    assert.equal(writtenPrecision('[[1.2041, 0.9412], [0.1, 0.4512]]', leaky), null);
  });

  it('are read whatever stands around the numbers', () => {
    const call = `np.array([  # 3 rows, dtype float32\n${text.slice(1, -1)}], dtype=np.float32)`;
    assert.deepEqual(halves(call), halves(text));
    assert.deepEqual(halves('0.1234 -1.234 .5; 0.0012 0. 12.35; 1 +0.9871 0.25'), halves(text));
    assert.deepEqual(
      halves('1.234e-1, -1.234e+0, 5e-1, 1.2e-3, 0, 1.235E1, 1, 9.871e-1, 2.5e-1'),
      halves(text),
    );
  });

  it('are found in a literal that is turned', () => {
    const turned = '[[0.1234, 0.0012, 1], [-1.234, 0, 0.9871], [0.5, 12.35, 0.25]].T';
    assert.deepEqual(halves(turned), halves(text));
  });

  it('are not claimed of numbers that were computed, chosen, or are doubles in full', () => {
    assert.equal(halves(`0.9 * ${text}`.replace('0.1234', '0.1371')), undefined);
    assert.equal(halves('[[1.5, 0], [0, 0.5]]', fromRows([[1.5, 0], [0, 0.5]])), undefined); // prettier-ignore
    assert.equal(halves('[[1.05, 0], [0, 0.95]]', fromRows([[1.05, 0], [0, 0.95]])), undefined); // prettier-ignore
    assert.equal(halves('[[0.1234567890123456]]', fromRows([[0.1234567890123456]])), undefined);
    assert.equal(halves('[[1, 2], [3, 4]]', fromRows([[1, 2], [3, 4]])), undefined); // prettier-ignore
  });

  it('are not found in a text that was cut or is of something else', () => {
    assert.equal(halves(text.slice(0, 40)), undefined);
    assert.equal(halves(''), undefined);
    assert.equal(halves('x0.1234 '.repeat(1000)), undefined);
    assert.equal(halves('1_000.5_'.repeat(20_000)), undefined);
  });
});
