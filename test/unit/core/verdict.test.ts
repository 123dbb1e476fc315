import assert from 'node:assert/strict';
import { defaultThresholds } from '../../../src/core/analysis';
import { analyze } from '../../../src/core/analyze';
import { eigenvalues } from '../../../src/core/linalg/eigenvalues';
import { fromRows, type Matrix } from '../../../src/core/linalg/matrix';
import { multiply } from '../../../src/core/linalg/product';
import { spectralRadius } from '../../../src/core/linalg/spectralRadius';
import type { ActivationName } from '../../../src/core/recurrence/activation';
import { halfLifeOf, verdictOfGain, type Verdict } from '../../../src/core/verdict';
import { explain } from '../../../src/present/matrix/explanation';
import workspace from '../../workspace/pytorch_rnn.json';
import { build } from './linalg/matrices';

const judged = (w: Matrix | number[][], steps = 100, activation: ActivationName = 'tanh'): Verdict => {
  const matrix = Array.isArray(w) ? fromRows(w) : w;
  const { verdict } = analyze(matrix, { steps, activation, thresholds: defaultThresholds });
  assert.ok(verdict);
  return verdict;
};
const near = (actual: number | null, expected: number, tolerance = 1e-10): void => {
  assert.ok(actual !== null && Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
};

describe('verdict', () => {
  it('follows the table of thresholds, limits included', () => {
    const cases = [
      [1e4, 'exploding'],
      [1e3, 'exploding'],
      [999, 'growing'],
      [10, 'growing'],
      [9.99, 'stable'],
      [0.11, 'stable'],
      [0.1, 'fading'],
      [1.1e-3, 'fading'],
      [1e-3, 'vanishing'],
      [1e-9, 'vanishing'],
    ] as const;
    for (const [gain, name] of cases)
      assert.equal(verdictOfGain(Math.log10(gain), defaultThresholds), name, String(gain));
    assert.equal(verdictOfGain(null, defaultThresholds), 'vanishing');
  });

  it("the article's left figure explodes with gain 1.5^29", () => {
    const verdict = judged(
      [
        [1.5, 0],
        [0, 0.5],
      ],
      29,
    );
    assert.equal(verdict.name, 'exploding');
    assert.equal(verdict.rule, 'gain-exploding');
    assert.equal(verdict.severity, 'warning');
    near(verdict.log10Gain, 29 * Math.log10(1.5), 1e-12);
    near(verdict.halfLife, -Math.LN2 / Math.log(1.5), 1e-12);
    assert.match(explain(verdict), /ρ = 1\.5 is above 1.*explode.*‖W\^29‖₂ = 1\.3e5/);
  });

  it("the article's right figure fades with gain 0.9^29", () => {
    const verdict = judged(
      [
        [0.9, 0],
        [0, 0.8],
      ],
      29,
    );
    assert.equal(verdict.name, 'fading');
    near(verdict.log10Gain, 29 * Math.log10(0.9), 1e-12);
    assert.deepEqual(verdict.flags, ['guaranteed']);
  });

  for (const [rate, gain] of [
    [1.1, 1.378e4],
    [0.9, 2.656e-5],
    [1.01, 2.705],
    [0.99, 0.366],
  ] as const) {
    it(`a rate of ${rate} over 100 steps is a gain of ${gain}`, () => {
      near(10 ** (judged([[rate]]).log10Gain ?? 0) / gain, 1, 5e-4);
    });
  }

  describe('where "σ_max > 1 explodes" is wrong', () => {
    it('[[0.5, 10], [0, 0.5]] vanishes after a transient', () => {
      const verdict = judged([
        [0.5, 10],
        [0, 0.5],
      ]);
      assert.equal(verdict.name, 'vanishing');
      assert.equal(verdict.rule, 'transient-then-vanishing');
      assert.deepEqual(verdict.flags, ['transient']);
      assert.equal(verdict.peak.step, 1);
      assert.match(
        explain(verdict),
        /σ_max = 10 is above 1, but ρ = 0\.5: .*first grow 10-fold.*then vanish/,
      );
    });

    it('a fresh PyTorch RNN with σ_max 1.13 vanishes', () => {
      const verdict = judged(workspace['rnn.weight_hh_l0'], workspace.seq_len);
      assert.equal(verdict.name, 'vanishing');
      assert.equal(
        explain(verdict),
        'σ_max = 1.13 is above 1, so the shortcut says "may explode", but ρ = 0.614 and ‖W^50‖₂ = 7.7e-11: gradients vanish.',
      );
    });

    it('the nilpotent shift with σ_max 1 passes nothing at all from step n', () => {
      const verdict = judged([
        [0, 0, 0],
        [1, 0, 0],
        [0, 1, 0],
      ]);
      assert.equal(verdict.name, 'vanishing');
      assert.equal(verdict.rule, 'nilpotent');
      assert.equal(verdict.log10Gain, null);
      assert.equal(verdict.zeroFrom, 3);
      assert.equal(verdict.halfLife, 0);
      assert.match(explain(verdict), /W\^3 is exactly zero/);
    });

    it('a Jordan block of 1 grows like k although ρ = 1', () => {
      const verdict = judged([
        [1, 1],
        [0, 1],
      ]);
      assert.equal(verdict.name, 'growing');
      assert.equal(verdict.rule, 'polynomial-growth');
      assert.deepEqual(verdict.flags, ['defective']);
      assert.equal(verdict.halfLife, null);
    });

    it('sigmoid shrinks a matrix with σ_max 3.9 by its slope of 1/4 at every step', () => {
      const verdict = judged(
        [
          [3.9, 0],
          [0, 1],
        ],
        1000,
        'sigmoid',
      );
      assert.equal(verdict.name, 'vanishing');
      assert.equal(verdict.rule, 'guaranteed-vanishing');
      near(verdict.log10Gain, 1000 * Math.log10(0.975), 1e-9);
    });
  });

  it('a rate that reads as 1 is not called above or below it', () => {
    for (const rate of [1 + 1e-8, 1 - 1e-8]) {
      assert.match(explain(judged([[rate]])), /^ρ = 1, and over/);
    }
  });

  it('a rotation keeps every gradient', () => {
    const [c, s] = [Math.cos(0.3), Math.sin(0.3)];
    const verdict = judged([
      [c, -s],
      [s, c],
    ]);
    assert.equal(verdict.name, 'stable');
    assert.deepEqual(verdict.flags, []);
  });

  it('a non-normal matrix that levels off is not called defective', () => {
    const verdict = judged([
      [1, 50],
      [0, 0.5],
    ]);
    assert.equal(verdict.name, 'growing');
    assert.ok(!verdict.flags.includes('defective'));
  });

  describe('a rate that float64 cannot tell from 1', () => {
    /** A Jordan block of 0.98, turned by a Householder reflection: its computed eigenvalues form a ring around 0.98. */
    const ring = (n: number): Matrix => {
      const v = Array.from({ length: n }, (_, i) => Math.sin(i + 1));
      const square = v.reduce((sum, x) => sum + x * x, 0);
      const mirror = build(n, n, (i, j) => (i === j ? 1 : 0) - (2 * v[i]! * v[j]!) / square);
      const block = build(n, n, (i, j) => (i === j ? 0.98 : j === i + 1 ? 1 : 0));
      return multiply(multiply(mirror, block), mirror);
    };

    it('is told with more digits: as it is rounded, the block has eigenvalues beyond 1', () => {
      const w = ring(24);
      const { lower, upper } = spectralRadius(w, eigenvalues(w));
      assert.ok(lower <= 0.98 && upper >= 1);
      const verdict = judged(w);
      assert.ok(!verdict.flags.includes('undetermined'));
      assert.ok(verdict.spectralRadius.lower > 1);
    });

    it('is called undetermined where more digits would take too long', () => {
      const verdict = judged(ring(257), 20);
      assert.ok(verdict.flags.includes('undetermined'));
      assert.ok(verdict.spectralRadius.lower <= 0.98 && verdict.spectralRadius.upper >= 1);
    });
  });

  it('1.5^100000 neither overflows nor loses the verdict', () => {
    near(
      judged(
        [
          [1.5, 0],
          [0, 0.5],
        ],
        100_000,
      ).log10Gain,
      1e5 * Math.log10(1.5),
      1e-6,
    );
  });

  it('half-lives: 0.5 in one step, 2 doubles in one, 1 never, 0 at once', () => {
    assert.equal(halfLifeOf(0.5), 1);
    assert.equal(halfLifeOf(2), -1);
    assert.equal(halfLifeOf(1), null);
    assert.equal(halfLifeOf(0), 0);
  });

  it('a non-square matrix has singular values and no verdict', () => {
    const { figures, verdict, remedies } = analyze(
      fromRows([
        [3, 0, 0],
        [0, 4, 0],
      ]),
      {
        steps: 10,
        activation: 'tanh',
        thresholds: defaultThresholds,
      },
    );
    assert.equal(verdict, null);
    assert.equal(figures.growth, null);
    assert.deepEqual(remedies, []);
    near(figures.sigmaMax, 4);
  });
});
