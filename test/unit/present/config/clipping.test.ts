import assert from 'node:assert/strict';
import { describeClipping } from '../../../../src/present/config/clipping';

describe('the words of clipping', () => {
  it('says what a threshold does', () => {
    assert.match(
      describeClipping({ kind: 'value', threshold: 1e6, off: false }),
      /±1\.00e6.*no gradient reaches/,
    );
    assert.match(
      describeClipping({ kind: 'global-norm', threshold: 0, off: true }),
      /off \(0 is read as off\)/,
    );
    assert.match(describeClipping({ kind: 'norm', threshold: 1, off: false }), /each weight tensor/);
  });
});
