import assert from 'node:assert/strict';
import type { Sensitivity } from '../../../../src/core/sensitivity';
import { sensitivityNotes } from '../../../../src/present/matrix/sensitivity';

const known: Sensitivity = {
  rounding: { digits: 4 },
  firstOrder: 0.3,
  range: { low: 1.2, high: 1.8 },
  verdicts: ['growing'],
};

describe('how far a gain holds, in words', () => {
  it('is in decades where they are few', () => {
    assert.deepEqual(sensitivityNotes(known), ['Rounded to 4 digits, this gain is known to ± 0.3 decades.']);
    assert.deepEqual(sensitivityNotes({ ...known, rounding: { dtype: 'BF16' } }), [
      'Stored as BF16, this gain is known to ± 0.3 decades.',
    ]);
    assert.deepEqual(sensitivityNotes({ ...known, rounding: { decimals: 4 } }), [
      'Rounded to 4 decimals, this gain is known to ± 0.3 decades.',
    ]);
    assert.deepEqual(sensitivityNotes({ ...known, rounding: { digits: 5, fewest: 3 } }), [
      'Rounded to 3 to 5 digits, this gain is known to ± 0.3 decades.',
    ]);
  });

  it('names the ends and every word where they are many or differ', () => {
    const open = {
      ...known,
      range: { low: 0.8, high: 3.1 },
      verdicts: ['exploding', 'growing', 'stable'],
    } as const;
    assert.deepEqual(sensitivityNotes(open), [
      'Rounded to 4 digits, W has a gain between 6.3 and 1300: stable or growing or exploding.',
    ]);
    assert.deepEqual(
      sensitivityNotes({ ...known, range: { low: null, high: 2 }, rounding: { dtype: 'F16' } }),
      ['Stored as F16, W has a gain between 0 and 100: growing.'],
    );
  });

  it('is not told where it is no news', () => {
    assert.deepEqual(sensitivityNotes({ ...known, range: { low: 1.5, high: 1.5001 } }), []);
    assert.deepEqual(sensitivityNotes(null), []);
    assert.deepEqual(sensitivityNotes(undefined), []);
  });
});
