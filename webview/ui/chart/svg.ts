import * as l10n from '@vscode/l10n';
import type { Theme } from '../theme';
import { bandLabelY } from './bandLabel';
import { legendEntries, type LegendEntry } from './legend';
import type { Axis, Plot, Point, Role } from './plot';
import { ribbonOpacity, ribbonOutline } from './ribbon';
import { strokeOf, type Stroke } from './stroke';
import { attributes, escape, rounded, text } from '../../../src/present/svgText';

const size = { width: 900, height: 540 };

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** The plot as a self-contained SVG picture, with title and legend, in the theme's colors. */
export function svgPicture(plot: Plot, subject: string, theme: Theme): string {
  const legend = legendLines(plot, theme);
  const frame = frameOf(plot, size.height - 56 - 18 * legend.rows);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}" role="img" font-family="${escape(theme.fontFamily)}" font-size="12">`,
    `<title>${escape(l10n.t('{0}: {1}', plot.title, subject))}</title>`,
    `<desc>${escape(plot.finding)}</desc>`,
    `<rect width="100%" height="100%" fill="${escape(theme.colors.background)}"/>`,
    text(frame.left, 26, plot.title, { fill: theme.colors.foreground, 'font-size': 16, 'font-weight': 600 }),
    text(size.width - 24, 26, shorten(subject), { fill: theme.colors.muted, 'text-anchor': 'end' }),
    `<clipPath id="area"><rect ${attributes({ x: frame.left, y: frame.top, width: frame.right - frame.left, height: frame.bottom - frame.top })}/></clipPath>`,
    ...axes(plot, frame, theme),
    '<g clip-path="url(#area)">',
    ...data(plot, frame, theme),
    '</g>',
    ...labels(plot, frame, theme),
    ...legend.draw(frame.left, frame.bottom + 62),
    '</svg>',
    '',
  ].join('\n');
}

/** A name fits beside the title. */
function shorten(name: string): string {
  return name.length > 60 ? `${name.slice(0, 59)}…` : name;
}

function frameOf({ x, y, equalAspect }: Plot, bottom: number): Frame {
  const edges = { left: 84, right: size.width - 24, top: 44, bottom: bottom - 10 };
  const width = edges.right - edges.left;
  const height = edges.bottom - edges.top;
  const units = { x: (x.max - x.min) / width, y: (y.max - y.min) / height };
  const common = Math.max(units.x, units.y);
  const unit = equalAspect ? { x: common, y: common } : units;
  const middle = { x: (x.min + x.max) / 2, y: (y.min + y.max) / 2 };
  return {
    ...edges,
    x: (value) => (edges.left + edges.right) / 2 + (value - middle.x) / unit.x,
    y: (value) => (edges.top + edges.bottom) / 2 - (value - middle.y) / unit.y,
  };
}

function axes(plot: Plot, frame: Frame, { colors }: Theme): string[] {
  const { left, right, top, bottom } = frame;
  const label = (axis: Axis, place: object): string =>
    text(0, 0, axis.label, { fill: colors.foreground, 'text-anchor': 'middle', ...place });
  const grid = { stroke: colors.lines, 'stroke-opacity': 0.35 };
  return [
    ...plot.x.ticks.flatMap(({ value, label: tick }) => [
      plot.kind === 'bars'
        ? ''
        : `<path ${attributes({ d: `M${rounded(frame.x(value))} ${top}V${bottom}`, ...grid })}/>`,
      text(frame.x(value), bottom + 18, tick, { fill: colors.foreground, 'text-anchor': 'middle' }),
    ]),
    ...plot.y.ticks.flatMap(({ value, label: tick }) => [
      `<path ${attributes({ d: `M${left} ${rounded(frame.y(value))}H${right}`, ...grid })}/>`,
      text(left - 8, frame.y(value) + 4, tick, { fill: colors.foreground, 'text-anchor': 'end' }),
    ]),
    `<path ${attributes({ d: `M${left} ${top}V${bottom}H${right}`, fill: 'none', stroke: colors.lines })}/>`,
    label(plot.x, { transform: `translate(${(left + right) / 2} ${bottom + 38})` }),
    label(plot.y, { transform: `translate(24 ${(top + bottom) / 2}) rotate(-90)` }),
  ];
}

function strokeAttributes({ color, width, dash, opacity }: Stroke): string {
  return attributes({
    fill: 'none',
    stroke: color,
    'stroke-width': width,
    'stroke-opacity': opacity,
    'stroke-dasharray': dash.length > 0 ? dash.join(' ') : undefined,
    'stroke-linejoin': 'round',
  });
}

