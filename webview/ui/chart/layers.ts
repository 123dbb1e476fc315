import type { Chart, Plugin } from 'chart.js';
import { tracePath, type Frame } from '../../../src/present/plot/frame';
import { isInside, plotLabels, type PlotLabel } from '../../../src/present/plot/labels';
import type { Plot, Point } from '../../../src/present/plot/plot';
import { ribbonOpacity, ribbonOutline } from '../../../src/present/plot/ribbon';
import { strokeOf, type Stroke } from '../../../src/present/plot/stroke';
import type { PlotTheme } from '../../../src/present/plot/theme';

/** What a chart draws beside its data; read anew at each drawing. */
export interface Layers {
  readonly plot: Plot;
  readonly theme: PlotTheme;
}

/**
 * Draws what chart.js has no element for: the band, the background curves, circles, levels and marks. Hundreds of
 * curves as plain paths cost a tenth of as many datasets.
 */
export function layersPlugin(current: () => Layers): Plugin {
  return {
    id: 'layers',
    afterLayout(chart) {
      if (current().plot.equalAspect) equalize(chart);
    },
    beforeDatasetsDraw(chart) {
      new LayerPainter(chart, current()).underlay();
    },
    afterDatasetsDraw(chart) {
      new LayerPainter(chart, current()).overlay();
    },
  };
}

/** Widens one axis until a unit is as long on both. */
function equalize({ chartArea, scales }: Chart): void {
  const x = scales['x']!;
  const y = scales['y']!;
  const unit = Math.max((x.max - x.min) / chartArea.width, (y.max - y.min) / chartArea.height);
  for (const [scale, length] of [
    [x, chartArea.width],
    [y, chartArea.height],
  ] as const) {
    const middle = (scale.min + scale.max) / 2;
    scale.min = middle - (unit * length) / 2;
    scale.max = middle + (unit * length) / 2;
    scale.configure();
  }
}

class LayerPainter {
  private readonly frame: Frame;
  private readonly context: CanvasRenderingContext2D;

  constructor(
    { chartArea, scales, ctx }: Chart,
    private readonly layers: Layers,
  ) {
    this.frame = {
      ...chartArea,
      x: (value) => scales['x']!.getPixelForValue(value),
      y: (value) => scales['y']!.getPixelForValue(value),
    };
    this.context = ctx;
  }

  underlay(): void {
    const { frame, context } = this;
    const { plot, theme } = this.layers;
    this.clipped(() => {
      if (plot.band) this.band(frame.y(plot.band.to), frame.y(plot.band.from));
      if (plot.ribbon) {
        context.fillStyle = strokeOf(plot.ribbon.role, theme).color;
        context.globalAlpha = ribbonOpacity;
        context.beginPath();
        tracePath(ribbonOutline(plot.ribbon.lower, plot.ribbon.upper), frame, context);
        context.fill();
      }
      for (const { radius, role } of plot.circles) {
        const [x, y] = [frame.x(0), frame.y(0)];
        this.use(strokeOf(role, theme));
        context.beginPath();
        context.ellipse(x, y, frame.x(radius) - x, y - frame.y(radius), 0, 0, 2 * Math.PI);
        context.stroke();
      }
      if (plot.background) {
        this.use(strokeOf(plot.background.role, theme));
        for (const points of plot.background.curves) this.curve(points);
      }
    });
  }

  overlay(): void {
    const { frame } = this;
    const { plot, theme } = this.layers;
    this.clipped(() => {
      this.use(strokeOf('reference', theme));
      for (const { y } of plot.levels) this.across(frame.y(y));
    });
    for (const { x, y, role } of plot.marks) {
      if (isInside(frame.y(y), frame)) this.mark(frame.x(x), frame.y(y), strokeOf(role, theme));
    }
    for (const label of plotLabels(plot, frame)) this.label(label);
  }

  private clipped(draw: () => void): void {
    const { left, right, top, bottom } = this.frame;
    this.context.save();
    this.context.beginPath();
    this.context.rect(left, top, right - left, bottom - top);
    this.context.clip();
    draw();
    this.context.restore();
  }

  private use({ color, width, dash, opacity }: Stroke): void {
    this.context.strokeStyle = color;
    this.context.lineWidth = width;
    this.context.globalAlpha = opacity;
    this.context.setLineDash([...dash]);
  }

  private band(top: number, bottom: number): void {
    const { left, right } = this.frame;
    const stroke = strokeOf('band', this.layers.theme);
    this.context.globalAlpha = stroke.opacity;
    this.context.fillStyle = stroke.color;
    this.context.fillRect(left, top, right - left, bottom - top);
    this.use({ ...stroke, opacity: 0.8 });
    this.across(top);
    this.across(bottom);
  }

  private across(y: number): void {
    this.context.beginPath();
    this.context.moveTo(this.frame.left, y);
    this.context.lineTo(this.frame.right, y);
    this.context.stroke();
  }

  private curve(points: readonly Point[]): void {
    this.context.beginPath();
    tracePath(points, this.frame, this.context);
    this.context.stroke();
  }

  private mark(x: number, y: number, stroke: Stroke): void {
    this.context.save();
    this.use({ ...stroke, dash: [], opacity: 1 });
    this.context.fillStyle = this.layers.theme.colors.background;
    this.context.beginPath();
    this.context.arc(x, y, 4.5, 0, 2 * Math.PI);
    this.context.fill();
    this.context.stroke();
    this.context.restore();
  }

  /** Text with a halo of the background, readable over curves. */
  private label({ text, x, y, align, color }: PlotLabel): void {
    const { colors, fontFamily } = this.layers.theme;
    this.context.save();
    this.context.font = `11px ${fontFamily}`;
    this.context.textAlign = align;
    this.context.textBaseline = 'middle';
    this.context.lineJoin = 'round';
    this.context.lineWidth = 3;
    this.context.strokeStyle = colors.background;
    this.context.strokeText(text, x, y);
    this.context.fillStyle = colors[color];
    this.context.fillText(text, x, y);
    this.context.restore();
  }
}
