import assert from 'node:assert/strict';
import { defaultThresholds } from '../../../../../src/core/analysis';
import { recognize } from '../../../../../src/core/recurrence/layout/recognize';
import { linearFigures, type LinearFigures } from '../../../../../src/core/recurrence/linear/figures';
import { halfLifeHistogram } from '../../../../../src/core/recurrence/linear/histogram';
import { judgeLinear } from '../../../../../src/core/recurrence/linear/verdict';
import type { LinearRecord } from '../../../../../src/core/recurrence/records';
import { toLinearRecord } from '../../../../../src/present/linearRecurrence/record';
import { checkpoint } from '../checkpoint';

function figuresOf(name: string, steps: number): LinearFigures {
  const { tensors, byName, hints } = checkpoint(`linear/${name}/model.safetensors`);
  return linearFigures(recognize(tensors, hints)['linear-recurrence'][0]!, byName, steps);
}

function recordOf(name: string, steps: number): LinearRecord {
  const { tensors, byName, hints } = checkpoint(`linear/${name}/model.safetensors`);
  const layer = recognize(tensors, hints)['linear-recurrence'][0]!;
  const figures = linearFigures(layer, byName, steps);
  return toLinearRecord(layer, figures, judgeLinear(figures, defaultThresholds));
}

/** RWKV-4 whose channels have the given half-lives. */
function withHalfLives(lives: readonly number[], steps: number): LinearFigures {
  const data = Float64Array.from(lives, (life) => Math.log(Math.LN2 / life));
  const tensor = { name: 'blocks.0.att.time_decay', dtype: 'F64', shape: [lives.length], data };
  return linearFigures(recognize([tensor])['linear-recurrence'][0]!, new Map([[tensor.name, tensor]]), steps);
}

describe('figures of a linear recurrence', () => {
  it('percentiles as numpy interpolates, shares and extremes', () => {
    const figures = withHalfLives([0.5, 10, 20, 30, 1000], 100);
    const { halfLife } = figures;
    const close = (value: number | null, wanted: number): void => {
      assert.ok(Math.abs(value! - wanted) < 1e-9 * wanted, `${value!} for ${wanted}`);
    };
    close(halfLife.min, 0.5);
    close(halfLife.p5, 0.5 + 0.2 * 9.5);
    close(halfLife.p25, 10);
    close(halfLife.p50, 20);
    close(halfLife.p95, 30 + 0.8 * 970);
    close(halfLife.max, 1000);
    assert.deepEqual(figures.shareBeyond, { steps: 100, share: 0.2 });
    assert.equal(figures.shareWithinStep, 0.2);
    close(figures.multiplier.median, 2 ** (-1 / 20));
  });

  it('the histogram counts each channel once, in logarithmic bins', () => {
    const { edges, counts, shorter, longer } = halfLifeHistogram([0.001, 1, 9.99, 10, 100, Infinity]);
    assert.equal(counts.reduce((a, b) => a + b, 0) + shorter + longer, 6);
    assert.equal(shorter, 1);
    assert.equal(longer, 1);
    assert.ok(Math.abs(edges[1]! / edges[0]! - 10 ** 0.25) < 1e-12);
    const bin = (value: number): number =>
      edges.findIndex((edge, i) => value >= edge && value < edges[i + 1]!);
    assert.equal(counts[bin(1)], 1);
    assert.equal(counts[bin(10)], 1);
  });

  it('|a| > 1 explodes whatever the horizon, with the channel named', () => {
    const figures = figuresOf('s5', 10);
    assert.deepEqual(
      figures.exploding.channels.map(({ index }) => index),
      [7],
    );
    assert.equal(figures.halfLife.max, null);
    const verdict = judgeLinear(figures, defaultThresholds);
    assert.equal(verdict.name, 'exploding');
    assert.equal(verdict.rule, 'multiplier-above-one');
    assert.match(recordOf('s5', 10).explanation, /^Channel 7 multiplies/);
    assert.deepEqual(verdict.flags, ['multiplier-above-one', 'complex']);
  });

  it('otherwise the slowest channel over the horizon decides', () => {
    const judge = (lives: number[], steps: number) =>
      judgeLinear(withHalfLives(lives, steps), defaultThresholds);
    assert.equal(judge([0.1, 100], 100).name, 'stable');
    assert.equal(judge([0.1, 20], 100).name, 'fading');
    assert.equal(judge([0.1, 5], 100).name, 'vanishing');
    assert.ok(Math.abs(judge([1, 10], 100).log10Gain - -10 * Math.log10(2)) < 1e-9);
  });

  it('what depends on data says so, with its range and its assumption', () => {
    const record = recordOf('recurrent_gemma', 100);
    assert.deepEqual(record.flags, ['data-dependent']);
    assert.match(record.notes[0]!, /between 0\.\d+ and 1; .*gate bias/);
    assert.equal(figuresOf('lru', 100).dataDependent, false);
  });

  it('bfloat16 far out, where its steps are wide, gets a note; the same values in float32 do not', () => {
    const { rounding } = figuresOf('rounded', 100);
    assert.equal(rounding.length, 1);
    // −20 has neighbors 1/8 away and −40 ones 1/4 away; half of that in the exponent of a half-life.
    assert.ok(Math.abs(rounding[0]!.largestChange - (Math.exp(0.125) - 1)) < 1e-3);
    assert.equal(rounding[0]!.share, 1 / 3);
    assert.deepEqual(figuresOf('recurrent_gemma', 100).rounding, []);
    assert.match(
      recordOf('rounded', 100).notes.at(-1)!,
      /recurrent_param is stored as BF16.*keep it in float32/,
    );
  });

  it('a parameter that is not a number is named', () => {
    const data = Float64Array.from([1, NaN]);
    const tensor = { name: 'blocks.0.att.time_decay', dtype: 'F32', shape: [2], data };
    const [layer] = recognize([tensor])['linear-recurrence'];
    assert.throws(
      () => linearFigures(layer!, new Map([[tensor.name, tensor]]), 100),
      /entry 1 of blocks\.0\.att\.time_decay is not a number/,
    );
    assert.throws(() => linearFigures(layer!, new Map(), 100), /was not read/);
  });
});
