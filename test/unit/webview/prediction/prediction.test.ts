import assert from 'node:assert/strict';
import { defaultThresholds } from '../../../../src/core/analysis';
import { valuesInForce, type WhatIf } from '../../../../src/core/config/whatIf';
import type { ConfigFields } from '../../../../src/core/config/recurrentConfig';
import type { PredictionPanelModel } from '../../../../src/shared/predictionPanel';
import { configPrediction } from '../../../../src/analysis/document/configAnalysis';
import { ribbonOutline } from '../../../../src/present/plot/ribbon';
import { svgPicture } from '../../../../src/present/plot/svg';
import { predictionFigures } from '../../../../webview/prediction/figures';
import { gainChart } from '../../../../webview/prediction/gainChart';
import { validState } from '../../../../webview/prediction/state';
import { Store } from '../../../../webview/ui/store';
import { statedText } from '../../../../webview/prediction/valueText';
import { configWith } from '../../core/config/configWith';

const options = { steps: 40, activation: 'tanh', thresholds: defaultThresholds } as const;

function modelOf(values: Partial<ConfigFields>, whatIf: WhatIf = {}): PredictionPanelModel {
  const config = configWith(values);
  const ask = (changes: WhatIf) => configPrediction({ config, changes, options, band: true });
  return {
    file: 'a.yaml',
    line: 1,
    thresholds: defaultThresholds,
    stated: ask({}),
    supposed: ask(whatIf),
    whatIf,
    applicable: [],
  };
}

const vanilla = { cell: 'rnn', hiddenSize: 16, sequenceLength: 30 } as const;

describe('the chart of a prediction', () => {
  it('shows the draws’ median within their spread, and the limit', () => {
    const { plot, table, csv } = gainChart(modelOf(vanilla), 'log')!;
    assert.deepEqual(
      plot.curves.map(({ role }) => role),
      ['largest', 'lowerBound', 'upperBound', 'reference'],
    );
    assert.equal(plot.ribbon?.lower.length, 30);
    assert.deepEqual(csv.header, ['k', 'log10_median', 'log10_lowest', 'log10_highest', 'log10_limit']);
    assert.equal(csv.rows.length, 30);
    // PyTorch's default: ρ = 1/√3.
    assert.ok(Math.abs(csv.rows.at(-1)![4]! - 30 * Math.log10(1 / Math.sqrt(3))) < 1e-9);
    assert.match(table.caption, /^15 draws of 16 × 16; 30 of 30 places/);
    assert.match(plot.describe(1, 29)[0]!, /^k = 30$/);
  });

  it('what the file leads to stands beside what is supposed, as far as it goes', () => {
    const { csv } = gainChart(modelOf(vanilla, { sequenceLength: 60 }), 'log')!;
    assert.equal(csv.header.at(-1), 'log10_file');
    const file = csv.rows.map((row) => row.at(-1));
    assert.ok(Math.abs(Number(file[29]) - Number(csv.rows[29]![1])) < 0.5);
    assert.equal(file[30], null);
    assert.equal(gainChart(modelOf(vanilla, { cell: 'gru' }), 'log')!.plot.curves.at(-1)?.role, 'before');
  });

  it('without a hidden size there is the limit alone; without a cell nothing', () => {
    const { plot } = gainChart(modelOf({ cell: 'rnn' }), 'log')!;
    assert.deepEqual(
      plot.curves.map(({ role }) => role),
      ['reference'],
    );
    assert.equal(gainChart(modelOf({}), 'log'), null);
    const unknown = { cell: 'rnn', initializer: { kind: 'normal', mean: 0, deviation: 0.1 } } as const;
    assert.equal(gainChart(modelOf(unknown), 'log'), null);
  });

  it('the spread goes along the top and back along the bottom, in a file too', () => {
    const { plot } = gainChart(modelOf(vanilla), 'log')!;
    const { lower, upper } = plot.ribbon!;
    const outline = ribbonOutline(lower, upper);
    assert.equal(outline.length, 60);
    assert.deepEqual(outline[0], upper[0]);
    assert.deepEqual(outline.at(-1), lower[0]);
    const names = ['foreground', 'muted', 'background', 'lines', 'yellow', 'green', 'blue', 'purple'];
    const colors = Object.fromEntries(names.map((name) => [name, '#00f']));
    const theme = { highContrast: false, fontFamily: 'x', colors } as never;
    assert.match(svgPicture(plot, 's', theme), /<path d="M[\d. L-]+Z" fill="#00f"/);
  });
});

describe('the words of a prediction', () => {
  it('figures: limit and draws, and the gate’s half-life', () => {
    const figures = predictionFigures(
      modelOf({ cell: 'lstm', hiddenSize: 8, forgetBias: 3 }).supposed.prediction!,
    );
    const byId = Object.fromEntries(figures.map((figure) => [figure.id, figure]));
    assert.equal(byId['gateHalfLife']?.text, '14 steps');
    assert.match(byId['spectralRadius']!.meaning, /^9 draws of 8×8: 0\.\d+ … [\d.]+$/);
    assert.equal(byId['spectralRadius']!.text, '0.577');
  });

  it('what the file says, or where the value comes from', () => {
    const say = (field: Parameters<typeof statedText>[0], values: Partial<ConfigFields>) => {
      const { stated } = modelOf(values);
      return statedText(field, stated.config, valuesInForce(stated.config, stated.prediction));
    };
    assert.equal(say('hiddenSize', vanilla), 'in the file: 16');
    assert.equal(
      say('initializer', vanilla),
      "not in the file; PyTorch’s default: PyTorch's default U(±1/√H)",
    );
    assert.equal(say('sequenceLength', { cell: 'rnn' }), 'not in the file; the setting: 40');
    assert.equal(say('hiddenSize', { cell: 'rnn' }), 'not in the file');
    const clipping = { kind: 'norm', threshold: 2, off: false } as const;
    assert.equal(say('clipping', { ...vanilla, clipping }), 'in the file: each tensor’s norm 2');
    assert.equal(
      say('forgetBias', { cell: 'lstm', hiddenSize: 4, chrono: 90 }),
      'in the file: chrono, T_max = 90',
    );
    assert.equal(
      say('forgetBias', { cell: 'lstm', hiddenSize: 4, unitForgetBias: true }),
      'in the file: unit_forget_bias true',
    );
  });
});

describe('the state of a prediction’s panel', () => {
  it('keeps the subject for the host, and takes nothing unchecked', () => {
    let saved: unknown = { subject: 'old', whatIf: { hiddenSize: 3, cell: 'no' }, scale: 'up' };
    const host = { getState: () => saved, setState: (state: unknown) => (saved = state) };
    const store = new Store(host, validState, undefined);
    assert.deepEqual(saved, { subject: 'old', whatIf: { hiddenSize: 3 }, scale: 'log' });
    store.update({ whatIf: { sequenceLength: 4 } });
    store.update({ scale: 'linear' });
    new Store(host, validState, '{"subject": {"uri": "u"}}');
    assert.deepEqual(saved, { subject: { uri: 'u' }, whatIf: { sequenceLength: 4 }, scale: 'linear' });
    new Store({ ...host, getState: () => null }, validState, '{broken');
  });
});
