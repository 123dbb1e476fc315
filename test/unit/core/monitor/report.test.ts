import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { clippingCode } from '../../../../src/present/monitor/clippingCode';
import { GradientLog } from '../../../../src/core/monitor/gradientLog';
import { gradientLoggers } from '../../../../src/present/monitor/gradientLogger';
import { explain } from '../../../../src/present/monitor/explanation';
import { noteText } from '../../../../src/present/monitor/note';
import { recommendationRecord } from '../../../../src/present/monitor/recommendation';
import {
  isRecommended,
  recommend,
  type Recommendation,
  type Withheld,
} from '../../../../src/core/monitor/recommendation';
import { report } from '../../../../src/core/monitor/report';
import { defaultRules, rulesWith } from '../../../../src/core/monitor/rules';
import { percentile, sortedFinite } from '../../../../src/core/monitor/statistics';
import expected from '../../../fixtures/logs/expected.json';
import { readFixture } from '../../formats/logs/memoryFile';

function logOf(series: Record<string, readonly number[]>): GradientLog {
  const log = new GradientLog();
  for (const [name, values] of Object.entries(series)) {
    const isTotal = name === 'grad_norm';
    values.forEach((value, step) => {
      log.at(name, isTotal ? 'total' : 'parameter', { parameter: isTotal ? null : name }).push(step, value);
    });
  }
  return log;
}

const found = (values: readonly number[], warmup = 0) =>
  recommend(logOf({ grad_norm: values }).series[0]!, { spikes: 0, warmup });
const recommendation = (values: readonly number[], warmup = 0): Recommendation | undefined => {
  const one = found(values, warmup);
  return isRecommended(one) ? one : undefined;
};

