import type { Chart, ChartArea, Plugin } from 'chart.js';
import type { Theme } from '../theme';
import { bandLabelY } from './bandLabel';
import type { Circle, Mark, Plot, Point, Ribbon } from './plot';
import { ribbonOpacity, ribbonOutline } from './ribbon';
import { strokeOf, type Stroke } from './stroke';

/** What a chart draws beside its data; read anew at each drawing. */
export interface Layers {
  readonly plot: Plot;
  readonly theme: Theme;
}

/**
 * Draws what chart.js has no element for: the band, the crowd of curves, circles, levels and marks. Hundreds of
 * curves as plain paths cost a tenth of as many datasets.
 */
export function layersPlugin(current: () => Layers): Plugin {
  return {
    id: 'layers',
    afterLayout(chart) {
      if (current().plot.equalAspect) equalize(chart);
    },
    beforeDatasetsDraw(chart) {
      new Pen(chart, current()).underlay();
    },
    afterDatasetsDraw(chart) {
      new Pen(chart, current()).overlay();
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

class Pen {
  private readonly area: ChartArea;
  private readonly context: CanvasRenderingContext2D;

  constructor(
    private readonly chart: Chart,
    private readonly layers: Layers,
  ) {
    this.area = chart.chartArea;
    this.context = chart.ctx;
  }

  underlay(): void {
    const { plot } = this.layers;
    this.clipped(() => {
      if (plot.band) this.band(plot.band.from, plot.band.to);
      if (plot.ribbon) this.ribbon(plot.ribbon);
      for (const circle of plot.circles) this.circle(circle);
      if (plot.crowd) {
        this.apply(strokeOf(plot.crowd.role, this.layers.theme));
        for (const points of plot.crowd.curves) this.polyline(points);
      }
    });
  }

  overlay(): void {
    const { plot, theme } = this.layers;
    this.clipped(() => {
      this.apply(strokeOf('reference', theme));
      for (const { y } of plot.levels) {
        this.polyline([
          { x: this.chart.scales['x']!.min, y },
          { x: this.chart.scales['x']!.max, y },
        ]);
      }
    });
    for (const { y, label } of plot.levels) {
      this.text(label, this.area.right - 4, this.y(y) - 8, 'right', theme.colors.foreground);
    }
    if (plot.band) {
      const [bottom, top] = [this.y(plot.band.from), this.y(plot.band.to)];
      const y = bandLabelY(top, bottom, this.area.bottom);
      this.text(plot.band.label, this.area.right - 6, y, 'right', theme.colors.muted);
    }
    for (const mark of plot.marks) this.mark(mark);
  }

  private x(value: number): number {
    return this.chart.scales['x']!.getPixelForValue(value);
  }

  private y(value: number): number {
    return this.chart.scales['y']!.getPixelForValue(value);
  }

  private clipped(draw: () => void): void {
    const { left, top, width, height } = this.area;
    this.context.save();
    this.context.beginPath();
    this.context.rect(left, top, width, height);
    this.context.clip();
    draw();
    this.context.restore();
  }

  private apply({ color, width, dash, opacity }: Stroke): void {
    this.context.strokeStyle = color;
    this.context.lineWidth = width;
    this.context.globalAlpha = opacity;
    this.context.setLineDash([...dash]);
  }

  private band(from: number, to: number): void {
    const { theme } = this.layers;
    const stroke = strokeOf('band', theme);
    const [bottom, top] = [this.y(from), this.y(to)];
    this.context.globalAlpha = stroke.opacity;
    this.context.fillStyle = stroke.color;
    this.context.fillRect(this.area.left, top, this.area.width, bottom - top);
    this.apply({ ...stroke, opacity: 0.8 });
    for (const edge of [top, bottom]) {
      this.context.beginPath();
      this.context.moveTo(this.area.left, edge);
      this.context.lineTo(this.area.right, edge);
      this.context.stroke();
    }
  }

  private ribbon({ role, lower, upper }: Ribbon): void {
    const { color } = strokeOf(role, this.layers.theme);
    this.context.fillStyle = color;
    this.context.globalAlpha = ribbonOpacity;
    this.context.beginPath();
    for (const { x, y } of ribbonOutline(lower, upper)) this.context.lineTo(this.x(x), this.y(y));
    this.context.closePath();
    this.context.fill();
    this.context.globalAlpha = 1;
  }

  private circle({ radius, role }: Circle): void {
    this.apply(strokeOf(role, this.layers.theme));
    this.context.beginPath();
    this.context.ellipse(
      this.x(0),
      this.y(0),
      this.x(radius) - this.x(0),
      this.y(0) - this.y(radius),
      0,
      0,
      2 * Math.PI,
    );
    this.context.stroke();
  }

  private polyline(points: readonly Point[]): void {
    this.context.beginPath();
    let down = false;
    for (const { x, y } of points) {
      if (y === null) {
        down = false;
      } else if (down) {
        this.context.lineTo(this.x(x), this.y(y));
      } else {
        this.context.moveTo(this.x(x), this.y(y));
        down = true;
      }
    }
    this.context.stroke();
  }

  private mark({ x, y, label, role }: Mark): void {
    const { theme } = this.layers;
    const [px, py] = [this.x(x), this.y(y)];
    if (py < this.area.top - 1 || py > this.area.bottom + 1) return;
    this.context.save();
    this.apply({ ...strokeOf(role, theme), dash: [], opacity: 1 });
    this.context.fillStyle = theme.colors.background;
    this.context.beginPath();
    this.context.arc(px, py, 4.5, 0, 2 * Math.PI);
    this.context.fill();
    this.context.stroke();
    this.context.restore();
    const { left, right, top } = this.area;
    const align = px > (left + right) / 2 ? 'right' : 'left';
    const above = py - top > 22;
    this.text(
      label,
      px + (align === 'left' ? 8 : -8),
      py + (above ? -12 : 12),
      align,
      theme.colors.foreground,
    );
  }

  /** Text with a halo of the background, readable over curves. */
  private text(text: string, x: number, y: number, align: CanvasTextAlign, color: string): void {
    const { theme } = this.layers;
    this.context.save();
    this.context.font = `11px ${theme.fontFamily}`;
    this.context.textAlign = align;
    this.context.textBaseline = 'middle';
    this.context.lineJoin = 'round';
    this.context.lineWidth = 3;
    this.context.strokeStyle = theme.colors.background;
    this.context.strokeText(text, x, y);
    this.context.fillStyle = color;
    this.context.fillText(text, x, y);
    this.context.restore();
  }
}
