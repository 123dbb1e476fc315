import assert from 'node:assert/strict';
import { Latest } from '../../../src/host/latest';

describe('Latest', () => {
  it('cancels a question when the next of its kind begins, and no other', () => {
    const latest = new Latest<'flow' | 'lyapunov'>();
    const first = latest.begin('flow');
    const other = latest.begin('lyapunov');
    assert.equal(first.aborted, false);
    const second = latest.begin('flow');
    assert.deepEqual([first.aborted, second.aborted, other.aborted], [true, false, false]);
  });
});
