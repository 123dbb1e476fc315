// Pictures and words of the checkpoint editor, the monitor and the prediction with the Chinese texts that ship.
import assert from 'node:assert/strict';
import * as l10n from '@vscode/l10n';
import { defaultThresholds } from '../../../src/core/analysis';
import type { ConfigFields } from '../../../src/core/config/recurrentConfig';
import { valuesInForce, type WhatIf, type WhatIfField } from '../../../src/core/config/whatIf';
import { defaultRules } from '../../../src/core/monitor/rules';
import { halfLifeHistogram } from '../../../src/core/recurrence/linear/histogram';
import type { StackRecord } from '../../../src/core/recurrence/records';
import type { CheckpointItem, QuickFigures } from '../../../src/shared/checkpoint';
import { defaultChoice, type MonitorModel } from '../../../src/shared/monitor';
import type { PredictionPanelModel } from '../../../src/shared/predictionPanel';
import { configPrediction } from '../../../src/analysis/document/configAnalysis';
import { MonitorLogs } from '../../../src/analysis/logs/monitorLogs';
import type { ChartContent } from '../../../src/present/plot/content';
import { stackChart } from '../../../src/present/feedforward/stackChart';
import { halfLifeChart } from '../../../src/present/linearRecurrence/halfLifeChart';
import * as charts from '../../../webview/checkpoint/charts';
import { layersChart, memoryHorizonChart, type Layer } from '../../../webview/checkpoint/layerCharts';
import { reasonOf } from '../../../webview/checkpoint/overview';
import { buildTree } from '../../../webview/checkpoint/tree';
import { visibleRows } from '../../../webview/checkpoint/visibleRows';
import { normChart } from '../../../webview/monitor/normChart';
import { predictionFigures } from '../../../webview/prediction/figures';
import { gainChart } from '../../../webview/prediction/gainChart';
import { statedText } from '../../../webview/prediction/valueText';
import { diagonal, modelOf as panelModel } from '../../browser/panel/models';
import { speakChinese } from '../chinese';
import { wordsOf } from './chartWords';
import { configWith } from '../core/config/configWith';

const item = (index: number, reverse: boolean): CheckpointItem => ({
  index,
  key: `cell:rnn.${index}`,
  kind: 'linear-recurrence',
  name: `rnn.${index}`,
  what: 'LSTM',
  size: '',
  layer: index,
  reverse,
  tensors: [`rnn.${index}.w`],
  unasked: true,
});
const figures: QuickFigures = {
  verdict: 'vanishing',
  log10Gain: -3,
  overflow: false,
  halfLife: { p5: 1, p50: 20, p95: 300 },
  explanation: '',
};
const layers: Layer[] = [false, false, true].map((reverse, i) => ({
  item: item(Math.min(i, 1), reverse),
  figures,
}));

function checkpointCharts(): ChartContent[] {
  const { analysis } = panelModel(diagonal(1.5, 0.5), { steps: 29, activation: 'identity' });
  const stack = [0.5, 2].map((sigmaMax, i) => ({ sigmaMax, log10Product: Math.log10(0.5) + i / 3 }));
  return [
    halfLifeChart(
      halfLifeHistogram([0.01, 3, 50, Infinity]),
      l10n.t('units'),
      l10n.t('Half-lives of the channels'),
    ),
    charts.jacobianChart({ places: [1, 10], rest: [-1, -9], driven: [{ inputStd: 0.1, values: [-2, -5] }] }, [
      {
        inputStd: 0.1,
        log10Gain: -5,
        independent: { log10Gain: -5, low: -6, high: -4 },
        slow: null,
        fromZero: null,
      },
    ]),
    charts.powerChart(analysis),
    stackChart({ layers: stack } as unknown as StackRecord),
    charts.discChart([[0.5, 0.5]], 2),
    memoryHorizonChart(layers, 100),
    layersChart(layers),
  ].filter((chart) => chart !== null);
}

const logOf = (norms: readonly (number | string)[]): Promise<MonitorModel> =>
  new MonitorLogs().model({
    key: 'a',
    path: '/a.jsonl',
    file: null,
    bytes: Buffer.from(
      norms
        .map((norm, step) => `{"step": ${step}, "grad_norm": ${norm}, "grad_norms": {"w": 1, "v": 1}}`)
        .join('\n'),
    ),
    complete: true,
    choice: defaultChoice,
    rules: defaultRules,
  });

