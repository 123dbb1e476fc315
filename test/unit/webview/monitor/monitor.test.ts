import assert from 'node:assert/strict';
import { defaultRules } from '../../../../src/core/monitor/rules';
import { defaultChoice, type MonitorModel } from '../../../../src/shared/monitor';
import { MonitorLogs } from '../../../../src/analysis/logs/monitorLogs';
import { normChart } from '../../../../webview/monitor/normChart';
import { validState } from '../../../../webview/monitor/state';

const modelOf = (records: readonly object[]): Promise<MonitorModel> =>
  new MonitorLogs().model({
    key: 'a',
    path: '/a.jsonl',
    file: null,
    bytes: Buffer.from(records.map((record) => JSON.stringify(record).replace(/"NaN"/g, 'NaN')).join('\n')),
    complete: true,
    choice: defaultChoice,
    rules: defaultRules,
  });

const options = { others: true, threshold: null };

describe('the chart of norms', () => {
  it('stands on a log axis: gaps where there is no logarithm, whole decades around the rest', async () => {
    const model = await modelOf([0.02, 0, 'NaN', 40].map((grad_norm, step) => ({ step, grad_norm })));
    const { plot, table, csv } = normChart(model, options)!;
    assert.deepEqual(
      plot.curves[0]!.points.map(({ y }) => y),
      [Math.log10(0.02), null, null, Math.log10(40)],
    );
    assert.ok(
      plot.y.min <= -2 && plot.y.max >= 2 && Number.isInteger(plot.y.min) && Number.isInteger(plot.y.max),
    );
    assert.deepEqual(plot.describe(3, 3), ['step 3', 'grad_norm: 40']);
    assert.deepEqual(plot.describe(2, 2), ['step 2', 'grad_norm: not finite']);
    assert.ok(plot.marks.some(({ label, x }) => x === 2 && label.includes('not finite at 2')));
    assert.ok(plot.notes.some((note) => note.includes('exactly zero')));
    assert.equal(table.rows.length, 4);
    assert.deepEqual(csv.rows[3], [3, 40]);
  });

  it('marks that lie together share their words, levels too', async () => {
    const norms = [...Array.from({ length: 90 }, (_, i) => 1 + i / 1e3), 1e6, 'NaN', 'NaN', 'NaN'];
    const model = await modelOf(norms.map((grad_norm, step) => ({ step, grad_norm })));
    const { plot } = normChart(model, { others: true, threshold: 1.08 })!;
    const words = plot.marks.map(({ label }) => label).filter((label) => label !== '');
    assert.deepEqual(words, ['explodes at 90, not finite from 91 to 93']);
    assert.equal(plot.levels.length, 4);
    assert.equal(plot.levels.filter(({ label }) => label !== '').length, 1);
    assert.match(plot.levels.find(({ label }) => label !== '')!.label, /^p90 · clip at 1\.08 · p50 · p10$/);
  });

  it('the series that the verdict names stands in front, named at its end, and the total beside it', async () => {
    const model = await modelOf(
      Array.from({ length: 60 }, (_, step) => ({
        step,
        grad_norm: 1 + step / 100,
        grad_norms: { 'rnn.weight_hh_l0': 1e-9, 'fc.weight': 0.9, 'out.weight': 0.8 },
      })),
    );
    assert.equal(model.verdict, 'vanishing');
    const { plot } = normChart(model, options)!;
    assert.deepEqual(
      plot.curves.map(({ label }) => label),
      ['grad_norms/rnn.weight_hh_l0', 'grad_norm'],
    );
    assert.equal(plot.background?.label, 'the 2 other series');
    const words = [...plot.marks, ...plot.levels].map(({ label }) => label);
    assert.ok(words.some((word) => word.startsWith('grad_norms/rnn.weight_hh_l0 · p90')));
    assert.ok(words.includes('grad_norm'));
  });

  it('the others are drawn on request and counted in the legend', async () => {
    const names = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`layers.${i}.weight`, 1]));
    const model = await modelOf([0, 1].map((step) => ({ step, grad_norm: 4, grad_norms: names })));
    assert.equal(normChart(model, options)!.plot.background?.label, 'the 12 worst of 20 other series');
    assert.equal(normChart(model, { ...options, others: false })!.plot.background, null);
    assert.equal(normChart({ ...model, focus: null }, options), null);
  });
});

describe("the monitor's state", () => {
  it('is taken over where it is valid, and begins anew where it is not', () => {
    const state = {
      choice: { run: 'r', series: 'a', query: 'b', warmup: 3 },
      threshold: 2,
      framework: 'Keras',
      others: false,
    };
    assert.deepEqual(validState(state), state);
    const anew = { choice: defaultChoice, threshold: null, framework: null, others: true };
    for (const broken of [
      undefined,
      null,
      7,
      { choice: 1, threshold: -1, others: 'x' },
      { choice: { warmup: 0.5, series: 4, run: 5 } },
    ]) {
      assert.deepEqual(validState(broken), anew);
    }
  });
});
