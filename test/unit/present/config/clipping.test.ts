import assert from 'node:assert/strict';
import { readingOf } from '../../../../src/core/config/clipping';
import type { ConfigFamily } from '../../../../src/core/config/recurrentConfig';
import { describeClipping } from '../../../../src/present/config/clipping';

describe('the words of clipping', () => {
  it('says what each trainer makes of a threshold below zero', () => {
    const words = (family: ConfigFamily, kind: 'global-norm' | 'value' = 'global-norm', threshold = -1) => {
      const clipping = { kind, threshold, off: true };
      return describeClipping(clipping, readingOf(family, clipping));
    };
    assert.match(words('training-arguments'), /off \(−1 is read as off\)/);
    assert.match(words('espnet'), /does not switch clipping off here: it reverses every gradient/);
    assert.match(words('plain'), /Many trainers read −1 as "do not clip"; .* reverses every gradient/);
    assert.match(words('hydra', 'value'), /clip_grad_value_ .* sets every element of every gradient to −1/);
    assert.match(words('allennlp', 'global-norm', 0), /is read as off/);
    assert.match(words('allennlp', 'value', 0), /makes every gradient zero/);
  });

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
