import * as l10n from '@vscode/l10n';
import {
  BarController,
  BarElement,
  Chart,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  ScatterController,
  Tooltip,
  type ChartDataset,
  type ChartOptions,
} from 'chart.js';
import type { Theme } from '../theme';
import { layersPlugin, type Layers } from './layers';
import type { Axis, Curve, Plot, PlotKind } from '../../../src/present/plot/plot';
import { strokeOf } from '../../../src/present/plot/stroke';

Chart.register(
  BarController,
  BarElement,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  ScatterController,
  Tooltip,
);

type Type = 'line' | 'scatter' | 'bar';
const types: Readonly<Record<PlotKind, Type>> = { lines: 'line', points: 'scatter', bars: 'bar' };

/** A plot on a canvas, redrawn in place so that nothing flickers while a slider moves. */
export class ChartCanvas {
  readonly canvas = document.createElement('canvas');
  private chart: Chart<Type> | undefined;
  private layers: Layers | undefined;

  /** @param onPick is told the number of the datum that was clicked */
  constructor(private readonly onPick?: (index: number) => void) {
    this.canvas.setAttribute('role', 'img');
  }

  /** Lets the picture go; chart.js would keep it. */
  dispose(): void {
    this.chart?.destroy();
    this.chart = undefined;
  }

  draw(plot: Plot, theme: Theme): void {
    this.layers = { plot, theme };
    this.canvas.setAttribute('aria-label', l10n.t('{0}. {1}', plot.title, plot.finding));
    const type = types[plot.kind];
    const data = { datasets: plot.curves.map((curve, i) => dataset(curve, i, type, theme)) };
    const options: ChartOptions<Type> = {
      ...optionsOf(plot, theme),
      onClick: (_, [element]) => {
        if (element) this.onPick?.(element.index);
      },
    };
    if (this.chart && (this.chart.config as { type?: Type }).type === type) {
      this.chart.data = data;
      this.chart.options = options;
      this.chart.update('none');
      return;
    }
    this.chart?.destroy();
    this.chart = new Chart<Type>(this.canvas, {
      type,
      data,
      options,
      plugins: [layersPlugin(() => this.layers!)],
    });
  }
}

function dataset(curve: Curve, index: number, type: Type, theme: Theme): ChartDataset<Type> {
  const { color, width, dash } = strokeOf(curve.role, theme);
  // chart.js takes `y: null` for a gap, which its types leave out.
  const data = curve.points as { x: number; y: number }[];
  // The later curve lies above the earlier: dashed bounds show on a curve that they coincide with.
  const common = { label: curve.label, data, parsing: false, borderColor: color, order: -index } as const;
  const translucent = (share: number): string => `color-mix(in srgb, ${color} ${share}%, transparent)`;
  switch (type) {
    case 'bar':
      return {
        ...common,
        backgroundColor: theme.highContrast ? translucent(35) : color,
        borderWidth: theme.highContrast ? 1.5 : 0,
        barPercentage: 0.86,
        categoryPercentage: 1,
        maxBarThickness: 48,
      };
    case 'scatter':
      return {
        ...common,
        backgroundColor: translucent(45),
        borderWidth: theme.highContrast ? 2 : 1.25,
        pointRadius: data.length > 128 ? 2.5 : 4,
        pointHoverRadius: 6,
      };
    case 'line': {
      const drawn = curve.points.filter(({ y }) => y !== null).length;
      return {
        ...common,
        borderWidth: width,
        borderDash: [...dash],
        backgroundColor: color,
        // A single point is no line.
        pointRadius: drawn <= 2 ? 3 : 0,
        pointHitRadius: 8,
        pointHoverRadius: /^(largest|after|series\d)$/.test(curve.role) ? 4 : 0,
      };
    }
  }
}

function optionsOf(plot: Plot, theme: Theme): ChartOptions<Type> {
  const { colors, fontFamily, highContrast } = theme;
  const points = plot.kind === 'points';
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    normalized: true,
    font: { family: fontFamily, size: 11 },
    color: colors.foreground,
    layout: { padding: { top: 6, right: 10 } },
    interaction: { mode: points ? 'nearest' : 'index', intersect: points, axis: points ? 'xy' : 'x' },
    scales: { x: scaleOf(plot.x, theme, plot.kind !== 'bars'), y: scaleOf(plot.y, theme, true) },
    plugins: {
      tooltip: {
        displayColors: false,
        backgroundColor: colors.hoverBackground,
        bodyColor: colors.hoverForeground,
        borderColor: colors.hoverBorder,
        borderWidth: highContrast ? 2 : 1,
        cornerRadius: 3,
        bodyFont: { family: fontFamily, size: 12 },
        padding: 8,
        // One of the curves that have a datum here speaks for all.
        filter: ({ datasetIndex }, _, items) => datasetIndex === items[0]?.datasetIndex,
        callbacks: {
          title: () => '',
          label: ({ parsed, dataIndex }) => [...plot.describe(parsed.x ?? 0, dataIndex)],
        },
      },
    },
  };
}

type LinearScaleOptions = NonNullable<ChartOptions<'line'>['scales']>[string];

function scaleOf(axis: Axis, { colors, fontFamily }: Theme, grid: boolean): LinearScaleOptions {
  const labels = new Map(axis.ticks.map(({ value, label }) => [value, label]));
  return {
    type: 'linear',
    min: axis.min,
    max: axis.max,
    offset: false,
    title: {
      display: true,
      text: axis.label,
      color: colors.foreground,
      font: { family: fontFamily, size: 12 },
    },
    border: { color: colors.lines },
    grid: {
      display: grid,
      color: `color-mix(in srgb, ${colors.lines} 40%, transparent)`,
      drawTicks: false,
      offset: false,
    },
    ticks: {
      color: colors.foreground,
      font: { family: fontFamily, size: 11 },
      padding: 6,
      maxRotation: 0,
      autoSkip: false,
      callback: (value: string | number) => labels.get(Number(value)) ?? '',
    },
    afterBuildTicks: (scale) => {
      scale.ticks = axis.ticks.map(({ value }) => ({ value }));
    },
  };
}
