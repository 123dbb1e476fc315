import assert from 'node:assert/strict';
import { GradientLog } from '../../../../src/core/monitor/gradientLog';
import { report } from '../../../../src/core/monitor/report';
import { percentile, sortedFinite } from '../../../../src/core/monitor/statistics';
import { thin, type ThinningLimits } from '../../../../src/core/monitor/thinning';
import { random } from './noise';

const limits: ThinningLimits = { ofSeries: 4096, ofLog: 1 << 20, last: 256 };

type Norms = (step: number, draw: () => number) => number;

/** A log that is thinned as it grows, beside one that keeps everything. */
function both(length: number, norms: Norms, losses?: Norms): [thinned: GradientLog, whole: GradientLog] {
  return [limits, undefined].map((limit) => {
    const draw = random(3);
    const log = new GradientLog();
    for (let step = 1; step <= length; step++) {
      log.at('grad_norm', 'total').push(step, norms(step, draw));
      if (losses) log.at('loss', 'loss').push(step, losses(step, draw));
      if (limit && step % 1000 === 0) thin(log, limit);
    }
    if (limit) thin(log, limit);
    return log;
  }) as [GradientLog, GradientLog];
}

describe('a log with more records than are kept', () => {
  const quiet: Norms = (_, draw) => Math.exp(0.4 * draw());

  it('keeps extremes, counts and nearly all percentiles', () => {
    const [thinned, whole] = both(60_000, (step, draw) => (step % 1000 === 7 ? 50 : 1) * quiet(step, draw));
    const [a, b] = [thinned, whole].map((log) => log.gradients[0]!);
    assert(a!.length <= limits.ofSeries);
    assert.equal(a!.count, 60_000);
    const [few, all] = [a!, b!].map(({ values }) => sortedFinite(values));
    assert.equal(few![0], all![0]);
    assert.equal(few!.at(-1), all!.at(-1));
    for (const p of [10, 50, 90]) {
      const ratio = percentile(few!, p)! / percentile(all!, p)!;
      assert(Math.abs(ratio - 1) < 0.03, `percentile ${p} is off by a factor of ${ratio}`);
    }
  });

  const runs: readonly (readonly [name: string, norms: Norms, losses?: Norms])[] = [
    ['a stable run', quiet, (step, draw) => 2 + Math.exp(-step / 1e4) + 0.01 * draw()],
    [
      'a run that explodes at its end',
      (step, draw) => (step > 59_990 ? 1e4 : 1) * quiet(step, draw),
      (step) => (step > 59_990 ? 9 : 2),
    ],
    [
      'a run that explodes half-way',
      (step, draw) => (step > 30_000 ? 1e4 : 1) * quiet(step, draw),
      (step) => (step > 30_000 ? 9 : 2),
    ],
    ['a run that ends in NaN', (step, draw) => (step > 59_000 ? NaN : quiet(step, draw))],
    ['a run that vanishes', (step, draw) => Math.exp(-step / 2000) * quiet(step, draw), () => 2],
    [
      'a run that converges',
      (step, draw) => Math.exp(-step / 6000) * quiet(step, draw),
      (step) => 3 * Math.exp(-step / 6000),
    ],
  ];
  for (const [name, norms, losses] of runs) {
    it(`judges ${name} as if all were kept`, () => {
      const [thinned, whole] = both(60_000, norms, losses).map((log) => report(log));
      assert.equal(thinned!.verdict, whole!.verdict);
      assert.equal(thinned!.cause?.kind, whole!.cause?.kind);
      assert.equal(thinned!.series[0]!.count, whole!.series[0]!.count);
      assert.equal(thinned!.series[0]!.nonFinite, whole!.series[0]!.nonFinite);
      if (whole!.since === null) assert.equal(thinned!.since, null);
      else
        assert(
          Math.abs(thinned!.since! - whole!.since) <= 60_000 / 200,
          `${thinned!.since} for ${whole!.since}`,
        );
      assert(thinned!.notes.some(({ kind }) => kind === 'thinned'));
    });
  }

  it('keeps series of the same steps together', () => {
    const log = new GradientLog();
    const draw = random(5);
    for (let step = 1; step <= 20_000; step++) {
      for (const name of ['fc1.weight', 'fc2.weight'])
        log.at(`grad_norm/${name}`, 'parameter', { parameter: name }).push(step, quiet(step, draw));
    }
    assert(thin(log, limits));
    const [a, b] = log.gradients;
    assert.deepEqual(a!.steps, b!.steps);
  });
});