describe('judging a training log', () => {
  it('a norm far above the usual came back only where lower ones follow it', () => {
    const calm = Array.from({ length: 60 }, (_, i) => 0.5 + 0.01 * (i % 7));
    const high = [30, 40, 50, 60];
    const notes = (norms: readonly number[]): string[] => {
      const log = logOf({ grad_norm: norms });
      norms.forEach((_, step) => {
        log.at('loss', 'loss').push(step, 2 / (step + 1));
      });
      const { verdict, notes: found } = report(log);
      assert.equal(verdict, 'stable', 'the loss falls all along');
      return found.map((note) => noteText(note));
    };
    const back = notes([...calm, ...high, ...calm]);
    assert.ok(
      back.includes('From step 60 to step 63 the norm was up to 110 times its median, and came back.'),
      back.join(),
    );
    const open = notes([...calm, ...high]);
    const sentence =
      'From step 60 to step 63, the end of the log, the norm is up to 110 times its median: see whether it comes back.';
    assert.ok(open.includes(sentence) && !open.some((text) => text.includes('came back')), open.join());
  });

  for (const [name, figures] of Object.entries(expected)) {
    it(`${name}: numpy's figures, the verdict, and a threshold that is the percentile it says`, async () => {
      const { log } = await readFixture(`${name}.jsonl`);
      const judged = report(log);
      const total = judged.series.find((series) => series.name === 'grad_norm')!;
      assert.equal(judged.verdict, name === 'healthy' ? 'stable' : name);
      assert.deepEqual([total.count, total.nonFinite], [figures.count, figures.nonFinite]);
      for (const [actual, wanted] of [
        [total.min, figures.min],
        [total.median, figures.median],
        [total.max, figures.max],
        [total.percentiles.p10, figures.percentiles.p10],
        [total.percentiles.p50, figures.percentiles.p50],
        [total.percentiles.p90, figures.percentiles.p90],
      ]) {
        assert.ok(Math.abs(actual! / wanted! - 1) < 1e-14, `${actual!} ${wanted!}`);
      }
      const { recommendation } = judged;
      assert.equal(recommendation?.percentile, 90);
      if (name !== 'exploding') {
        assert.equal(recommendation.threshold, total.percentiles.p90);
        assert.ok(Math.abs(recommendation.clippedShare - figures.clippedShareAtP90) < 1e-15);
        return;
      }
      // Of a run that diverged, the part before the explosion counts.
      const healthy = sortedFinite(
        log.series.find((series) => series.name === 'grad_norm')!.values.slice(0, 72),
      );
      assert.equal(recommendation.threshold, percentile(healthy, 90));
      assert.equal(recommendation.records, 72);
    });
  }

  it('the real runs: where they vanish and explode, worst first', async () => {
    const vanishing = report((await readFixture('vanishing.jsonl')).log);
    assert.deepEqual(
      [vanishing.series[0]?.kind, vanishing.series[1]?.parameter],
      ['total', 'rnn.weight_ih_l0'],
    );
    assert.equal(vanishing.series[1]?.firstVanishing, 0);
    assert.equal(vanishing.culprit, 'grad_norms/rnn.weight_ih_l0');
    assert.match(
      explain(vanishing),
      /vanish from step 0: the norm of rnn\.weight_ih_l0, 4\.47e-20, is below 1\.00e-7/,
    );
    assert.ok(
      vanishing.notes
        .map((note) => noteText(note))
        .some((note) => note.startsWith('Clipping does nothing for vanishing gradients')),
    );
    const exploding = report((await readFixture('exploding.jsonl')).log);
    assert.match(
      explain(exploding),
      /explode from step 72: norm and loss are not finite up to the end of the log/,
    );
    assert.ok(
      exploding.notes
        .map((note) => noteText(note))
        .some((note) =>
          note.includes('not finite from step 73 to step 79, the end of the log: this is divergence'),
        ),
    );
    assert.deepEqual(exploding.timeline.at(-1), { from: 72, to: 79, state: 'exploding' });
    const healthy = report((await readFixture('healthy.jsonl')).log);
    assert.ok(
      healthy.notes
        .map((note) => noteText(note))
        .some((note) => note.includes('does not disprove vanishing')),
    );
  });

  it('norms that are not finite are skipped steps where finite ones follow, and divergence at the end', () => {
    const single = report(logOf({ grad_norm: [1, 1, Infinity, 1, 1] }));
    assert.equal(single.verdict, 'stable');
    assert.deepEqual(single.timeline[1], { from: 2, to: 2, state: 'skipped' });
    assert.ok(
      single.notes
        .map((note) => noteText(note))
        .some((note) => note.includes('mixed precision skipped that step')),
    );
    const run = report(logOf({ grad_norm: [1, 1, NaN, NaN, 1] }));
    assert.deepEqual([run.verdict, run.series[0]?.firstExploding], ['stable', null]);
    const ended = report(logOf({ grad_norm: [1, 1, 1, NaN, NaN] }));
    assert.deepEqual([ended.verdict, ended.since], ['exploding', 3]);
    const patient = report(logOf({ grad_norm: [1, 1, 1, NaN, NaN] }), {
      rules: { ...defaultRules, divergenceRun: 3 },
    });
    assert.equal(patient.verdict, 'undetermined');
  });

  it("AUTOTRAINER's rule compares the first layer with the last", () => {
    const vanishing = report(
      logOf({ 'fc1.weight': [1, 1e-5], 'fc2.weight': [1, 1], 'fc3.weight': [1, 0.5] }),
    );
    assert.equal(vanishing.series[0]?.name, 'fc1.weight');
    assert.deepEqual([vanishing.series[0].firstVanishing, vanishing.series[1]?.firstVanishing], [1, null]);
    assert.match(
      explain(vanishing),
      /the first layer, fc1, has under 0\.001 of the norm of the last, fc3, and under 1\.00e-4 \(AUTOTRAINER\)/,
    );
    const exploding = report(logOf({ 'fc1.weight': [1, 71], 'fc3.weight': [1, 1] }));
    assert.equal(exploding.series[0]?.firstExploding, 1);
    assert.equal(report(logOf({ 'fc1.weight': [1, 69], 'fc3.weight': [1, 1] })).verdict, 'stable');
    // Small, but not beside the last layer.
    assert.equal(report(logOf({ 'fc1.weight': [1, 1e-5], 'fc3.weight': [1, 1e-3] })).verdict, 'stable');
  });

  it('a norm that grew a thousandfold explodes, a weight that is exactly zero all along is no verdict on the whole', () => {
    assert.equal(report(logOf({ grad_norm: [0.01, 0.01, 20] })).verdict, 'exploding');
    assert.equal(report(logOf({ grad_norm: [1e-6, 1e-6, 0.1] })).verdict, 'stable');
    const frozen = report(logOf({ 'a.weight': [0, 0], grad_norm: [1, 1] }));
    assert.equal(frozen.verdict, 'stable');
    assert.equal(frozen.series.find(({ name }) => name === 'a.weight')?.verdict, 'undetermined');
  });

  it('without a total it is computed, and said; without norms nothing is claimed', () => {
    const derived = report(logOf({ a: [3], b: [4] }));
    assert.equal(derived.total?.values[0], 5);
    assert.ok(
      derived.derived &&
        derived.notes.map((note) => noteText(note)).some((note) => note.includes('The log has no total')),
    );
    const empty = report(new GradientLog());
    assert.deepEqual([empty.verdict, empty.recommendation, empty.total], [null, null, null]);
    assert.match(explain(empty), /no gradient norms yet/);
  });

  it('rules are adjustable; what no rule can be counts as not given', () => {
    const changes = {
      normExploding: 5,
      spikeDecay: 1,
      divergenceRun: 1.5,
      meanVanishing: -1,
      ratioExploding: '7',
      other: 3,
    };
    assert.deepEqual(rulesWith(changes), { ...defaultRules, normExploding: 5 });
    for (const none of [null, undefined, 3, 'x', []]) assert.deepEqual(rulesWith(none), defaultRules);
    assert.equal(report(logOf({ grad_norm: [1, 6] }), { rules: rulesWith(changes) }).verdict, 'exploding');
  });

  it('the clip rate: from a threshold that is known, or as the trainer says', async () => {
    const log = logOf({ grad_norm: [0.5, 2, 3, NaN] });
    assert.equal(report(log).clipRate, null);
    const known = report(log, { threshold: 1 });
    assert.deepEqual(known.clipRate, { threshold: 1, share: 0.5, source: 'threshold' });
    assert.ok(
      known.notes
        .map((note) => noteText(note))
        .some((note) =>
          note.startsWith('Norms are logged before clipping: those above the threshold 1 were clipped, 50 %'),
        ),
    );
    const fairseq = report((await readFixture('fairseq_json.log')).log);
    assert.equal(fairseq.clipRate?.source, 'log');
    assert.ok(Math.abs(fairseq.clipRate.share - 79 / 80) < 1e-12);
    const icefall = report((await readFixture('icefall.log')).log);
    assert.ok(icefall.clipRate?.source === 'log' && icefall.clipRate.threshold! > 5);
  });
});

