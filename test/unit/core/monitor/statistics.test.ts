import assert from 'node:assert/strict';
import fc from 'fast-check';
import { combine } from '../../../../src/core/monitor/combine';
import { minMaxBuckets } from '../../../../src/core/monitor/downsample';
import { Growable } from '../../../../src/core/monitor/growable';
import { layerName, layersOf } from '../../../../src/core/monitor/layers';
import { nonFiniteRuns } from '../../../../src/core/monitor/nonFinite';
import { defaultRules } from '../../../../src/core/monitor/rules';
import { Series } from '../../../../src/core/monitor/series';
import { spikes } from '../../../../src/core/monitor/spikes';
import { percentile, shareAbove, sortedFinite, statistics } from '../../../../src/core/monitor/statistics';
import { timeline } from '../../../../src/core/monitor/timeline';
import { random } from './noise';

const seriesOf = (name: string, values: readonly number[], steps?: readonly number[]): Series => {
  const series = new Series(name, 'parameter', { parameter: name });
  values.forEach((value, i) => {
    series.push(steps?.[i] ?? i, value);
  });
  return series;
};

describe('statistics of norms', () => {
  it("percentiles interpolate as numpy's default does", () => {
    // numpy.percentile([1, 2, 4, 8, 16, 32], [10, 50, 90])
    const { percentiles, count, nonFinite, min, max, median } = statistics(
      Float64Array.of(32, NaN, 1, 4, 2, Infinity, 8, 16, -Infinity),
    );
    assert.deepEqual(percentiles, { p10: 1.5, p50: 6, p90: 24 });
    assert.deepEqual([count, nonFinite, min, median, max], [9, 3, 1, 6, 32]);
  });

  it('a percentile lies between the ends, grows with p, and meets both ends', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, min: 0, max: 1e300 }), { minLength: 1 }), (values) => {
        const sorted = sortedFinite(Float64Array.from(values));
        const at = [0, 10, 50, 90, 100].map((p) => percentile(sorted, p)!);
        assert.equal(at[0], sorted[0]);
        assert.equal(at[4], sorted.at(-1));
        for (let i = 1; i < at.length; i++) assert.ok(at[i]! >= at[i - 1]!);
      }),
    );
    assert.equal(percentile(new Float64Array(0), 50), null);
  });

  it('share above a threshold: strictly above', () => {
    const sorted = Float64Array.of(1, 2, 2, 3);
    assert.deepEqual(
      [0, 1, 2, 3].map((limit) => shareAbove(sorted, limit)),
      [1, 0.75, 0.25, 0],
    );
    assert.equal(shareAbove(new Float64Array(0), 1), 0);
  });

  it('spikes: found at their places, one does not hide the next, noise alone has few', () => {
    const noise = random(7);
    const values = Float64Array.from({ length: 500 }, () => 1 + 0.1 * noise());
    for (const at of [100, 102, 300]) values[at] = 8;
    values[50] = NaN;
    const found = spikes(values, defaultRules);
    for (const at of [100, 102, 300]) assert.ok(found.includes(at), `${at}`);
    assert.ok(found.length < 15, `${found.length} found`);
    assert.deepEqual(spikes(new Float64Array(100).fill(3), defaultRules), []);
    assert.deepEqual(spikes(Float64Array.of(1, 2), defaultRules), []);
  });

  it('runs of non-finite values', () => {
    assert.deepEqual(nonFiniteRuns(Float64Array.of(NaN, 1, Infinity, NaN, 2, -Infinity)), [
      { from: 0, to: 0 },
      { from: 2, to: 3 },
      { from: 5, to: 5 },
    ]);
  });

  it('layers stand in the order of their numbers, patterns in the order they came', () => {
    const names = [
      'embed.weight',
      'layers.10.w',
      'layers.2.w',
      'rnn.weight_hh_l1',
      'rnn.weight_ih_l0',
      'rnn.bias_hh_l0',
      'head.bias',
    ];
    assert.deepEqual(
      layersOf(names.map((name) => seriesOf(name, [1]))).map(({ name, series }) => [name, series.length]),
      [
        ['embed', 1],
        ['layers.2', 1],
        ['layers.10', 1],
        ['rnn.l0', 2],
        ['rnn.l1', 1],
        ['head', 1],
      ],
    );
    assert.equal(layerName('weight_hh_l0_reverse'), 'l0');
    assert.equal(layerName('dense_1/kernel:0'), 'dense_1');
    assert.equal(layerName('fc1'), 'fc1');
  });

  it('the total is the root of the sum of squares at the steps that all share, without overflow', () => {
    const total = combine('all', [
      seriesOf('a', [3, 3e200, NaN, 1], [1, 2, 3, 5]),
      seriesOf('b', [4, 4e200, 1, 1], [1, 2, 3, 6]),
    ]);
    assert.deepEqual([...total.steps], [1, 2, 3]);
    assert.equal(total.values[0], 5);
    assert.ok(Math.abs(total.values[1]! / 5e200 - 1) < 1e-15);
    assert.ok(Number.isNaN(total.values[2]));
    assert.equal(combine('all', [seriesOf('a', [Infinity]), seriesOf('b', [Infinity])]).values[0], Infinity);
    assert.deepEqual([...combine('all', [seriesOf('a', [1], [1]), seriesOf('b', [1], [2])]).steps], [1, 2]);
  });

  it('downsampling keeps extremes, ends and non-finite values of 1e6 points, as recorded', () => {
    const noise = random(3);
    const values = Float64Array.from({ length: 1_000_000 }, () => Math.exp(noise()));
    values[123_456] = 1e9;
    values[654_321] = 1e-9;
    values[777_777] = NaN;
    const steps = values.map((_, i) => 10 * i);
    const shown = minMaxBuckets(steps, values, 2000);
    assert.ok(shown.values.length <= 2000);
    for (const at of [0, 123_456, 654_321, 777_777, 999_999])
      assert.ok(shown.steps.includes(10 * at), `${at}`);
    shown.steps.forEach((step, i) => {
      assert.ok(Object.is(shown.values[i], values[step / 10]));
      assert.ok(i === 0 || step > shown.steps[i - 1]!);
    });
    assert.deepEqual(minMaxBuckets(Float64Array.of(1, 2), Float64Array.of(3, 4), 10).values, [3, 4]);
  });

  it('a growable list keeps its values and doubles', () => {
    const list = new Growable();
    for (let i = 0; i < 1000; i++) list.push(i);
    assert.deepEqual(
      [...list.view()],
      Array.from({ length: 1000 }, (_, i) => i),
    );
    assert.ok(list.capacity <= 2 * 8 * 1000);
  });

  it('segments of one state join; too many are drawn together with the worst on top', () => {
    const steps = Float64Array.from({ length: 6 }, (_, i) => i + 1);
    assert.deepEqual(timeline(steps, ['stable', 'stable', 'skipped', 'exploding', 'exploding', 'stable']), [
      { from: 1, to: 2, state: 'stable' },
      { from: 3, to: 3, state: 'skipped' },
      { from: 4, to: 5, state: 'exploding' },
      { from: 6, to: 6, state: 'stable' },
    ]);
    const flapping = Array.from({ length: 1000 }, (_, i) =>
      i % 2 ? ('stable' as const) : ('vanishing' as const),
    );
    const joined = timeline(
      Float64Array.from(flapping, (_, i) => i),
      flapping,
      100,
    );
    assert.deepEqual(joined, [{ from: 0, to: 999, state: 'vanishing' }]);
  });
});
