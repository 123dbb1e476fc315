// The pictures and figures of the panel with the Chinese texts that ship.
import assert from 'node:assert/strict';
import { comparedActivations } from '../../../src/core/activationComparison';
import { fromRows } from '../../../src/core/linalg/matrix';
import { sentences } from '../../../src/present/format';
import { verdictWord } from '../../../src/present/verdictWord';
import { parseDepthAgainstTime } from '../../../src/shared/depthAgainstTime';
import { parseFlow } from '../../../src/shared/flow';
import { panelTabs, tabTitle } from '../../../src/shared/tabs';
import { articleTraining, type TrainingEpoch } from '../../../src/shared/training';
import { depthAgainstTimeOf } from '../../../src/analysis/matrix/depthAgainstTime';
import { flowOf } from '../../../src/analysis/matrix/flow';
import * as activations from '../../../webview/matrix/activations/activationsChart';
import type { ChartContent } from '../../../src/present/plot/content';
import * as depth from '../../../webview/matrix/depth/depthChart';
import { eigenvalueChart } from '../../../src/present/matrix/eigenvalueChart';
import { flowChart } from '../../../webview/matrix/flow/flowChart';
import { growthChart } from '../../../src/present/matrix/growthChart';
import { convergenceChart, exponentsChart } from '../../../src/present/matrix/lyapunovChart';
import { remedyChart } from '../../../webview/matrix/remedies/remedyChart';
import { singularValueChart } from '../../../webview/matrix/growth/singularValues';
import {
  comparedChart,
  lossChart,
  normsChart,
  runLabel,
} from '../../../webview/matrix/training/trainingChart';
import { edgeSentence, flowTitle, nodeName } from '../../../webview/matrix/flow/words';
import { keyFigures } from '../../../webview/ui/figures';
import { listed } from '../../../src/present/words';
import { diagonal, modelOf } from '../../browser/panel/models';
import { speakChinese } from '../chinese';
import { wordsOf } from './chartWords';

const settings = { ...articleTraining, activation: 'relu', clipping: 'norm', learningRate: 0.5 } as const;
const epoch = (at: number): TrainingEpoch => ({
  epoch: at,
  loss: at > 2 ? null : 1,
  gradNorms: [0.1, 0.1, 0.2, 0.2, 1, 1],
  totalNorm: 1,
  clipped: true,
});
const run = { settings, epochs: [epoch(1), epoch(2), epoch(3)], index: 0 };

/** A matrix with a transient, one that explodes and one that ends in zero. */
const models = [
  modelOf(fromRows([[0.5, 1e6], [0, 0.5]]), { steps: 100, activation: 'tanh' }), // prettier-ignore
  modelOf(diagonal(1.5, 0.5), { steps: 29, activation: 'identity' }),
  modelOf(fromRows([[0, 20, 0], [0, 0, 20], [0, 0, 0]]), { steps: 20, activation: 'sigmoid' }), // prettier-ignore
];

/** Every chart of the panel, made anew for the language in force. */
function charts(): ChartContent[] {
  const comparison = { shown: comparedActivations, depth: 10, x: 1 } as const;
  const w = diagonal(1.5, 0.5);
  const found = depthAgainstTimeOf(w, parseDepthAgainstTime({ steps: 20, draws: 3 }));
  const report = {
    exponents: [0.4, -0.7, null],
    errors: [0.02, null, 0],
    convergence: [{ steps: 4, largest: 0.5 }],
  };
  return [
    ...models.flatMap((model) => [
      growthChart(model, 'log'),
      growthChart(model, 'linear'),
      eigenvalueChart(model.analysis),
      singularValueChart(model),
      ...model.analysis.remedies.map((remedy) => remedyChart(model, remedy, 'linear')),
    ]),
    ...(['same-input', 'composition'] as const).flatMap((product) => [
      activations.functionChart({ ...comparison, product }),
      activations.derivativeChart({ ...comparison, product }),
      activations.productChart({ ...comparison, product }),
      activations.depthChart({ ...comparison, product }),
    ]),
    depth.growthOverDepth(found, 10),
    depth.directionChart(found),
    depth.rateChart(found, 0.1),
    depth.pathsChart(found, 0.9),
    ...(['time', 'depth'] as const).map((axis) => flowChart(flowOf(w, parseFlow({ axis, steps: 9 })))),
    exponentsChart(report.exponents, 0.3),
    convergenceChart(report.convergence, 0.3),
    normsChart(run, 100, true),
    lossChart([run], 100),
    ...(['ratio', 'first', 'total'] as const).map((quantity) => comparedChart([run, run], 100, quantity)),
  ].filter((chart) => chart !== null);
}

// What stays as it is: names of activations and of parameters, of formats, functions and people.
const names = new Set([
  ...comparedActivations.flatMap((name) => name.split('_')),
  ...['weight', 'bias', 'relu', 'CSV', 'log', 'max', 'Henrici'],
]);

/** Words of English in a text. */
function english(text: string): string[] {
  const rest = text.replace(/ steps?\b/g, '');
  return (rest.match(/[A-Za-z]{3,}/g) ?? []).filter((word) => !names.has(word));
}

describe('the panel in Chinese', () => {
  const headers = (): string[] => charts().flatMap(({ csv }) => csv.header);
  const inEnglish = headers();
  speakChinese();

  it('has every title and finding of a chart in Chinese', () => {
    for (const { plot } of charts()) {
      assert.match(plot.title, /\p{Script=Han}/u);
      assert.match(plot.finding, /\p{Script=Han}.*。$/u);
    }
  });

  it('leaves no English in axes, legends, notes, marks, tooltips and tables', () => {
    for (const text of charts().flatMap((chart) => wordsOf(chart, 1)))
      assert.deepEqual(english(text), [], text);
  });

  it('keeps the CSV as it is in any language', () => {
    const chinese = headers();
    assert.deepEqual(chinese, inEnglish);
    for (const name of chinese) assert.doesNotMatch(name, /\p{Script=Han}/u);
  });

  it('names figures, tabs and verdicts', () => {
    for (const { term, meaning } of models.flatMap(({ analysis }) => keyFigures(analysis)))
      assert.deepEqual(english(`${term} ${meaning}`), [], meaning);
    for (const { id } of panelTabs) assert.deepEqual(english(tabTitle(id)), []);
    assert.equal(verdictWord('vanishing'), '消失');
  });

  it('says what an arrow carries', () => {
    const flow = flowOf(diagonal(1.5, 0.5), parseFlow({ steps: 29 }));
    assert.match(flowTitle(flow), /^29 步的梯度流：× /);
    for (const edge of flow.edges) {
      const name = (id: string): string =>
        nodeName(
          flow.nodes.find((node) => node.id === id)!,
          flow.axis,
        );
      const [, kind] = /^(前向|反向)，/.exec(edgeSentence(edge, name(edge.from), name(edge.to))) ?? [];
      assert.equal(kind, edge.direction === 'forward' ? '前向' : '反向');
    }
  });

  it('puts things in a row and sentences one after the other in its own manner', () => {
    assert.equal(runLabel(settings), 'relu，学习率 0.5，按范数裁剪，阈值 1');
    assert.equal(listed(['a', 'b', 'c']), 'a，b，c');
    assert.equal(sentences(['甲。', '乙。']), '甲。乙。');
  });
});
