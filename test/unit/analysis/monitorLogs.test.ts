import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultRules } from '../../../src/core/monitor/rules';
import { defaultChoice, type MonitorChoice, type MonitorModel } from '../../../src/shared/monitor';
import { MonitorLogs } from '../../../src/analysis/logs/monitorLogs';
import { random } from '../core/monitor/noise';

describe('the logs that the worker follows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-logs-'));
  after(() => {
    rmSync(folder, { recursive: true });
  });
  const logs = new MonitorLogs();
  const ask = (
    file: string,
    choice: Partial<MonitorChoice> = {},
    { rules = defaultRules, complete = false } = {},
  ): Promise<MonitorModel> =>
    logs.model({
      key: file,
      path: file,
      file,
      bytes: null,
      complete,
      choice: { ...defaultChoice, ...choice },
      rules,
    });
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const line = (step: number, norm: number): string => `{"step": ${step}, "grad_norm": ${norm}}\n`;

  it('reads a local file by itself and follows it; a complete one is read to its unfinished end', async () => {
    const path = write('a.jsonl', line(1, 0.5) + line(2, 0.25).trimEnd());
    assert.equal((await ask(path)).focus?.count, 1);
    appendFileSync(path, `\n${line(3, 0.125)}`);
    assert.deepEqual((await ask(path)).focus?.values, [0.5, 0.25, 0.125]);
    appendFileSync(path, line(4, 1).trimEnd());
    assert.equal((await ask(path, {}, { complete: true })).focus?.count, 4);
    // Written anew to the same length: the report must not be the old one.
    const text = line(1, 9) + line(2, 9) + line(3, 9);
    writeFileSync(path, text);
    assert.deepEqual((await ask(path)).focus?.values, [9, 9, 9]);
    writeFileSync(path, text.replaceAll('9}', '8}'));
    assert.deepEqual((await ask(path)).focus?.values, [8, 8, 8]);
  });

  it('bytes of a virtual file; a closed log is forgotten', async () => {
    const request = {
      key: 'x',
      path: '/r/a.csv',
      file: null,
      complete: true,
      choice: defaultChoice,
      rules: defaultRules,
    };
    const bytes = Buffer.from('step,grad_norm\n1,2\n2,3');
    assert.equal((await logs.model({ ...request, bytes })).focus?.count, 2);
    assert.equal(logs.close('x'), null);
    await assert.rejects(
      logs.model({ ...request, path: '/r/b', bytes: Buffer.from('words\n') }),
      /b is not a training log/,
    );
  });

  it('a missing file and a folder: one sentence each', async () => {
    await assert.rejects(
      ask(join(folder, 'missing.csv')),
      /missing\.csv: the file cannot be opened \(ENOENT\)/,
    );
    await assert.rejects(ask(folder), /this is a folder; open a file in it/);
  });

  it('search, the series in front, warm-up', async () => {
    const text = Array.from({ length: 70 }, (_, step) => {
      const norms = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`layers.${i}.weight`, i + 1]));
      return JSON.stringify({ step, grad_norm: step < 10 ? 900 + step : 1 + step / 100, grad_norms: norms });
    }).join('\n');
    const path = write('many.jsonl', `${text}\n`);
    const all = await ask(path);
    assert.deepEqual([all.all, all.matching, all.series.length, all.others.length], [31, 31, 31, 12]);
    assert.equal(all.focus?.name, 'grad_norm');
    const some = await ask(path, { query: 'LAYERS.2', series: 'grad_norms/layers.3.weight' });
    assert.equal(some.matching, 11);
    assert.ok(some.series.every(({ name }) => name.includes('layers.2')));
    assert.equal(some.focus?.name, 'grad_norms/layers.3.weight');
    assert.equal((await ask(path, { series: 'gone' })).focus?.name, 'grad_norm');
    assert.ok((await ask(path, { warmup: 10 })).recommendation!.threshold < 2);
    assert.equal((await ask(path, { warmup: 10 })).whatIf.length, 201);
    assert.equal(all.verdict, 'stable');
    assert.equal(
      (await ask(path, {}, { rules: { ...defaultRules, normExploding: 500 } })).verdict,
      'exploding',
    );
  });

  it('a million points in many series come in a message of under 1 MB, as recorded', async () => {
    const noise = random(4);
    const names = Array.from({ length: 40 }, (_, i) => `grad_norm/layers.${i}.weight`);
    const rows = Array.from(
      { length: 25_000 },
      (_, step) => `${step},${names.map(() => Math.exp(noise())).join(',')}`,
    );
    const path = write('big.csv', `step,${names.join(',')}\n${rows.join('\n')}\n`);
    const model = await ask(path);
    assert.equal(
      model.series.reduce((sum, { count }) => sum + count, 0),
      1_000_000,
    );
    const bytes = Buffer.byteLength(JSON.stringify(model));
    assert.ok(bytes < 1e6, `${bytes} bytes`);
    assert.ok(model.focus!.values.length > 1000 && model.others.every(({ values }) => values.length > 300));
    // Both ends of the norms' range are among the samples.
    const { min, max } = model.series.find(({ name }) => name === model.others[0]!.name)!;
    assert.ok(model.others[0]!.values.includes(min) && model.others[0]!.values.includes(max));
  });

  it('the what-if slider: its shares are those of the recorded norms, from all to none', async () => {
    const model = await ask(
      write('ramp.jsonl', Array.from({ length: 100 }, (_, i) => line(i, i + 1)).join('')),
    );
    assert.deepEqual(model.whatIf[0], { threshold: 1, share: 0.99 });
    assert.deepEqual(model.whatIf.at(-1), { threshold: 100, share: 0 });
    for (const { threshold, share } of model.whatIf) assert.equal(share, (100 - Math.floor(threshold)) / 100);
  });
});
