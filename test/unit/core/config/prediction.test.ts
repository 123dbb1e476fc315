import assert from 'node:assert/strict';
import { defaultThresholds } from '../../../../src/core/analysis';
import { clippingOf, isLoose } from '../../../../src/core/config/clipping';
import { parseInitializer } from '../../../../src/core/initializers/names';
import { predict } from '../../../../src/core/config/prediction';
import type { ConfigFamily, ConfigFields } from '../../../../src/core/config/recurrentConfig';
import { setupOf, withChanges, type ConfigChanges } from '../../../../src/core/config/setup';
import { explainPrediction } from '../../../../src/present/config/prediction';
import { configWith } from './configWith';

const predicted = (values: Partial<ConfigFields>, family?: ConfigFamily, steps = 100) =>
  predict(setupOf(configWith(values, family), steps)!, defaultThresholds);
const near = (actual: number | null | undefined, expected: number, tolerance: number) => {
  assert.ok(Math.abs((actual ?? NaN) - expected) <= tolerance, `${actual} is not ${expected} ± ${tolerance}`);
};

describe('prediction', () => {
  it("PyTorch's default fades at 0.577 per step: 200 steps are 10^-47.7", () => {
    const prediction = predicted({ cell: 'rnn', hiddenSize: 128, sequenceLength: 200 });
    near(prediction.spectralRadius, 0.57735, 1e-5);
    near(prediction.sigmaMax, 1.1547, 1e-4);
    near(prediction.log10Gain, -47.71, 0.01);
    assert.equal(prediction.verdict, 'vanishing');
    assert.equal(prediction.severity, 'warning');
    assert.equal(prediction.sampled?.size, 128);
    near(prediction.sampled.sigmaMax.median, 1.13, 0.05);
    near(prediction.sampled.spectralRadius.median, 0.59, 0.05);
    assert.match(
      explainPrediction(prediction),
      /vanilla RNN from PyTorch's default U\(±1\/√H\): at rest ρ = 0\.577 per step, so over 200 steps gradients vanish/,
    );
  });

  it('relu with an orthogonal gain of 2 explodes as √2^T, for half of the units are off', () => {
    const prediction = predicted({
      cell: 'rnn',
      hiddenSize: 64,
      activation: 'relu',
      initializer: { kind: 'orthogonal', gain: 2 },
      sequenceLength: 50,
    });
    near(prediction.log10Gain, 25 * Math.log10(2), 1e-9);
    near(prediction.driven?.scales[1]?.log10Gain, 25 * Math.log10(2), 2);
    assert.equal(prediction.verdict, 'exploding');
    assert.match(explainPrediction(prediction), /half of the units are off/);
  });

  it('He is critical for relu, Glorot fades, and the identity keeps what is on', () => {
    const relu = (initializer: ConfigFields['initializer']) =>
      predicted({ cell: 'rnn', hiddenSize: 128, activation: 'relu', initializer }).rate;
    const scaling = { kind: 'variance-scaling', fan: 'fan-in', distribution: 'normal' } as const;
    near(relu({ ...scaling, gain: Math.SQRT2 }), 1, 1e-12);
    near(relu({ ...scaling, gain: 1 }), Math.SQRT1_2, 1e-12);
    near(relu({ kind: 'orthogonal', gain: 1 }), Math.SQRT1_2, 1e-12);
    near(relu({ kind: 'identity', gain: 1 }), 1, 1e-12);
  });

  it('a reservoir has the ρ that it was scaled to, and a leak keeps a share', () => {
    const spectralRadius = 1.25;
    const values = { cell: 'reservoir', hiddenSize: 100, spectralRadius } as const;
    const plain = predicted(values);
    near(plain.spectralRadius, 1.25, 1e-12);
    near(plain.sampled?.spectralRadius.median, 1.25, 1e-9);
    near(plain.sigmaMax, 2.5, 1e-12);
    assert.equal(plain.atRest, 'exploding');
    assert.equal(plain.verdict, 'undetermined', 'strong inputs saturate it');
    assert.equal(plain.severity, 'information', 'a reservoir is not trained');
    const leaky = predicted({ ...values, leak: { keep: 0.7, gain: 0.3 } });
    near(leaky.rate, 0.7 + 0.3 * 1.25, 1e-12);
    assert.match(explainPrediction(leaky), /0\.7 \+ 0\.3·ρ = 0\.7 \+ 0\.3·1\.25 = 1\.07/);
  });

  it('a sigmoid state multiplies by a quarter of ρ', () => {
    const prediction = predicted({ cell: 'rnn', hiddenSize: 32, activation: 'sigmoid' }, 'keras');
    near(prediction.rate, 0.25, 1e-12);
    near(prediction.log10Gain, 100 * Math.log10(0.25), 1e-9);
  });

  it('gated cells are judged by gate path and Jacobian, and their vanishing is no alarm', () => {
    const lstm = predicted({ cell: 'lstm', hiddenSize: 128 }, 'keras');
    near(lstm.gate?.keep.median, 0.7311, 1e-4);
    near(lstm.gate?.halfLife.median, 2.2, 0.02);
    // f + i·o·ρ with ρ = 0.5 of a block drawn as H × 4H.
    near(lstm.rate, 0.7311 + 0.25 * 0.5, 1e-4);
    assert.equal(lstm.severity, 'information');
    near(
      predicted({ cell: 'lstm', hiddenSize: 128, unitForgetBias: false }, 'keras').gate?.halfLife.median,
      1,
      1e-9,
    );
    const torch = predicted({ cell: 'lstm', hiddenSize: 128 });
    near(torch.gate?.keep.median, 0.5, 0.02);
    assert.ok(torch.gate!.keep.max > 0.51, 'two uniform biases spread the gates');
    const gru = predicted({ cell: 'gru', hiddenSize: 128 });
    near(gru.rate, 0.5 + 0.25 * 0.57735, 1e-4);
    near(gru.sampled!.log10Gain.median / 100, Math.log10(gru.rate!), 0.03);
  });

  it('medians that vanish are no firm word where some starts explode', () => {
    const { driven, verdict } = predicted({
      ...{ cell: 'rnn', hiddenSize: 64, sequenceLength: 500 },
      initializer: parseInitializer('xavier_uniform', 'pytorch')!,
    });
    const { scales, range } = driven!;
    assert.ok(scales.every(({ log10Gain }) => log10Gain! < -6) && range.high! > 6);
    assert.equal(verdict, 'undetermined');
  });

  it('a forget bias of 3 makes rest unstable: driven, the state saturates and nothing explodes', () => {
    const lstm = predicted({ cell: 'lstm', hiddenSize: 20, forgetBias: 3, sequenceLength: 365 });
    near(lstm.rate, 0.9526 + 0.25 * 0.57735, 1e-4);
    assert.ok(lstm.driven);
    // Simulated: 10^−3.6 to 10^0.1 for inputs of deviation 0 to 1.
    assert.ok(lstm.driven.range.low! > -8 && lstm.driven.range.high! < 1.5);
    near(lstm.curve.at(-1), lstm.log10Gain!, 5);
    assert.ok(lstm.verdict === 'stable' || lstm.verdict === 'fading');
    assert.match(explainPrediction(lstm), /until the state saturates\. Driven by inputs/);
  });

  it('chrono biases keep half-lives up to T_max', () => {
    const { gate, rate, driven } = predicted({
      cell: 'lstm',
      hiddenSize: 256,
      sequenceLength: 200,
      chrono: 200,
    });
    assert.ok(gate!.halfLife.max > 100 && gate!.halfLife.max < 200 * Math.LN2);
    near(gate!.halfLife.median, 100 * Math.LN2, 12);
    near(rate, (199 + 0.5 * 0.577) / 200, 1e-5);
    // The slowest units keep most of it, whatever the inputs.
    assert.ok(driven!.range.low! > -2 && driven!.range.high! < 2);
  });

  it('a random matrix at ρ = 1 grows by its transient, which the limit does not see', () => {
    const { log10Gain, sampled, verdict } = predicted({
      cell: 'rnn',
      hiddenSize: 256,
      initializer: { kind: 'variance-scaling', gain: 1, fan: 'fan-in', distribution: 'normal' },
      sequenceLength: 30,
    });
    near(log10Gain, 0, 1e-12);
    // √((k + 1)^(k + 1)/k^k): the edge of the Fuss–Catalan law of powers.
    near(sampled?.log10Gain.median, 0.5 * (31 * Math.log10(31) - 30 * Math.log10(30)), 0.5);
    assert.notEqual(verdict, 'vanishing');
  });

  it('large sizes are drawn smaller with the same s·√H', () => {
    const { sampled } = predicted({
      cell: 'rnn',
      hiddenSize: 8192,
      initializer: { kind: 'normal', mean: 0, deviation: 0.01 },
      sequenceLength: 5,
    });
    assert.equal(sampled?.size, 512);
    near(sampled.sigmaMax.median, 2 * 0.01 * Math.sqrt(8192), 0.1);
  });

  it('the curve ends at the gain, also beyond the steps that are computed', () => {
    const { curve, curveSteps } = predicted({
      cell: 'rnn',
      activation: 'identity',
      hiddenSize: 8,
      initializer: { kind: 'orthogonal', gain: 0.5 },
      sequenceLength: 100_000,
    });
    assert.equal(curveSteps.at(-1), 100_000);
    assert.equal(curveSteps[0], 1);
    near(curve.at(-1), 100_000 * Math.log10(0.5), 1e-3);
  });

  it('without a hidden size there are limits where they do not depend on it', () => {
    const plain = predicted({ cell: 'rnn' });
    near(plain.spectralRadius, 0.577, 1e-3);
    assert.equal(plain.sampled, null);
    assert.equal(plain.verdict, 'vanishing');
    const unknown = predicted({ cell: 'rnn', initializer: { kind: 'normal', mean: 0, deviation: 1 } });
    assert.equal(unknown.verdict, null);
    assert.match(explainPrediction(unknown), /without a hidden size/);
  });

  it('every framework default, size and horizon gives finite figures', () => {
    for (const cell of ['rnn', 'lstm', 'gru'] as const) {
      for (const hiddenSize of [1, 2, 3, 17]) {
        for (const sequenceLength of [1, 2, 1001]) {
          const { log10Gain, curve } = predicted({ cell, hiddenSize, sequenceLength });
          assert.ok(Number.isFinite(log10Gain));
          assert.ok(curve.every((value) => value === null || Number.isFinite(value)));
        }
      }
    }
  });

  it('stops where the checkpoint throws', () => {
    const stop = (): never => {
      throw new Error('enough');
    };
    assert.throws(
      () => predict(setupOf(configWith({ cell: 'rnn', hiddenSize: 64 }), 9)!, defaultThresholds, stop),
      /enough/,
    );
  });
});

