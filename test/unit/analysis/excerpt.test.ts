import assert from 'node:assert/strict';
import { fromRows, zeros } from '../../../src/core/linalg/matrix';
import { parseExcerpt } from '../../../src/shared/excerpt';
import { excerptOf } from '../../../src/analysis/matrix/excerpt';

describe('the entries of a matrix to be read', () => {
  it('are all of a small one, with those of its power', () => {
    const { entries, rowIndices, power } = excerptOf(fromRows([[1.5, 0], [0, 0.5]]), { maxOrder: 6, steps: 29 }); // prettier-ignore
    assert.deepEqual(entries, [[1.5, 0], [0, 0.5]]); // prettier-ignore
    assert.deepEqual(rowIndices, [0, 1]);
    assert.equal(power!.exponent, 5);
    assert.ok(Math.abs(power!.entries[0]![0]! - 1.5 ** 29 / 1e5) < 1e-12);
  });

  it('are the corner and the last row and column of a large one, without a power', () => {
    const w = zeros(7);
    w.data.forEach((_, i) => (w.data[i] = i));
    const { entries, rowIndices, columnIndices, power } = excerptOf(w, { maxOrder: 6, steps: 29 });
    assert.deepEqual(rowIndices, [0, 1, 2, 6]);
    assert.deepEqual(columnIndices, [0, 1, 2, 6]);
    assert.deepEqual(entries, [[0, 1, 2, 6], [7, 8, 9, 13], [14, 15, 16, 20], [42, 43, 44, 48]]); // prettier-ignore
    assert.equal(power, null);
  });

  it('of one that is not square are cut by rows and by columns alone', () => {
    const { rowIndices, columnIndices, entries, power } = excerptOf(zeros(16, 4), { maxOrder: 6, steps: 29 });
    assert.deepEqual([rowIndices, columnIndices], [[0, 1, 2, 15], [0, 1, 2, 3]]); // prettier-ignore
    assert.deepEqual([entries.length, entries[0]!.length, power], [4, 4, null]);
  });

  it('take no request that is out of bounds', () => {
    assert.deepEqual(parseExcerpt({ maxOrder: 1e9, steps: -1 }), { maxOrder: 6, steps: 100 });
    assert.deepEqual(parseExcerpt(null), { maxOrder: 6, steps: 100 });
  });
});
