import assert from 'node:assert/strict';
import { remedyText } from '../../../../../src/present/matrix/remedy';
import { explain } from '../../../../../src/present/matrix/explanation';
import { fromRows, zeros, type Matrix } from '../../../../../src/core/linalg/matrix';
import {
  activation,
  activationNames,
  type ActivationName,
} from '../../../../../src/core/recurrence/activation';
import { panelTabs } from '../../../../../src/shared/tabs';
import { excerptOf } from '../../../../../src/analysis/matrix/excerpt';
import { formatNumber, formatPowerOfTen } from '../../../../../src/present/format';
import type { Step } from '../../../../../webview/matrix/learn/step';
import { stepsOf } from '../../../../../webview/matrix/learn/steps';
import { plainText } from '../../../../../webview/ui/math/plainText';
import { diagonal, modelOf } from '../../../../browser/panel/models';

const told = (w: Matrix, activation: ActivationName = 'tanh', steps = 29) => {
  const model = modelOf(w, { steps, activation });
  const told = stepsOf(model, excerptOf(w, { maxOrder: 6, steps }));
  const step = (id: string): Step => told.find((one) => one.id === id)!;
  return { model, steps: told, step, own: (id: string) => step(id).own.map(plainText) };
};
const transient = fromRows([[0.5, 10], [0, 0.5]]); // prettier-ignore

