import assert from 'node:assert/strict';
import { articleTraining, type TrainingEpoch } from '../../../../src/shared/training';
import {
  comparedChart,
  lossChart,
  normsChart,
  quantityAt,
  runLabel,
  type TrainingRun,
} from '../../../../webview/matrix/training/trainingChart';

const epoch = (at: number, norms: (number | null)[], loss: number | null = 1): TrainingEpoch => ({
  epoch: at,
  loss,
  gradNorms: norms,
  totalNorm: loss === null ? null : 2,
  clipped: false,
});
const widths = [2, 3, 1];
const run: TrainingRun = {
  settings: { ...articleTraining, widths },
  epochs: [epoch(1, [0.01, 0.1, 1, 1]), epoch(2, [0.001, 0, 1, 1])],
  index: 0,
};
const diverged: TrainingRun = {
  settings: { ...articleTraining, widths, activation: 'relu', clipping: 'norm', threshold: 0.5 },
  epochs: [epoch(1, [10, 10, 10, 10]), epoch(2, [null, null, null, null], null)],
  index: 1,
};

describe('webview charts of training', () => {
  it('has a curve for every parameter, without the biases if they are not wanted', () => {
    const labels = (biases: boolean) => normsChart(run, 100, biases).plot.curves.map(({ label }) => label);
    assert.deepEqual(labels(true), ['fc1.weight', 'fc1.bias', 'fc2.weight', 'fc2.bias']);
    assert.deepEqual(labels(false), ['fc1.weight', 'fc2.weight']);
    const [all, fewer] = [normsChart(run, 100, true), normsChart(run, 100, false)];
    assert.deepEqual(fewer.plot.curves[1], all.plot.curves[2], 'a curve keeps its looks');
    assert.deepEqual(all.plot.describe(2, 1), [
      'epoch = 2',
      'fc1.weight: 0.001',
      'fc1.bias: 0',
      'fc2.weight: 1',
      'fc2.bias: 1',
    ]);
    assert.match(all.plot.notes.join(' '), /exactly zero/);
  });

  it('leaves what is not finite out of the curves and says from when on', () => {
    const { plot, table } = lossChart([run, diverged], 100);
    assert.deepEqual(plot.curves[1]!.points, [
      { x: 1, y: 0 },
      { x: 2, y: null },
    ]);
    assert.equal(table.columns[2]!.format(table.rows[1]![2]!), 'not finite');
    assert.match(plot.notes.join(' '), /relu.* diverged: from epoch 2 on/);
    assert.ok(Number.isFinite(plot.y.min) && Number.isFinite(plot.y.max));
  });

  it('compares runs by the first layer over the last, the first, or all', () => {
    const [at] = run.epochs;
    assert.deepEqual(
      (['ratio', 'first', 'total'] as const).map((quantity) => quantityAt(quantity, at!)),
      [-2, -2, Math.log10(2)],
    );
    const { plot } = comparedChart([run, diverged], 100, 'ratio');
    assert.deepEqual(
      plot.curves.map(({ role }) => role),
      ['series0', 'series1'],
    );
    assert.deepEqual(plot.curves[0]!.points[1], { x: 2, y: -3 });
  });

  it('an empty chart has its axes', () => {
    const { plot } = normsChart({ ...run, epochs: [] }, 100, true);
    assert.deepEqual([plot.x.min, plot.x.max], [1, 100]);
    assert.ok(plot.y.max > plot.y.min);
  });

  it('names a run by what sets it apart', () => {
    assert.equal(runLabel(articleTraining), 'sigmoid');
    assert.equal(runLabel(diverged.settings), 'relu, 2-3-1, clipped by norm at 0.5');
    const other = {
      ...articleTraining,
      initializer: 'he_normal',
      scale: 2,
      learningRate: 1,
      seed: 3,
    } as const;
    assert.equal(runLabel(other), 'sigmoid, he_normal × 2, rate 1, seed 3');
  });
});
