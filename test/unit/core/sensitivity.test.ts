import assert from 'node:assert/strict';
import { analyze } from '../../../src/core/analyze';
import { defaultThresholds, type AnalysisOptions } from '../../../src/core/analysis';
import { directPower } from '../../../src/core/directPower';
import { kernels } from '../../../src/core/kernels/choose';
import { fromRows, scale, type Matrix } from '../../../src/core/linalg/matrix';
import { powerDerivative } from '../../../src/core/linalg/powerDerivative';
import { createRandom, gaussianMatrix } from '../../../src/core/random';
import { sensitivityOf, withSensitivity } from '../../../src/core/sensitivity';
import { precisionOfType } from '../../../src/core/storedPrecision';

const options: AnalysisOptions = { steps: 100, activation: 'tanh', thresholds: defaultThresholds };
const gainOf = (w: Matrix, k: number): number => directPower(w, k, kernels()).value!;
const within = (w: Matrix, half: number) => ({
  rounding: { digits: 4 },
  halfUnits: new Float64Array(w.data.length).fill(half),
});

describe('the derivative of a gain', () => {
  for (const [n, k] of [
    [2, 1],
    [5, 7],
    [12, 40],
    [33, 100],
    // By vectors rather than matrices.
    [40, 9],
    [200, 40],
  ] as const) {
    it(`is that of differences: ${n}×${n}, ${k} steps`, () => {
      const w = scale(gaussianMatrix(n, n, createRandom(n)), 1 / Math.sqrt(n));
      const { data } = powerDerivative(w, k, kernels())!;
      const random = createRandom(k);
      const direction = { ...w, data: w.data.map(() => random.gaussian()) };
      const slope = data.reduce((sum, x, i) => sum + x * direction.data[i]!, 0);
      const at = (t: number): number =>
        gainOf({ ...w, data: w.data.map((x, i) => x + t * direction.data[i]!) }, k);
      const h = 1e-6;
      assert.ok(
        Math.abs((at(h) - at(-h)) / (2 * h) - slope) < 1e-4 * Math.max(1, Math.abs(slope)),
        `${slope}`,
      );
    });
  }

  it('is k/ln 10 along W itself', () => {
    const w = scale(gaussianMatrix(8, 8, createRandom(3)), 2 ** -600);
    const { data } = powerDerivative(w, 50, kernels())!;
    const along = data.reduce((sum, x, i) => sum + x * w.data[i]!, 0);
    assert.ok(Math.abs(along - 50 / Math.LN10) < 1e-9);
  });

  it('is not there for a power that is zero', () => {
    assert.equal(powerDerivative(fromRows([[0, 1], [0, 0]]), 2, kernels()), null); // prettier-ignore
  });
});

describe('how far a gain holds for what rounds to its matrix', () => {
  it('is steps/ln 10 times the relative half unit for a single number', () => {
    const w = fromRows([[1.05]]);
    const found = sensitivityOf(w, within(w, 5e-4), 100 * Math.log10(1.05), options)!;
    assert.ok(Math.abs(found.firstOrder! - (100 * 5e-4) / 1.05 / Math.LN10) < 1e-6);
    assert.ok(Math.abs(found.range.high - 100 * Math.log10(1.0505)) < 1e-3);
  });

  it('names every word within the range', () => {
    // 1.0233^100 = 10.0.
    const w = fromRows([[1.0233]]);
    const found = sensitivityOf(w, within(w, 5e-4), 100 * Math.log10(1.0233), options)!;
    assert.deepEqual(found.verdicts, ['growing', 'stable']);
  });

  it('is wide for a matrix far from normal, where the first order says nothing', () => {
    const n = 8;
    const w = fromRows(
      Array.from({ length: n }, (_, i) =>
        Array.from({ length: n }, (_, j) => (i === j ? 0.9 : j === i + 1 ? 10 : 1e-9)),
      ),
    );
    const { verdict } = analyze(w, options);
    const found = sensitivityOf(w, within(w, 5e-5), verdict!.log10Gain, options)!;
    assert.ok(found.firstOrder! > 1);
    assert.ok(found.range.high - found.range.low! > 1, JSON.stringify(found.range));
  });

  it('holds the gains of other matrices that round to the same', () => {
    const random = createRandom(11);
    for (let draw = 0; draw < 40; draw++) {
      const n = 2 + Math.floor(20 * random.uniform());
      const w = scale(gaussianMatrix(n, n, random), (0.8 + 0.4 * random.uniform()) / Math.sqrt(n));
      const stored = within(w, 10 ** -(3 + 2 * random.uniform()));
      const { range } = sensitivityOf(w, stored, gainOf(w, 100), options)!;
      const other = {
        ...w,
        data: w.data.map((x, i) => x + stored.halfUnits[i]! * (2 * random.uniform() - 1)),
      };
      const gain = gainOf(other, 100);
      const slack = 0.1 * (range.high - range.low!);
      assert.ok(
        gain <= range.high + slack && gain >= range.low! - slack,
        `${draw}: ${gain} ${JSON.stringify(range)}`,
      );
    }
  });

  it('is known of large matrices to first order, and of larger ones not unasked', () => {
    const n = 600;
    const w = scale(gaussianMatrix(n, n, createRandom(4)), 0.95 / Math.sqrt(n));
    const { firstOrder, range } = sensitivityOf(w, within(w, 1e-3), -2, options)!;
    assert.ok(firstOrder! > 0 && range.high === -2 + firstOrder!, `${firstOrder}`);
    const larger = { rows: 4000, columns: 4000, data: new Float64Array(1) };
    assert.equal(sensitivityOf(larger, within(larger, 1e-3), 0, options), null);
  });

  it('is the same at every call and asks nothing of exact entries', () => {
    const w = gaussianMatrix(6, 6, createRandom(1));
    const once = sensitivityOf(w, within(w, 1e-3), gainOf(w, 100), options);
    assert.deepEqual(sensitivityOf(w, within(w, 1e-3), gainOf(w, 100), options), once);
    assert.equal(sensitivityOf(w, within(w, 0), gainOf(w, 100), options), null);
    assert.equal(sensitivityOf(w, within(w, 1e-3), null, options), null);
  });

  it('belongs to an analysis with a verdict alone', () => {
    const w = gaussianMatrix(3, 2, createRandom(1));
    const stored = precisionOfType('BF16', w);
    assert.equal(withSensitivity(analyze(w, options), w, stored).sensitivity, undefined);
  });
});

describe('the precision of an element type', () => {
  const w = fromRows([[1, 1.5, -3, 0, 1e-39]]);

  it('is half a unit in the last place', () => {
    assert.deepEqual([...precisionOfType('BF16', w)!.halfUnits.slice(0, 4)], [2 ** -8, 2 ** -8, 2 ** -7, 0]);
    assert.equal(precisionOfType('F16', w)!.halfUnits[1], 2 ** -11);
    assert.equal(precisionOfType('F32', w)!.halfUnits[2], 2 ** -23);
    // Below the smallest normal number the unit stays.
    assert.equal(precisionOfType('F32', w)!.halfUnits[4], 2 ** -150);
    assert.equal(precisionOfType('F64', w), null);
    assert.equal(precisionOfType('I8', w), null);
  });

  it('is half a step of quantized rows', () => {
    const quantized = fromRows([[-3, 0, 1, 7].map((q) => q * 0.125), [1, 3, 5, 5].map((q) => q * 0.5)]);
    assert.deepEqual([...precisionOfType('QI8', quantized)!.halfUnits], [...Array<number>(4).fill(0.0625), ...Array<number>(4).fill(0.5)]); // prettier-ignore
  });
});
