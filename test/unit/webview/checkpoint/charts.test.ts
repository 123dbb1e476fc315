import assert from 'node:assert/strict';
import { halfLifeHistogram } from '../../../../src/core/recurrence/linear/histogram';
import type { CheckpointItem } from '../../../../src/shared/checkpoint';
import { ribbonOutline } from '../../../../src/present/plot/ribbon';
import { halfLifeChart } from '../../../../src/present/linearRecurrence/halfLifeChart';
import { layersChart, memoryHorizonChart, type Layer } from '../../../../webview/checkpoint/layerCharts';

const layer = (
  number: number,
  p50: number | null,
  what = `Mamba-2 layer ${number}`,
  reverse = false,
): Layer => ({
  item: {
    index: number,
    key: what,
    kind: 'linear-recurrence',
    name: `layers.${number}`,
    what,
    size: '',
    layer: number,
    reverse,
    tensors: [],
    unasked: true,
  } satisfies CheckpointItem,
  figures: {
    verdict: 'fading',
    log10Gain: -number,
    overflow: false,
    halfLife: { p5: 1, p50, p95: p50 },
    explanation: '',
  },
});

describe('the memory horizon', () => {
  it('has a band and a median for each layer, and the horizon as a level', () => {
    const { plot, csv } = memoryHorizonChart([layer(3, 10), layer(7, 1000)], 100)!;
    assert.deepEqual(
      plot.curves.find(({ role }) => role === 'largest')!.points.map(({ y }) => y),
      [1, 3],
    );
    assert.deepEqual(
      plot.levels.map(({ y }) => y),
      [2],
    );
    assert.deepEqual(
      plot.x.ticks.map(({ label }) => label),
      ['3', '7'],
    );
    assert.deepEqual(csv.rows[1], [7, 1, 1000, 1000]);
    assert.equal(ribbonOutline(plot.ribbon!.lower, plot.ribbon!.upper).length, 4);
  });

  it('draws what never halves at the upper edge, and says so', () => {
    const { plot, csv } = memoryHorizonChart([layer(0, null)], 100)!;
    assert.equal(plot.curves[0]!.points[0]!.y, plot.y.max);
    assert.match(plot.notes.join(' '), /never halves/);
    assert.deepEqual(csv.rows[0], [0, 1, null, null]);
  });

  it('is none where no layer has half-lives', () => {
    assert.equal(memoryHorizonChart([], 100), null);
  });
});

describe('the layers of a module', () => {
  it('stand side by side with their reverse directions', () => {
    const layers = [layer(0, 1), layer(1, 1), layer(1, 1, 'LSTM layer 1, reverse', true)];
    const { plot } = layersChart(layers)!;
    assert.deepEqual(
      plot.curves.map(({ points }) => points.map(({ y }) => y)),
      [
        [-0, -1],
        [null, -1],
      ],
    );
    assert.equal(layersChart([layer(0, 1)]), null);
  });
});

describe('the histogram of half-lives', () => {
  it('counts every unit once, those beyond its ends in a note', () => {
    const { plot, csv } = halfLifeChart(halfLifeHistogram([2, 3, 50, Infinity]), 'units', 'Half-lives');
    const shown = plot.curves[0]!.points.reduce((sum, { y }) => sum + (y ?? 0), 0);
    assert.equal(shown, 3);
    assert.match(plot.notes.join(' '), /1 of 4 last longer/);
    assert.equal(
      csv.rows.reduce((sum, row) => sum + (row[2] ?? 0), 0),
      4,
    );
  });
});
