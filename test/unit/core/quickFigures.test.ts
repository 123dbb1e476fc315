import assert from 'node:assert/strict';
import { defaultThresholds, type AnalysisOptions } from '../../../src/core/analysis';
import { analyze } from '../../../src/core/analyze';
import { directPower } from '../../../src/core/directPower';
import { confirmed, isNearThreshold, settled, verdictWithin } from '../../../src/core/gain';
import { boundedGrowth } from '../../../src/core/growth';
import { wasmKernels } from '../../../src/core/kernels/choose';
import { plainKernels } from '../../../src/core/kernels/plain';
import { fromRows, identity, scale, zeros, type Matrix } from '../../../src/core/linalg/matrix';
import { multiply } from '../../../src/core/linalg/product';
import { randomOrthogonal } from '../../../src/core/random';
import { quickFigures } from '../../../src/core/quickFigures';
import spectra from '../../fixtures/spectra.json';
import { build, forsythe, gaussian, grcar, rotated } from './linalg/matrices';

const options = (steps: number): AnalysisOptions => ({
  steps,
  activation: 'identity',
  thresholds: defaultThresholds,
});
const wasm = wasmKernels();
const n = 150;
const random = scale(gaussian(n, n, 1), 1 / Math.sqrt(n));
const nasty: Readonly<Record<string, Matrix>> = {
  random,
  'a rotated Jordan block': rotated(forsythe(n, 0.9), 2),
  'a Jordan block': forsythe(n, 1),
  'a Forsythe matrix': forsythe(n, 0.5, 1e-16),
  'a Grcar matrix': grcar(n),
  'an orthogonal matrix': randomOrthogonal(n, 3),
  'the identity': identity(n),
  'a diagonal matrix': build(n, n, (i, j) => (i === j ? Math.cos(i) : 0)),
  'a matrix of rank one': multiply(gaussian(n, 1, 4), gaussian(1, n, 5)),
  'entries of 1e150': scale(random, 1e150),
  'entries of 1e-150': scale(random, 1e-150),
};

for (const k of wasm ? [plainKernels, wasm] : [plainKernels]) {
  describe(`quickFigures, ${k.name}`, function () {
    it('agree with the reference figures to 1e-10', () => {
      for (const { name, matrix, singularValues, spectralRadius, log10NormOfPower } of spectra) {
        const w = fromRows(matrix);
        const steps = Math.min(30, log10NormOfPower.length || 1);
        const quick = quickFigures(w, options(steps), undefined, k);
        assert.ok(Math.abs(quick.sigmaMax.value - singularValues[0]!) <= 1e-10 * singularValues[0]!, name);
        if (w.rows !== w.columns) {
          assert.equal(quick.log10Norm, null);
          continue;
        }
        const { value, errorBound } = quick.spectralRadius!;
        assert.ok(Math.abs(value - spectralRadius) <= errorBound + 1e-10 * spectralRadius, name);
        const expected = log10NormOfPower[steps - 1]! as number | null;
        if (expected === null) continue;
        const off = Math.abs(quick.log10Norm!.value! - expected);
        assert.ok(off <= quick.log10Norm!.errorBound + 1e-10, `${name}: off by ${off}`);
      }
    });

    it('agree with the whole growth curve on nasty matrices', () => {
      for (const [name, w] of Object.entries(nasty)) {
        const quick = quickFigures(w, options(40), undefined, k);
        const curve = boundedGrowth(w, 40);
        const off = Math.abs(quick.log10Norm!.value! - curve.log10[39]!);
        const allowed = quick.log10Norm!.errorBound + curve.errorBounds[39]! + 1e-10;
        assert.ok(off <= allowed, `${name}: off by ${off}, allowed ${allowed}`);
        assert.ok(
          quick.sigmaMax.value >= quick.spectralRadius!.value - quick.spectralRadius!.errorBound,
          name,
        );
      }
    });

    it('see an exact zero and tell the verdict', () => {
      for (const w of [zeros(n), forsythe(30, 0)]) {
        const quick = quickFigures(w, options(40), undefined, k);
        assert.equal(quick.log10Gain, null);
        assert.equal(quick.verdict, 'vanishing');
        assert.equal(quick.spectralRadius!.value, 0);
      }
      assert.equal(quickFigures(scale(random, 2), options(40), undefined, k).verdict, 'exploding');
    });

    it('refuse what they cannot digest', () => {
      const infected = scale(random, 1);
      infected.data[n + 1] = NaN;
      assert.throws(() => quickFigures(infected, options(5), undefined, k), /\[1, 1\]/);
      assert.throws(() => quickFigures(random, options(0), undefined, k), RangeError);
    });

    it('are the figures of the whole analysis', () => {
      const { figures, verdict } = analyze(random, options(30));
      const quick = quickFigures(random, options(30), undefined, k);
      assert.equal(quick.verdict, verdict!.name);
      assert.ok(Math.abs(quick.spectralRadius!.value / figures.spectralRadius!.value - 1) < 1e-10);
      assert.ok(Math.abs(quick.log10Gain! - verdict!.log10Gain!) < 1e-10);
    });
  });
}