function predictionOf(values: Partial<ConfigFields>, whatIf: WhatIf = {}): PredictionPanelModel {
  const options = { steps: 40, activation: 'tanh', thresholds: defaultThresholds } as const;
  const config = configWith(values);
  const ask = (changes: WhatIf) => configPrediction({ config, changes, options, band: true });
  const [stated, supposed] = [ask({}), ask(whatIf)];
  return { file: 'a.yaml', line: 1, thresholds: defaultThresholds, stated, supposed, whatIf, applicable: [] };
}

const lstm = { cell: 'lstm', hiddenSize: 8, sequenceLength: 30 } as const;

// What stays as it is: names of tensors, cells and formats.
const names = new Set(['CSV', 'max', 'LSTM', 'rnn', 'grad', 'norm', 'ZClip', 'log']);
const english = (text: string): string[] =>
  (text.match(/[A-Za-z]{3,}/g) ?? []).filter((word) => !names.has(word));

function assertChartChinese({ csv, ...chart }: ChartContent, said = ''): void {
  assert.match(chart.plot.title, /\p{Script=Han}/u);
  assert.match(chart.plot.finding, /^\p{Script=Han}/u);
  for (const text of wordsOf({ csv, ...chart })) assert.deepEqual(english(text.replace(said, '')), [], text);
  for (const name of csv.header) assert.doesNotMatch(name, /\p{Script=Han}/u);
}

describe('the editors in Chinese', () => {
  const broken = [...Array.from({ length: 90 }, (_, i) => 1 + i / 1e3), 1e6, 'NaN', 'NaN', 'NaN'];
  const shown = { others: true, threshold: 1.08 };
  const headers = (): (readonly string[])[] => checkpointCharts().map(({ csv }) => csv.header);
  const inEnglish = headers();
  speakChinese();

  it('leave no English in the pictures of a checkpoint, and their CSV as it is in any language', () => {
    for (const chart of checkpointCharts()) assertChartChinese(chart);
    assert.deepEqual(headers(), inEnglish);
  });

  it('find a row by the verdict’s word and by its name', () => {
    const row = {
      name: 'rnn.0.w',
      dtype: 'float32',
      shape: [2, 2],
      bytes: 16,
      unreadable: null,
      role: 'recurrent',
    } as const;
    const roots = buildTree([row], [item(0, false)]);
    const matches = (filter: string): number =>
      visibleRows(roots, new Map([[0, figures]]), { filter, sorting: 'name', isExpanded: () => true })
        .matches;
    assert.deepEqual(['消失', 'vanishing', '爆炸'].map(matches), [1, 1, 0]);
  });

  it('say why a tensor was not recognized, its name but once', () => {
    assert.equal(reasonOf('w', 'w 的形状为 2×3'), '它的形状为 2×3。');
    assert.equal(reasonOf('w', 'v 与 w 不符'), 'v 与 它 不符。');
  });

  it('leave no English in the chart of norms, and join marks that lie together', async () => {
    const model = await logOf(broken);
    const chart = normChart(model, shown)!;
    assertChartChinese(chart, model.explanation);
    assert.ok(
      chart.plot.marks.some(({ label }) => label === 'grad_norm · 第 90 步爆炸，第 91 至 93 步非有限'),
    );
    assert.equal(chart.plot.background?.label, '其他 2 个序列');
    assert.deepEqual(chart.csv.header, ['step', 'grad_norm']);
  });

  it('leave no English in the prediction’s chart and figures', () => {
    const model = predictionOf(lstm, { sequenceLength: 60 });
    assertChartChinese(gainChart(model, 'log')!);
    for (const { term, meaning } of predictionFigures(model.supposed.prediction!))
      assert.deepEqual(english(`${term} ${meaning}`), [], meaning);
  });

  it('say what the file says of a value, or where it comes from', () => {
    const say = (field: WhatIfField, values: Partial<ConfigFields>): string => {
      const { stated } = predictionOf(values);
      return statedText(field, stated.config, valuesInForce(stated.config, stated.prediction));
    };
    assert.equal(say('hiddenSize', lstm), '文件中：8');
    assert.equal(say('hiddenSize', { cell: 'rnn' }), '文件中没有');
    assert.equal(say('sequenceLength', { cell: 'rnn' }), '文件中没有；取设置：40');
    assert.equal(say('activation', { cell: 'rnn' }), '文件中没有；PyTorch 默认：tanh');
    const clipping = { kind: 'norm', threshold: 2, off: false } as const;
    assert.equal(say('clipping', { ...lstm, clipping }), '文件中：各张量范数 2');
  });
});