describe('what-if', () => {
  it('changes values, takes statements back, keeps places', () => {
    const config = configWith({ cell: 'rnn', hiddenSize: 8, initializer: { kind: 'orthogonal', gain: 1 } });
    const changes: ConfigChanges = { cell: 'lstm', initializer: null, sequenceLength: 7 };
    const setup = setupOf(config, 100, changes);
    assert.equal(setup?.cell, 'lstm');
    assert.equal(setup.steps, 7);
    assert.deepEqual(setup.initializer, { kind: 'pytorch-default' });
    const changed = withChanges(config, changes);
    assert.equal(changed.fields.cell?.path, 'cell');
    assert.equal(changed.fields.initializer, undefined);
    assert.equal(changed.fields.sequenceLength?.path, 'model');
  });
});

describe('clipping', () => {
  it("what is not stated is the framework's default", () => {
    assert.equal(clippingOf(configWith({}, 'training-arguments'))?.threshold, 1);
    assert.equal(clippingOf(configWith({}, 'lightning'))?.off, true);
    assert.equal(clippingOf(configWith({}, 'plain')), null);
  });

  it('is loose where no gradient of a running training reaches it', () => {
    assert.equal(isLoose({ kind: 'value', threshold: 1, off: false }), false);
    assert.equal(isLoose({ kind: 'value', threshold: 1e6, off: false }), true);
  });
});