describe('a gain at a threshold', () => {
  const k = wasm ?? plainKernels;
  /** Of no closed form, not small, and its 30th power has exactly the norm of the threshold as far as float64 can say. */
  const atThreshold = scale(
    rotated(
      build(40, 40, (i, j) => (i === j ? (i < 20 ? 1 : 0.5) : 0)),
      6,
    ),
    10 ** (1 / 30),
  );

  it('is settled with more digits, in the quick figures and in the analysis', () => {
    const found = { value: 1, errorBound: 1e-9, method: 'lanczos' } as const;
    const gain = settled(atThreshold, 30, found, 0, defaultThresholds, k);
    assert.equal(gain.method, 'direct-dd');
    assert.ok(Math.abs(gain.value! - 1) < 1e-12 && gain.errorBound < 1e-13);
    // Clear of the threshold by more than the bound, though by a hair.
    for (const method of [
      quickFigures(atThreshold, options(30), undefined, k).log10Norm!.method,
      analyze(atThreshold, options(30)).figures.methods.gain!.method,
    ])
      assert.match(method, /^(lanczos|direct|direct-dd)$/);
    const { figures, verdict } = analyze(scale(atThreshold, 1.01), options(30));
    assert.equal(figures.methods.gain!.method, 'lanczos');
    assert.equal(verdict!.log10Gain, figures.growth!.at(-1));
  });

  it('is undetermined where its interval spans a threshold, and at one has the word of what lies beyond', () => {
    const within = (value: number, errorBound: number): string =>
      verdictWithin({ value, errorBound }, 0, defaultThresholds);
    assert.equal(within(1, 1e-3), 'undetermined');
    assert.equal(within(0.9, 1e-3), 'stable');
    assert.equal(within(0.9, Infinity), 'undetermined');
    assert.equal(within(1 - 1e-15, 4e-15), 'growing');
    assert.equal(within(-1 + 1e-15, 4e-15), 'fading');
    assert.equal(within(-3, 4e-15), 'vanishing');
    assert.equal(within(3, 4e-15), 'exploding');
  });

  it('is near within the error bound alone, slope included', () => {
    const gain = { value: 2, errorBound: 1e-9, method: 'lanczos' } as const;
    assert.ok(!isNearThreshold(gain, 0, defaultThresholds));
    assert.ok(isNearThreshold(gain, -1 + 5e-10, defaultThresholds));
    assert.ok(!isNearThreshold(gain, -1 + 5e-9, defaultThresholds));
    assert.ok(!isNearThreshold({ ...gain, value: null }, -1, defaultThresholds));
  });

  it('takes the direct figure where the two disagree', () => {
    const wrong = { value: 0.7, errorBound: 1e-10, method: 'lanczos' } as const;
    assert.ok(Math.abs(confirmed(atThreshold, 30, wrong, k).value! - 1) < 1e-12);
  });

  it('keeps a figure under the name of the method that found it', () => {
    // Nearly defective: the direct method agrees and knows less.
    const w = rotated(forsythe(n, 0.9), 2);
    const direct = directPower(w, 300, k);
    const found = {
      value: direct.value! + direct.errorBound / 2,
      errorBound: 1e-12,
      method: 'lanczos',
    } as const;
    assert.ok(direct.errorBound > 1e-9);
    assert.deepEqual(confirmed(w, 300, found, k), found);
  });

  it('the direct power knows what rounding took', () => {
    const w = rotated(forsythe(20, 0.9), 7);
    const { value, errorBound } = directPower(w, 300, k);
    const exact = boundedGrowth(forsythe(20, 0.9), 300).log10[299]!;
    assert.ok(Math.abs(value! - exact) <= errorBound, `${value} ± ${errorBound}, ${exact}`);
    assert.equal(directPower(forsythe(8, 0), 8, k).value, null);
    assert.ok(Math.abs(directPower(scale(identity(3), 1e-150), 5, k).value! + 750) < 1e-12);
  });
});
