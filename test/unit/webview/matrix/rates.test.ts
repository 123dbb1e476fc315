import assert from 'node:assert/strict';
import { parseDepthAgainstTime } from '../../../../src/shared/depthAgainstTime';
import { depthAgainstTimeOf } from '../../../../src/analysis/matrix/depthAgainstTime';
import {
  directionChart,
  growthOverDepth,
  pathsChart,
  rateChart,
} from '../../../../webview/matrix/depth/depthChart';
import { convergenceChart, exponentsChart } from '../../../../src/present/matrix/lyapunovChart';
import { diagonal } from '../../../browser/panel/models';

describe('webview charts of Lyapunov exponents', () => {
  const report = {
    exponents: [0.4, -0.7, null],
    convergence: [
      { steps: 4, largest: 0.5 },
      { steps: 8, largest: 0.4 },
    ],
  };

  it('has the line at zero and that of the linear verdict', () => {
    const { plot, table, csv } = exponentsChart(report.exponents, Math.log(1.5));
    assert.deepEqual(
      plot.levels.map(({ y }) => y),
      [0, Math.log(1.5)],
    );
    assert.match(plot.finding, /1 of the 3 leading exponents above 0; the largest is 0\.4/);
    assert.deepEqual(plot.describe(1, 0), ['λ₁ = 0.4, × 1.49 per step']);
    assert.equal(plot.curves[0]!.points.length, 2);
    assert.match(plot.notes.join(' '), /die in one step/);
    assert.equal(table.columns[1]!.format(table.rows[2]![1]!), '−∞');
    assert.deepEqual(csv.rows[2], [3, -Infinity]);
    assert.equal(exponentsChart(report.exponents, null).plot.levels.length, 1);
    const known = exponentsChart([0.41234, -0.71, null], null, [0.02, null, 0]);
    assert.deepEqual(known.plot.describe(1, 0), ['λ₁ = 0.41 ± 0.02, × 1.51 per step']);
    assert.deepEqual(known.table.columns.map(({ label }) => label), ['i', 'λᵢ', '±', 'factor per step']); // prettier-ignore
    assert.deepEqual(known.csv.rows[1], [2, -0.71, null]);
    // Too close to be told apart: one label.
    assert.equal(exponentsChart(report.exponents, 0.01).plot.levels[0]!.label, '');
  });

  it('shows the doublings evenly spaced', () => {
    const { plot, table } = convergenceChart(report.convergence, null);
    assert.deepEqual(
      plot.curves[0]!.points.map(({ x }) => x),
      [2, 3],
    );
    assert.deepEqual(
      plot.x.ticks.map(({ label }) => label),
      ['4', '8'],
    );
    assert.equal(table.columns[0]!.format(table.rows[1]![0]!), '8');
  });
});

describe('webview charts of depth against time', () => {
  const found = depthAgainstTimeOf(
    diagonal(1.5, 0.5),
    parseDepthAgainstTime({ steps: 20, draws: 5, activation: 'identity' }),
  );

  it('has both medians with their quartiles, and marks where a stack ends', () => {
    const { plot, csv } = growthOverDepth(found, 10);
    assert.deepEqual(
      plot.curves.map(({ role }) => role),
      ['spread0', 'spread0', 'series0', 'spread1', 'spread1', 'series1'],
    );
    assert.deepEqual(
      plot.marks.map(({ x, label }) => [x, label]),
      [
        [10, 'L = 10'],
        [20, 'T = 20'],
      ],
    );
    assert.equal(csv.header.length, 7);
    assert.match(plot.describe(20, 19)[1]!, /^time: one matrix: .* \(.* … .*\)$/);
    assert.equal(growthOverDepth(found, 30).plot.marks.length, 1);
  });

  it('has no quartiles of a single draw', () => {
    const single = depthAgainstTimeOf(diagonal(1.5, 0.5), parseDepthAgainstTime({ steps: 5, draws: 1 }));
    assert.equal(growthOverDepth(single, 3).plot.curves.length, 2);
  });

  it('shows that one matrix keeps the direction and finds its own rate', () => {
    const [shared, independent] = directionChart(found).plot.curves.map(({ points }) => points.at(-1)!.y!);
    // In the plane any direction lies in the plane of the two before.
    assert.ok(shared! > 0.99 && independent! > 0.99);
    const { plot } = rateChart(found, Math.log10(1.5));
    assert.deepEqual(
      plot.levels.map(({ y }) => y),
      [Math.log10(1.5)],
    );
    assert.ok(Math.abs(plot.curves[2]!.points.at(-1)!.y! - Math.log10(1.5)) < 0.05);
  });

  it('shows the three ways of both', () => {
    const { plot } = pathsChart(found, 0.9);
    assert.equal(plot.curves.length, 6);
    assert.equal(new Set(plot.curves.map(({ role }) => role)).size, 6);
    assert.match(plot.notes[0]!, /α = 0\.9/);
  });
});