describe('where to clip', () => {
  const ramp = Array.from({ length: 100 }, (_, i) => 1 + i / 100);

  it('the 90th percentile of an ordinary history, with its share', () => {
    const found = recommendation(ramp)!;
    assert.deepEqual(
      [found.percentile, found.threshold, found.clippedShare],
      [90, percentile(sortedFinite(Float64Array.from(ramp)), 90), 0.1],
    );
    assert.deepEqual(
      found.choices.map((choice) => choice.percentile),
      [10, 50, 90],
    );
  });

  it('the median where a fifth of the steps is far above it', () => {
    const exploded = (from: number): number[] => ramp.map((value, i) => (i >= from ? 500 * value : value));
    assert.equal(recommendation(exploded(80))?.percentile, 50);
    assert.match(
      recommendationRecord(recommendation(exploded(80))!).reason,
      /is over 5 times the median, so the median/,
    );
  });

  it('warm-up is left out on request; non-finite steps count nowhere and are said', () => {
    const warm = [...Array.from({ length: 20 }, (_, i) => 900 + i), ...ramp];
    assert.equal(recommendation(warm)?.percentile, 50);
    assert.equal(recommendation(warm, 20)?.threshold, recommendation(ramp)?.threshold);
    const broken = recommendation([...ramp, NaN, NaN])!;
    assert.equal(broken.threshold, recommendation(ramp)?.threshold);
    assert.match(recommendationRecord(broken).reason, /2 non-finite steps are not counted/);
    assert.equal((found([NaN, 0, 0]) as Withheld).kind, 'all-zero');
    assert.equal((found([NaN]) as Withheld).kind, 'few-records');
    assert.equal((found(ramp.slice(0, 49)) as Withheld).kind, 'few-records');
    assert.equal((found(ramp.map((value) => Math.min(value, 1.2))) as Withheld).kind, 'clipped');
  });

  it("the person's framework stands first, with its own key", () => {
    const first = (format: string): string => clippingCode(0.123456, format, 0.1)[0]!.code;
    assert.equal(first('fairseq'), '--clip-norm 0.123');
    assert.equal(first('Hugging Face Trainer (printed)'), 'TrainingArguments(max_grad_norm=0.123)');
    assert.equal(first('icefall'), 'ScaledAdam(clipping_scale=1.23)');
    assert.match(first('TensorBoard'), /clip_grad_norm_\(model\.parameters\(\), max_norm=0\.123\)/);
  });
});

describe('the logger to insert', () => {
  it('is, for each framework, the file that stands beside it; the PyTorch one made the fixtures', () => {
    // Bundled to out/unit/core/monitor/*.js.
    const root = resolve(__dirname, '..', '..', '..', '..');
    const make = readFileSync(resolve(root, 'test/fixtures/make/training_logs.py'), 'utf8');
    assert.ok(make.includes('"src" / "present" / "monitor" / "loggers" / "pytorch.py"'));
    for (const { framework, code } of gradientLoggers) {
      const file = resolve(root, `src/present/monitor/loggers/${framework.toLowerCase()}.py`);
      assert.equal(code, readFileSync(file, 'utf8'));
      assert.match(code, /"grad_norm": math\.hypot\(\*norms\.values\(\)\), "grad_norms": norms/);
    }
  });
});
