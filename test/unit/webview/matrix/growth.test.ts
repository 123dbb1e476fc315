import assert from 'node:assert/strict';
import { growthChart } from '../../../../src/present/matrix/growthChart';
import { csvText, evenIndices } from '../../../../src/present/plot/table';
import { diagonal, modelOf } from '../../../browser/panel/models';
import { fromRows } from '../../../../src/core/linalg/matrix';

const tanh = (steps: number) => ({ steps, activation: 'tanh' }) as const;

describe('webview growth chart', () => {
  it('keeps the curve that decides in the frame, whatever the bounds do', () => {
    const model = modelOf(
      fromRows([
        [0.5, 1e6],
        [0, 0.5],
      ]),
      tanh(100),
    );
    const { plot } = growthChart(model, 'log')!;
    const largest = plot.curves[0]!.points.map(({ y }) => y!);
    assert.ok(Math.max(...largest) <= plot.y.max && Math.min(...largest) >= plot.y.min);
    // σ_maxᵏ reaches 10⁶⁰⁰.
    assert.ok(plot.y.max < 20);
  });

  it('marks the transient peak and the end of a nilpotent matrix', () => {
    const { plot } = growthChart(
      modelOf(
        fromRows([
          [0, 20, 0],
          [0, 0, 20],
          [0, 0, 0],
        ]),
        tanh(10),
      ),
      'log',
    )!;
    assert.deepEqual(
      plot.marks.map(({ x, label }) => [x, label]),
      [[2, 'peak 400 at k = 2, exactly zero from k = 3']],
    );
    assert.equal(plot.curves[0]!.points[2]!.y, null);
    assert.ok(plot.curves.every(({ role }) => role !== 'lowerBound'));
  });

  it('says where a linear axis ends', () => {
    const { plot } = growthChart(modelOf(diagonal(1.5, 0.5), tanh(1000)), 'linear')!;
    assert.equal(plot.y.max, 1000);
    // 1.5¹⁸ = 1478
    assert.match(plot.notes.join(' '), /passes at step 18/);
    assert.ok(plot.curves.every(({ points }) => points.every(({ y }) => y === null || Number.isFinite(y))));
  });

  it('has the largest gain of all steps in the table and every step in the CSV', () => {
    const { table, csv } = growthChart(
      modelOf(
        fromRows([
          [0.5, 10],
          [0, 0.5],
        ]),
        tanh(1000),
      ),
      'log',
    )!;
    assert.ok(table.rows.length <= 50);
    assert.equal(table.rows[0]![0], 1);
    assert.equal(table.rows.at(-1)![0], 1000);
    assert.equal(csv.rows.length, 1000);
    assert.equal(csvText(csv).split('\r\n').length, 1002);
  });

  it('writes −∞ and missing values as other programs read them', () => {
    assert.equal(csvText({ header: ['a', 'b'], rows: [[-Infinity, null]] }), 'a,b\r\n-inf,\r\n');
  });

  it('spreads indices with both ends and the one to keep', () => {
    const chosen = evenIndices(1000, 50, 333);
    assert.ok(chosen.length <= 50);
    assert.deepEqual([chosen[0], chosen.at(-1), chosen.includes(333)], [0, 999, true]);
    assert.deepEqual(evenIndices(3, 50), [0, 1, 2]);
  });
});
