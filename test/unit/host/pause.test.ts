import assert from 'node:assert/strict';
import { pauseAfter } from '../../../src/host/pause';

describe('the pause after a keystroke', () => {
  it('is short after a quick reading, at most 300 ms after a long one or none', () => {
    assert.equal(pauseAfter(3), 40);
    assert.equal(pauseAfter(20), 40);
    assert.equal(pauseAfter(100), 200);
    assert.equal(pauseAfter(5000), 300);
    assert.equal(pauseAfter(undefined), 300);
  });
});
