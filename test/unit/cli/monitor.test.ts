import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecommendationRecord } from '../../../src/present/monitor/recommendation';
import type { SeriesReport } from '../../../src/core/monitor/report';
import expected from '../../fixtures/logs/expected.json';
import { run as runCommand, type Run } from './run';

interface Output {
  version: number;
  format: string;
  error?: string;
  series: SeriesReport[];
  recommendation: (RecommendationRecord & { code: { framework: string; code: string }[] }) | null;
  clipRate: { share: number } | null;
  problems: string[];
}

const run = (...args: string[]): Promise<Run> => runCommand('monitor', ...args);
const monitor = async (...args: string[]): Promise<Output> =>
  JSON.parse((await run('--json', ...args)).stdout) as Output;
const exploding = 'test/fixtures/logs/trainer_state.json';

describe('gradient-lens monitor', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-monitor-'));
  const file = (name: string, content: string): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('--json prints the series with the documented keys, and the recommendation', async () => {
    const { version, format, series, recommendation } = await monitor(exploding);
    assert.equal(version, 1);
    assert.equal(format, 'Hugging Face Trainer');
    const [total] = series;
    assert.ok(total && recommendation);
    for (const key of [
      'name',
      'count',
      'nonFinite',
      'min',
      'median',
      'max',
      'percentiles',
      'firstVanishing',
      'firstExploding',
    ]) {
      assert.ok(key in total, key);
    }
    assert.equal(total.name, 'grad_norm');
    assert.equal(total.count, expected.exploding.count);
    assert.equal(total.nonFinite, expected.exploding.nonFinite);
    assert.equal(total.firstVanishing, null);
    assert.equal(total.firstExploding, 73);
    assert.equal(recommendation.percentile, 90);
    assert.ok(recommendation.reason.length > 20);
    assert.match(recommendation.code[0]!.code, /max_grad_norm=10\.9/);
  });

  it('prints a table for people, plain when not on a terminal', async () => {
    const { stdout, status } = await run(exploding);
    assert.equal(status, 0);
    assert.match(stdout, /▲ Exploding\. Gradients explode from step 73/);
    assert.match(stdout, /grad_norm\s+▲ exploding\s+80\s+7/);
    assert.match(stdout, /Hugging Face Trainer: TrainingArguments\(max_grad_norm=10\.9\)/);
    // oxlint-disable-next-line no-control-regex -- the point of the test
    assert.doesNotMatch(stdout, /\u001b/);
  });

  it('calls no step of a stable run one where gradients explode, whatever limit a norm passed', async () => {
    const lines = Array.from(
      { length: 70 },
      (_, step) => `{"step": ${step}, "grad_norm": ${3000 + (step % 7)}, "loss": ${900 - step}}`,
    );
    const path = file('summed.jsonl', lines.join('\n'));
    const { stdout } = await run(path);
    assert.match(stdout, /grad_norm +● stable .* never +never\n/);
    assert.match(stdout, /The largest norm, 3010, is over 1000\./);
    assert.equal((await monitor(path)).series[0]?.firstExploding, 0, 'the rule has its step in JSON');
  });

  it('a last line without its end counts; --warmup and --threshold are obeyed', async () => {
    const lines = Array.from(
      { length: 70 },
      (_, step) => `{"step": ${step}, "grad_norm": ${step < 10 ? 800 + step : 1 + step / 100}}`,
    );
    const path = file('a.jsonl', lines.join('\n'));
    assert.equal((await monitor(path)).series[0]?.count, 70);
    assert.ok((await monitor(path, '--warmup', '10')).recommendation!.threshold < 2);
    assert.equal((await monitor(path, '--rule', 'normExploding=500')).series[0]?.firstExploding, 0);
    assert.equal((await monitor(path)).series[0]?.firstExploding, null);
    assert.ok(Math.abs((await monitor(path, '--threshold', '2')).clipRate!.share - 1 / 7) < 1e-12);
  });

  it('bad use and unreadable input end with 2 and one sentence', async () => {
    const bad: [string[], RegExp][] = [
      [[], /name a training log, a folder or a glob/],
      [['a', 'b', '--follow'], /--follow takes one training log/],
      [[exploding, '--exec', 'true'], /--exec needs --follow/],
      [[exploding, '--format', 'xml'], /--format takes table, json, lines/],
      [[exploding, '--fail-on', 'stable'], /--fail-on takes exploding, vanishing/],
      [[exploding, '--warmup', '1.5'], /--warmup takes a whole number/],
      [[exploding, '--threshold', 'high'], /--threshold takes a positive number/],
      [[exploding, '--rule', 'norm=3'], /--rule takes one of ratioVanishing/],
      [[exploding, '--rule', 'normExploding=0'], /--rule normExploding takes a positive number, not 0/],
      [[join(folder, 'missing.csv')], /missing\.csv: the file cannot be opened \(ENOENT\)/],
      [[mkdtempSync(join(folder, 'none-'))], /holds no training log with gradient norms/],
      [[file('empty.jsonl', '')], /empty\.jsonl is empty/],
      [[file('words.txt', 'hello\nworld\n')], /words\.txt is not a training log/],
    ];
    for (const [args, message] of bad) {
      const { status, stdout, stderr } = await run(...args);
      assert.equal(status, 2, args.join(' '));
      assert.match(stderr, message);
      assert.doesNotMatch(stdout + stderr, /^\s+at /m, 'no stack trace');
    }
    assert.match((await monitor(join(folder, 'missing.csv'))).error!, /cannot be opened/);
    const nothing = await run('--json', file('loss.csv', 'epoch,loss\n1,2\n'));
    assert.equal(nothing.status, 2);
    assert.match((JSON.parse(nothing.stdout) as Output).problems[0]!, /has no column of gradient norms/);
  });

  it('names in a log cannot rewrite the terminal', async () => {
    const { stdout } = await run(file('name.jsonl', '{"step": 1, "grad_norm/\\u001b[2J": 1}\n'));
    // oxlint-disable-next-line no-control-regex -- the point of the test
    assert.doesNotMatch(stdout, /\u001b/);
  });
});
