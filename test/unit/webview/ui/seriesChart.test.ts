import assert from 'node:assert/strict';
import { comparedActivations } from '../../../../src/core/activationComparison';
import {
  depthChart,
  productChart,
  type Comparison,
} from '../../../../webview/matrix/activations/activationsChart';
import { logAxis } from '../../../../src/present/plot/logAxis';
import { seriesRole } from '../../../../src/present/plot/plot';
import { strokeOf } from '../../../../src/present/plot/stroke';
import { csvText } from '../../../../src/present/plot/table';
import type { Theme } from '../../../../webview/ui/theme';

const comparison: Comparison = { shown: comparedActivations, depth: 10, product: 'same-input', x: 0 };

describe('webview charts of several series', () => {
  it('tells ten series apart by their dashes alone, and begins anew after them', () => {
    const theme = { highContrast: false, colors: {}, fontFamily: '' } as Theme;
    const dashes = Array.from({ length: 10 }, (_, i) => String(strokeOf(seriesRole(i), theme).dash));
    assert.equal(new Set(dashes).size, 10);
    assert.equal(seriesRole(13), 'series3');
  });

  it('keeps a curve’s looks whichever others are shown', () => {
    const alone = depthChart({ ...comparison, shown: ['softsign'] }).plot.curves[0]!;
    const among = depthChart(comparison).plot.curves.at(-1)!;
    assert.equal(alone.label, 'softsign');
    assert.deepEqual(alone, among);
  });

  it('has every curve in tooltip, table and CSV', () => {
    const { plot, table, csv } = productChart({ ...comparison, shown: ['sigmoid', 'relu'] });
    const middle = plot.curves[0]!.points.findIndex(({ x }) => x === 0);
    assert.deepEqual(plot.describe(0, middle), ['x = 0', 'sigmoid: 9.54e-7', 'relu: 0']);
    assert.deepEqual(
      table.columns.map(({ label }) => label),
      ['x', 'sigmoid', 'relu'],
    );
    assert.equal(table.rows.length, 21);
    assert.equal(csv.rows.length, 201);
    assert.match(csvText(csv), /^x,log10_sigmoid,log10_relu\r\n-5,-21\.\d+,\r\n/);
  });

  it('draws nothing where nothing is chosen', () => {
    const { plot } = productChart({ ...comparison, shown: [] });
    assert.deepEqual(plot.curves, []);
    assert.ok(plot.y.max > plot.y.min);
  });

  it('cuts a log axis off below so many decades, and says so', () => {
    const { axis, notes } = logAxis('gain', [[0, -40, null]], 20);
    assert.equal(axis.min, -20);
    assert.match(notes.join(' '), /below 10⁻²⁰ is cut off.*exactly zero/);
    const whole = logAxis('gain', [[-3, 2]]);
    assert.ok(whole.axis.min < -3 && whole.axis.max > 2);
    assert.deepEqual(whole.notes, []);
  });
});
