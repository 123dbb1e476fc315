import assert from 'node:assert/strict';
import fc from 'fast-check';
import { defaultThresholds } from '../../../../src/core/analysis';
import { predict } from '../../../../src/core/config/prediction';
import { setupOf } from '../../../../src/core/config/setup';
import { changesOf, parseWhatIf, valuesInForce, type WhatIf } from '../../../../src/core/config/whatIf';
import { configWith } from './configWith';

const full: WhatIf = {
  cell: 'gru',
  hiddenSize: 12,
  activation: 'relu',
  initializer: { kind: 'variance-scaling', gain: 2, fan: 'fan-in', distribution: 'uniform' },
  sequenceLength: 9,
  forgetBias: -1.5,
  clipping: { kind: 'value', threshold: 0.5, off: false },
};

describe('what-ifs', () => {
  it('come back from JSON as they were, every kind of initializer too', () => {
    assert.deepEqual(parseWhatIf(JSON.parse(JSON.stringify(full))), full);
    for (const initializer of [
      { kind: 'pytorch-default' },
      { kind: 'orthogonal', gain: 1.1 },
      { kind: 'identity', gain: 1 },
      { kind: 'normal', mean: 0, deviation: 0.05 },
      { kind: 'truncated-normal', mean: 0, deviation: 0.05 },
      { kind: 'uniform', low: -0.1, high: 0.1 },
      { kind: 'constant', value: 0 },
    ] as const) {
      assert.deepEqual(parseWhatIf({ initializer }), { initializer });
    }
    assert.deepEqual(parseWhatIf({ clipping: { kind: 'norm', threshold: null, off: true } }), {
      clipping: { kind: 'norm', threshold: null, off: true },
    });
  });

  it('what is no value is left out, and nothing else passes', () => {
    const bad = {
      cell: 'toString',
      hiddenSize: 1.5,
      activation: 'constructor',
      initializer: { kind: 'uniform', low: 1, high: -1 },
      sequenceLength: 1e9,
      forgetBias: Infinity,
      clipping: { kind: 'norm', threshold: -1, off: false },
      layers: 3,
    };
    assert.deepEqual(parseWhatIf(bad), {});
    assert.deepEqual(parseWhatIf(null), {});
    fc.assert(
      fc.property(fc.anything(), (data) => {
        const once = parseWhatIf(data);
        assert.deepEqual(parseWhatIf(once), once);
      }),
    );
  });

  it('a forget bias goes before the chrono initialization of the file', () => {
    const config = configWith({ cell: 'lstm', hiddenSize: 8, chrono: 100 });
    assert.equal(setupOf(config, 10, changesOf({}))?.bias.kind, 'chrono');
    const bias = setupOf(config, 10, changesOf({ forgetBias: 3 }))?.bias;
    assert.deepEqual(bias, { kind: 'constant', forget: 3, exact: true });
  });

  it("values in force are the file's, else the framework's", () => {
    const values = (config: ReturnType<typeof configWith>) =>
      valuesInForce(config, predict(setupOf(config, 30)!, defaultThresholds));
    const keras = values(configWith({ cell: 'lstm', hiddenSize: 4 }, 'keras'));
    assert.equal(keras.forgetBias, 1);
    assert.deepEqual(keras.initializer, { kind: 'orthogonal', gain: 1 });
    assert.equal(keras.sequenceLength, 30);
    // An architecture holds no optimizer.
    assert.equal(keras.clipping, null);
    assert.equal(values(configWith({ cell: 'lstm', hiddenSize: 4 }, 'lightning')).clipping?.off, true);
    const plain = values(configWith({ cell: 'rnn', hiddenSize: 4, sequenceLength: 7 }));
    assert.equal(plain.forgetBias, null);
    assert.equal(plain.sequenceLength, 7);
    assert.equal(plain.clipping, null);
    assert.equal(valuesInForce(configWith({}), null).cell, null);
  });
});

describe('the band of a prediction', () => {
  it('holds every draw at every place, and ends around the range of the gain', () => {
    const setup = setupOf(configWith({ cell: 'rnn', hiddenSize: 16, sequenceLength: 50 }), 10)!;
    const { band, curve, curveSteps, driven } = predict(setup, defaultThresholds, undefined, true);
    assert.ok(band && driven);
    assert.equal(band.median.length, curveSteps.length);
    curve.forEach((first, i) => {
      assert.ok(band.low[i]! <= first! && first! <= band.high[i]!);
      assert.ok(band.low[i]! <= band.median[i]! && band.median[i]! <= band.high[i]!);
    });
    assert.ok(band.low.at(-1)! < band.high.at(-1)!);
    // The draws are some starts, and the range holds nearly all: neither is far from the other.
    const width = band.high.at(-1)! - band.low.at(-1)!;
    assert.ok(Math.abs(driven.range.low! - band.low.at(-1)!) < width / 2);
    assert.ok(Math.abs(driven.range.high! - band.high.at(-1)!) < width / 2);
    assert.equal(predict(setup, defaultThresholds).band, null);
  });

  it('an exact zero ends it', () => {
    const initializer = { kind: 'constant', value: 0 } as const;
    const setup = setupOf(configWith({ cell: 'rnn', hiddenSize: 4, sequenceLength: 5, initializer }), 10)!;
    const { band } = predict(setup, defaultThresholds, undefined, true);
    assert.deepEqual(band?.high, [null, null, null, null, null]);
  });
});