describe('the derivation with a matrix’s own figures', () => {
  it('goes from the recurrence to the remedies, each step to a chart of its own', () => {
    const { steps } = told(diagonal(1.5, 0.5));
    assert.deepEqual(
      steps.map(({ id }) => id),
      ['recurrence', 'chain', 'jacobian', 'product', 'eigenvalues', 'singular-values', 'gain', 'remedies'],
    );
    const tabs = panelTabs.map(({ id }) => id);
    for (const { places } of steps) {
      assert.ok(places.length > 0);
      for (const { tab } of places) assert.ok(tabs.includes(tab));
    }
  });

  it('has the figures of the core', () => {
    for (const w of [
      diagonal(1.5, 0.5),
      transient,
      fromRows([
        [0.4, -1.1, 0],
        [0.9, 0.2, 0.3],
        [0, 1, -0.6],
      ]),
    ])
      // prettier-ignore
      for (const name of ['tanh', 'sigmoid', 'selu'] as const) {
        const { model, own } = told(w, name);
        const { verdict, figures } = model.analysis;
        const { log10Gain, sigmaMax, spectralRadius, peak } = verdict!;
        const { maxSlope, slopeAtRest } = activation(name);
        const text = (log10: number | null) => formatPowerOfTen(log10).replace(/e(-?)(\d+)$/, (_, sign: string, digits: string) => sign ? ` × 10^(−${digits})` : ` × 10^${digits}`);
        assert.equal(own('jacobian')[0], `γ = ${formatNumber(maxSlope)}, φ′(0) = ${formatNumber(slopeAtRest)}`);
        assert.ok(own('jacobian').at(-1)!.endsWith(` = ${formatNumber(maxSlope * sigmaMax)}`));
        assert.ok(own('product')[0]!.endsWith(` = ${text(29 * Math.log10(maxSlope * sigmaMax))}`), own('product')[0]);
        assert.equal(own('eigenvalues')[0], `ρ(W) = ${formatNumber(spectralRadius.value)}`);
        assert.ok(own('eigenvalues')[1]!.endsWith(` = ${text(29 * Math.log10(spectralRadius.value))}`));
        const norm = figures.growth!.at(-1)!;
        assert.ok(own('eigenvalues')[2]!.endsWith(` = ${formatNumber(10 ** (norm / 29))}`));
        assert.equal(own('singular-values')[0], `σ_max = ${formatNumber(sigmaMax)}`);
        assert.ok(own('singular-values')[2]!.includes(` ≤ ${text(norm)} ≤ `));
        assert.ok(own('singular-values').at(-1)!.endsWith(` = ${text(peak.log10)}, k = ${peak.step}`));
        assert.ok(own('gain')[0]!.endsWith(`· ${text(norm)} = ${text(log10Gain)}`), own('gain')[0]);
      }
  });

  it('has the matrix, and its power where it is small', () => {
    const { own } = told(diagonal(1.5, 0.5));
    assert.deepEqual(own('recurrence'), ['h_t = tanh([1.5, 0; 0, 0.5] h_(t − 1) + U x_t + b)']);
    assert.ok(own('product').includes('W^29 = 10^5 · [1.28, 0; 0, ≈0]'), own('product').join('\n'));
    const large = told(zeros(7));
    assert.match(large.own('recurrence')[0]!, /⋱/);
    assert.ok(!large.own('product').some((text) => text.startsWith('W^29')));
  });

  it('tells the matrices apart on which the shortcut errs', () => {
    const text = (w: Matrix) => told(w).step('singular-values').ownText.join();
    assert.match(text(transient), /first grow to 10 at step 1, and come to 1\.08e-6 after 29 steps/);
    assert.match(text(diagonal(1.5, 0.5)), /normal: σ_max and ρ are one and the same/);
    assert.match(text(diagonal(0.9, 0.8)), /σ_max = 0\.9 is not above 1/);
    assert.match(told(diagonal(0.9, 0.8)).step('product').ownText[0]!, /0\.9 is below 1, so the bound alone/);
  });

  it('marks the verdict’s own band, and repeats its explanation', () => {
    for (const [w, range] of [
      [diagonal(1.5, 0.5), 'G ≥ 1000'],
      [diagonal(1, 1), '0.1 < G < 10'],
      [diagonal(0.5, 0.5), 'G ≤ 0.001'],
    ] as const) {
      // prettier-ignore
      const { step, model } = told(w);
      const own = step('gain').bands!.filter((band) => band.own);
      assert.deepEqual(own.map((band) => plainText(band.range)), [range]); // prettier-ignore
      assert.deepEqual(step('gain').ownText, [explain(model.analysis.verdict!)]);
    }
  });

  it('has the remedies with their numbers, or says that none is needed', () => {
    const { own, step, model } = told(diagonal(1.5, 0.5));
    assert.deepEqual(own('remedies'), [
      'min(1, 1/(1.28 × 10^5)) = 7.82 × 10^(−6)',
      'W ← 0.6667 · W',
      'W ← U V^⊤, W = U Σ V^⊤',
      'f = σ(ln(T − 1)) = 28/29 ⇒ f^29 = 0.361',
    ]);
    for (const remedy of model.analysis.remedies)
      assert.ok(step('remedies').ownText.includes(remedyText(remedy).action));
    // Clipping does nothing for what vanishes.
    assert.equal(told(diagonal(0.5, 0.5)).own('remedies')[0], 'min(1, 1/(1.86 × 10^(−9))) = 1');
    assert.match(told(diagonal(1, 1)).step('remedies').ownText.join(), /needs no remedy/);
  });

  it('survives every activation, a zero matrix, one number and one step', () => {
    for (const name of activationNames)
      for (const w of [zeros(2), diagonal(-3), fromRows([[0, 1], [0, 0]])]) // prettier-ignore
        for (const steps of [1, 2, 500])
          for (const { own, formulas, ownText } of told(w, name, steps).steps)
            assert.doesNotMatch([...formulas, ...own].map(plainText).concat(ownText).join(), /NaN|undefined|not a number/); // prettier-ignore
  });

  it('says W where the entries could not be had', () => {
    const model = modelOf(diagonal(1.5, 0.5), { steps: 29, activation: 'identity' });
    assert.equal(plainText(stepsOf(model, null)[0]!.own[0]!), 'h_t = W h_(t − 1) + U x_t + b');
  });
});

describe('the derivation of a matrix that is not square', () => {
  it('is that of a layer: a product, and why there is no power', () => {
    const { steps, step, own } = told(fromRows([[3, 0, 0], [0, 2, 0]])); // prettier-ignore
    assert.deepEqual(
      steps.map(({ id }) => id),
      ['layer', 'chain', 'jacobian', 'product', 'singular-values'],
    );
    assert.match(step('layer').text[0]!, /takes 3 numbers to 2/);
    assert.match(step('product').text.join(), /no power, no eigenvalues/);
    assert.deepEqual(own('singular-values'), ['σ_max = 3, σ_min = 2']);
  });

  it('of the shape of stacked gates has the direct path of the cell', () => {
    const lstm = told(zeros(16, 4));
    assert.match(lstm.step('gates').title, /LSTM/);
    assert.deepEqual(lstm.own('gates'), [
      'f = σ(0) = 0.5 ⇒ f^29 = 0.5^29 = 1.86 × 10^(−9)',
      'f = σ(1) = 0.731 ⇒ f^29 = 0.731059^29 = 1.13 × 10^(−4)',
    ]);
    const gru = told(zeros(6, 2));
    assert.match(gru.step('gates').title, /GRU/);
    assert.match(plainText(gru.step('gates').formulas[0]!), /diag\(z_t\)/);
  });
});