function data(plot: Plot, frame: Frame, theme: Theme): string[] {
  const parts: string[] = [];
  if (plot.band) {
    const { color, opacity } = strokeOf('band', theme);
    const [top, bottom] = [frame.y(plot.band.to), frame.y(plot.band.from)];
    parts.push(
      `<rect ${attributes({ x: frame.left, y: top, width: frame.right - frame.left, height: bottom - top, fill: color, 'fill-opacity': opacity })}/>`,
      `<path d="M${frame.left} ${rounded(top)}H${frame.right}M${frame.left} ${rounded(bottom)}H${frame.right}" ${strokeAttributes({ ...strokeOf('band', theme), opacity: 0.8 })}/>`,
    );
  }
  if (plot.ribbon) {
    const outline = ribbonOutline(plot.ribbon.lower, plot.ribbon.upper);
    const fill = strokeOf(plot.ribbon.role, theme).color;
    parts.push(
      `<path ${attributes({ d: `${path(outline, frame)}Z`, fill, 'fill-opacity': ribbonOpacity })}/>`,
    );
  }
  for (const { radius, role } of plot.circles) {
    const r = frame.x(radius) - frame.x(0);
    parts.push(
      `<circle ${attributes({ cx: frame.x(0), cy: frame.y(0), r })} ${strokeAttributes(strokeOf(role, theme))}/>`,
    );
  }
  if (plot.crowd) {
    const paths = plot.crowd.curves.map((points) => `<path d="${path(points, frame)}"/>`);
    parts.push(`<g ${strokeAttributes(strokeOf(plot.crowd.role, theme))}>`, ...paths, '</g>');
  }
  for (const { role, points } of plot.curves)
    parts.push(...curve(plot, points, strokeOf(role, theme), frame));
  const level = strokeAttributes(strokeOf('reference', theme));
  for (const { y } of plot.levels) {
    parts.push(`<path d="M${frame.left} ${rounded(frame.y(y))}H${frame.right}" ${level}/>`);
  }
  return parts;
}

function curve(plot: Plot, points: readonly Point[], stroke: Stroke, frame: Frame): string[] {
  switch (plot.kind) {
    case 'lines': {
      // A single point is no line.
      const drawn = points.flatMap(({ x, y }) => (y === null ? [] : [{ x, y }]));
      const dots = drawn.length > 2 ? [] : drawn;
      return [
        `<path d="${path(points, frame)}" ${strokeAttributes(stroke)}/>`,
        ...dots.map(
          ({ x, y }) =>
            `<circle ${attributes({ cx: frame.x(x), cy: frame.y(y), r: 3, fill: stroke.color })}/>`,
        ),
      ];
    }
    case 'points':
      return points.map(
        ({ x, y }) =>
          `<circle ${attributes({ cx: frame.x(x), cy: frame.y(y ?? 0), r: 4, fill: stroke.color, 'fill-opacity': 0.5, stroke: stroke.color })}/>`,
      );
    case 'bars': {
      const width = Math.min(48, 0.86 * (frame.x(1) - frame.x(0)));
      return points.map(({ x, y }) => {
        const top = frame.y(y ?? 0);
        return `<rect ${attributes({ x: frame.x(x) - width / 2, y: top, width, height: frame.y(0) - top, fill: stroke.color })}/>`;
      });
    }
  }
}

function path(points: readonly Point[], frame: Frame): string {
  let result = '';
  let command = 'M';
  for (const { x, y } of points) {
    if (y !== null) result += `${command}${rounded(frame.x(x))} ${rounded(frame.y(y))}`;
    command = y === null ? 'M' : 'L';
  }
  return result;
}

function labels(plot: Plot, frame: Frame, theme: Theme): string[] {
  const { foreground, muted, background } = theme.colors;
  const halo = { stroke: background, 'stroke-width': 3, 'paint-order': 'stroke', 'font-size': 11 };
  const end = { ...halo, 'text-anchor': 'end' };
  const parts = plot.levels.map(({ y, label }) =>
    text(frame.right - 4, frame.y(y) - 6, label, { ...end, fill: foreground }),
  );
  if (plot.band) {
    const [bottom, top] = [frame.y(plot.band.from), frame.y(plot.band.to)];
    const y = bandLabelY(top, bottom, frame.bottom) + 4;
    parts.push(text(frame.right - 6, y, plot.band.label, { ...end, fill: muted }));
  }
  for (const { x, y, label, role } of plot.marks) {
    const [px, py] = [frame.x(x), frame.y(y)];
    if (py < frame.top || py > frame.bottom) continue;
    const right = px > (frame.left + frame.right) / 2;
    const below = py - frame.top < 22;
    const { color } = strokeOf(role, theme);
    parts.push(
      `<circle ${attributes({ cx: px, cy: py, r: 4.5, fill: background, stroke: color, 'stroke-width': 2 })}/>`,
      text(px + (right ? -8 : 8), py + (below ? 20 : -8), label, {
        ...halo,
        'text-anchor': right ? 'end' : 'start',
        fill: foreground,
      }),
    );
  }
  return parts;
}

function legendLines(
  plot: Plot,
  theme: Theme,
): { rows: number; draw: (left: number, top: number) => string[] } {
  const entries = legendEntries(plot);
  const columns = 3;
  const width = (size.width - 108) / columns;
  return {
    rows: Math.ceil(entries.length / columns),
    draw: (left, top) =>
      entries.flatMap(({ label, role, shape }, i) => {
        const x = left + (i % columns) * width;
        const y = top + Math.floor(i / columns) * 18;
        const sample = legendSample(shape, role, { x, y }, theme);
        return [sample, text(x + 34, y, label, { fill: theme.colors.foreground })];
      }),
  };
}

function legendSample(
  shape: LegendEntry['shape'],
  role: Role,
  { x, y }: { x: number; y: number },
  theme: Theme,
): string {
  const stroke = strokeOf(role, theme);
  switch (shape) {
    case 'line':
      return `<path d="M${rounded(x)} ${rounded(y - 4)}h26" ${strokeAttributes(stroke)}/>`;
    case 'dot':
      return `<circle ${attributes({ cx: x + 13, cy: y - 4, r: 4, fill: stroke.color, 'fill-opacity': 0.5, stroke: stroke.color })}/>`;
    case 'area':
    case 'patch':
      return `<rect ${attributes({ x, y: y - 10, width: 26, height: 12, fill: stroke.color, 'fill-opacity': shape === 'area' || role === 'band' ? 0.3 : 1 })}/>`;
  }
}
