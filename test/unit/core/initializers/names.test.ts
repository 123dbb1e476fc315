import assert from 'node:assert/strict';
import { asymptotics } from '../../../../src/core/initializers/asymptotics';
import { initializerNames, parseInitializer } from '../../../../src/core/initializers/names';

const limits = (name: string, framework: 'keras' | 'pytorch', parameters = {}, gates = 1, hidden = 128) => {
  const initializer = parseInitializer(name, framework, parameters);
  assert.ok(initializer, name);
  const { spectralRadius, sigmaMax } = asymptotics(initializer, { hidden, gates });
  return [spectralRadius, sigmaMax].map((value) => Number(value.toPrecision(3)));
};

describe('initializers by name', () => {
  it("the table of limits: PyTorch's default, Glorot, He, LeCun, orthogonal, identity", () => {
    assert.deepEqual(limits('default', 'pytorch'), [0.577, 1.15]);
    assert.deepEqual(limits('xavier_uniform_', 'pytorch'), [1, 2]);
    assert.deepEqual(limits('torch.nn.init.xavier_normal_', 'pytorch', { gain: 1.5 }), [1.5, 3]);
    assert.deepEqual(limits('HeNormal', 'keras'), [1.41, 2.83]);
    assert.deepEqual(limits('kaiming_normal', 'pytorch'), [1.41, 2.83]);
    assert.deepEqual(limits('LecunUniform', 'keras'), [1, 2]);
    assert.deepEqual(limits('Orthogonal', 'keras', { gain: 2 }), [2, 2]);
    assert.deepEqual(limits('eye_', 'pytorch'), [1, 1]);
    assert.deepEqual(limits('identity', 'keras', { gain: 0.5 }), [0.5, 0.5]);
  });

  it('stacked gates: Keras draws an LSTM as one H × 4H matrix', () => {
    assert.deepEqual(limits('orthogonal', 'keras', {}, 4), [0.5, 0.866]);
    assert.deepEqual(limits('orthogonal', 'keras', {}, 3), [0.577, 0.943]);
    assert.deepEqual(limits('glorot_uniform', 'keras', {}, 4), [0.632, 1.26]);
  });

  it('a mean adds a rank-one part', () => {
    assert.deepEqual(limits('random_uniform', 'keras', { minval: 0, maxval: 0.1 }), [6.4, 6.42]);
    assert.deepEqual(limits('ones', 'keras', {}, 1, 10), [10, 10]);
    assert.deepEqual(limits('zeros', 'keras'), [0, 0]);
  });

  it('the same word means what the framework means by it', () => {
    assert.deepEqual(parseInitializer('normal', 'keras'), { kind: 'normal', mean: 0, deviation: 0.05 });
    assert.deepEqual(parseInitializer('normal_', 'pytorch'), { kind: 'normal', mean: 0, deviation: 1 });
    assert.equal(parseInitializer('truncated_normal', 'keras')?.kind, 'truncated-normal');
    assert.equal(parseInitializer('glorot_uniform', 'pytorch')?.kind, 'variance-scaling');
    for (const odd of ['', 'nonsense', 'constructor', '__proto__', 'x'.repeat(1e6)]) {
      assert.equal(parseInitializer(odd, 'keras'), undefined);
    }
  });

  it('every name that completion offers is understood', () => {
    for (const framework of ['keras', 'pytorch'] as const) {
      for (const name of initializerNames[framework]) assert.ok(parseInitializer(name, framework), name);
    }
  });
});
