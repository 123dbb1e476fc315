import assert from 'node:assert/strict';
import { defaultThresholds } from '../../../src/core/analysis';
import { analyze } from '../../../src/core/analyze';
import { explain } from '../../../src/present/matrix/explanation';

const w = { rows: 2, columns: 2, data: Float64Array.of(1.5, 0, 0, 0.5) };
const options = { steps: 29, activation: 'tanh', thresholds: defaultThresholds } as const;

describe('a matrix whose rest point is unstable', () => {
  it('says both words where rest and driven states differ', () => {
    const verdict = analyze(w, options).verdict!;
    assert.equal(verdict.name, 'exploding');
    const { driven } = verdict;
    assert.ok(driven && driven.low <= driven.median && driven.median <= driven.high);
    assert.equal(driven.name, 'vanishing');
    assert.match(
      explain(verdict),
      /gradients explode: ‖W\^29‖₂ = 1\.3e5\. That is near rest: driven by inputs of variance 1 the states saturate, and gradients vanish \(gain 1?\d?e-\d+\)\.$/,
    );
  });

  it('is no question where the states stay near rest, or nothing saturates', () => {
    const halved = { ...w, data: w.data.map((entry) => entry / 2) };
    assert.equal(analyze(halved, options).verdict!.driven, null);
    assert.equal(analyze(w, { ...options, activation: 'relu' }).verdict!.driven, null);
    assert.equal(analyze(w, { ...options, activation: 'identity' }).verdict!.driven, null);
    assert.equal(analyze(w, { ...options, leak: { keep: 0.5, gain: 0.5 } }).verdict!.driven, null);
  });

  it('is left out where it would take too long', () => {
    assert.equal(analyze(w, { ...options, steps: 100_000 }).verdict!.driven, null);
  });
});
