import { tracePath, type Frame } from './frame';
import { isInside, plotLabels } from './labels';
import type { Plot, Point } from './plot';
import { ribbonOpacity, ribbonOutline } from './ribbon';
import { strokeAttributes, strokeOf, type Stroke } from './stroke';
import { attributes, rounded, text } from './svgText';
import type { PlotTheme } from './theme';

/** Band, areas, curves and levels of a plot, as SVG elements; what leaves the frame is for the caller to clip. */
export function svgData(plot: Plot, frame: Frame, theme: PlotTheme): string[] {
  const { band, ribbon, circles, background, curves, levels } = plot;
  return [
    ...(band ? stripe(band, frame, strokeOf('band', theme)) : []),
    ...(ribbon
      ? [
          element('path', {
            d: `${pathOf(ribbonOutline(ribbon.lower, ribbon.upper), frame)}Z`,
            fill: strokeOf(ribbon.role, theme).color,
            'fill-opacity': ribbonOpacity,
          }),
        ]
      : []),
    ...circles.map(({ radius, role }) => {
      const circle = { cx: frame.x(0), cy: frame.y(0), r: frame.x(radius) - frame.x(0) };
      return element('circle', { ...circle, ...strokeAttributes(strokeOf(role, theme)) });
    }),
    ...(background
      ? [
          `<g ${attributes(strokeAttributes(strokeOf(background.role, theme)))}>`,
          ...background.curves.map((points) => `<path d="${pathOf(points, frame)}"/>`),
          '</g>',
        ]
      : []),
    ...curves.flatMap(({ role, points }) => curve(plot, points, strokeOf(role, theme), frame)),
    ...levels.map(({ y }) => across([y], frame, strokeOf('reference', theme))),
  ];
}

/** Marks and words, which stand above the data. */
export function svgLabels(plot: Plot, frame: Frame, theme: PlotTheme): string[] {
  const { background } = theme.colors;
  const halo = { stroke: background, 'stroke-width': 3, 'paint-order': 'stroke', 'font-size': 11 };
  return [
    ...plot.marks.flatMap(({ x, y, role }) => {
      const center = { cx: frame.x(x), cy: frame.y(y) };
      if (!isInside(center.cy, frame)) return [];
      const stroke = strokeOf(role, theme).color;
      return [element('circle', { ...center, r: 4.5, fill: background, stroke, 'stroke-width': 2 })];
    }),
    ...plotLabels(plot, frame).map(({ text: word, x, y, align, color }) =>
      text(x, y + 4, word, {
        ...halo,
        'text-anchor': align === 'right' ? 'end' : 'start',
        fill: theme.colors[color],
      }),
    ),
  ];
}

const element = (tag: string, values: Parameters<typeof attributes>[0]): string =>
  `<${tag} ${attributes(values)}/>`;

/** Lines across the area. */
function across(values: readonly number[], frame: Frame, stroke: Stroke): string {
  const d = values.map((y) => `M${frame.left} ${rounded(frame.y(y))}H${frame.right}`).join('');
  return element('path', { d, ...strokeAttributes(stroke) });
}

function stripe({ from, to }: NonNullable<Plot['band']>, frame: Frame, stroke: Stroke): string[] {
  const [top, bottom] = [frame.y(to), frame.y(from)];
  const size = { width: frame.right - frame.left, height: bottom - top };
  return [
    element('rect', { x: frame.left, y: top, ...size, fill: stroke.color, 'fill-opacity': stroke.opacity }),
    across([to, from], frame, { ...stroke, opacity: 0.8 }),
  ];
}

function curve({ kind }: Plot, points: readonly Point[], stroke: Stroke, frame: Frame): string[] {
  const { color } = stroke;
  switch (kind) {
    case 'lines': {
      // A single point is no line.
      const drawn = points.flatMap(({ x, y }) => (y === null ? [] : [{ cx: frame.x(x), cy: frame.y(y) }]));
      const dots = drawn.length > 2 ? [] : drawn;
      return [
        element('path', { d: pathOf(points, frame), ...strokeAttributes(stroke) }),
        ...dots.map((center) => element('circle', { ...center, r: 3, fill: color })),
      ];
    }
    case 'points':
      return points.map(({ x, y }) =>
        element('circle', {
          cx: frame.x(x),
          cy: frame.y(y ?? 0),
          r: 4,
          fill: color,
          'fill-opacity': 0.5,
          stroke: color,
        }),
      );
    case 'bars': {
      const width = Math.min(48, 0.86 * (frame.x(1) - frame.x(0)));
      return points.map(({ x, y }) => {
        const top = frame.y(y ?? 0);
        return element('rect', {
          x: frame.x(x) - width / 2,
          y: top,
          width,
          height: frame.y(0) - top,
          fill: color,
        });
      });
    }
  }
}

/** The `d` of a path along a curve. */
function pathOf(points: readonly Point[], frame: Frame): string {
  let d = '';
  tracePath(points, frame, {
    moveTo: (x, y) => (d += `M${rounded(x)} ${rounded(y)}`),
    lineTo: (x, y) => (d += `L${rounded(x)} ${rounded(y)}`),
  });
  return d;
}
