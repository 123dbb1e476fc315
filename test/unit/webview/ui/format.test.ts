import assert from 'node:assert/strict';
import {
  formatComplex,
  formatDecade,
  formatLog10,
  formatRadiusInterval,
  subscript,
} from '../../../../src/present/format';
import { slug } from '../../../../webview/ui/slug';

describe('webview format', () => {
  it('writes decades and indices', () => {
    assert.equal(formatDecade(-12), '10⁻¹²');
    assert.equal(formatDecade(0), '10⁰');
    assert.equal(subscript(128), '₁₂₈');
  });

  it('writes complex numbers', () => {
    assert.equal(formatComplex(0.5, 0), '0.5');
    assert.equal(formatComplex(0.5, -0.25), '0.5 − 0.25i');
  });

  it('tells an exact zero from what was not computed', () => {
    assert.equal(formatLog10(-Infinity), '0');
    assert.equal(formatLog10(null), '–');
    assert.equal(formatLog10(-10.1), '7.94e-11');
  });

  it('shows the interval of ρ only where it is wider than rounding', () => {
    assert.equal(formatRadiusInterval({ value: 1, lower: 1 - 1e-12, upper: 1 + 1e-12 }), null);
    assert.equal(formatRadiusInterval({ value: 1, lower: 0.9, upper: 1.2 }), '0.9 … 1.2');
  });

  it('makes file names of any matrix name', () => {
    assert.equal(slug('model["rnn"].weight'), 'model-rnn-weight');
    assert.equal(slug('../../etc'), 'etc');
    assert.equal(slug('权重'), '权重');
    assert.equal(slug('<>'), 'matrix');
    assert.ok(slug('x'.repeat(500)).length <= 60);
  });
});
