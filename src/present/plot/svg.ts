import * as l10n from '@vscode/l10n';
import { frameOf, type Area, type Frame } from './frame';
import { legendEntries, legendSample, sampleSize, type LegendEntry } from './legend';
import type { Plot } from './plot';
import { svgData, svgLabels } from './svgData';
import { attributes, escape, rounded, text } from './svgText';
import type { PlotTheme } from './theme';

/** Of the picture's area to its left and right edges: names of the ticks, and of the axis beside them. */
const margin = { left: 84, right: 24 };
/** From the area down to the legend's first line: names of the ticks, and of the axis below them. */
const axisHeight = 62;
const rowHeight = 18;

/** Where the parts of a picture stand. */
interface Layout {
  readonly area: Area;
  readonly legend: readonly LegendEntry[];
  readonly columns: number;
  /** Name of its clip, which has to be the only one of this name in a page. */
  readonly clip: string;
}

/** The plot as a self-contained SVG picture for a file, with title and legend, in the theme's colors. */
export function svgPicture(plot: Plot, subject: string, theme: PlotTheme): string {
  const { foreground, muted, background } = theme.colors;
  const size = { width: 900, height: 540 };
  const legend = legendEntries(plot);
  const columns = 3;
  const bottom = size.height - 66 - rowHeight * Math.ceil(legend.length / columns);
  const area = { left: margin.left, right: size.width - margin.right, top: 44, bottom };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${attributes({ ...size, ...rootOf(size, theme) })}>`,
    ...about(plot, subject),
    `<rect width="100%" height="100%" fill="${escape(background)}"/>`,
    text(area.left, 26, plot.title, { fill: foreground, 'font-size': 16, 'font-weight': 600 }),
    text(area.right, 26, shorten(subject), { fill: muted, 'text-anchor': 'end' }),
    ...body(plot, { area, legend, columns, clip: 'area' }, theme),
    '</svg>',
    '',
  ].join('\n');
}

/**
 * The plot as an element of a page that has a title beside it: of the class `figure`, without a background, and with a
 * legend where there is more than one curve. The theme's colors may be variables of the page's style.
 * @param id names the picture's clip in the page
 */
export function svgFigure(plot: Plot, subject: string, id: string, theme: PlotTheme): string {
  const entries = legendEntries(plot);
  const legend = entries.filter(({ role }) => role !== 'band').length > 1 ? entries : [];
  const area = { left: margin.left, right: 680 - margin.right, top: 12, bottom: 232 };
  const columns = 2;
  const rows = Math.ceil(legend.length / columns);
  const size = { width: 680, height: area.bottom + (rows === 0 ? 46 : axisHeight - 8 + rowHeight * rows) };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="figure" ${attributes(rootOf(size, theme))}>`,
    ...about(plot, subject),
    ...body(plot, { area, legend, columns, clip: `${id}-area` }, theme),
    '</svg>',
  ].join('\n');
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const rootOf = ({ width, height }: Size, { fontFamily }: PlotTheme) => ({
  viewBox: `0 0 ${width} ${height}`,
  role: 'img',
  'font-family': fontFamily,
  'font-size': 12,
});

const about = ({ title, finding }: Plot, subject: string): string[] => [
  `<title>${escape(l10n.t('{0}: {1}', title, subject))}</title>`,
  `<desc>${escape(finding)}</desc>`,
];

/** A name fits beside the title. */
function shorten(name: string): string {
  return name.length > 60 ? `${name.slice(0, 59)}…` : name;
}

function body(plot: Plot, layout: Layout, theme: PlotTheme): string[] {
  const { area, clip } = layout;
  const frame = frameOf(plot, area);
  const { left: x, top: y, right, bottom } = area;
  return [
    `<clipPath id="${escape(clip)}"><rect ${attributes({ x, y, width: right - x, height: bottom - y })}/></clipPath>`,
    ...axes(plot, frame, theme),
    `<g clip-path="url(#${escape(clip)})">`,
    ...svgData(plot, frame, theme),
    '</g>',
    ...svgLabels(plot, frame, theme),
    ...legendRows(layout, theme),
  ];
}

function axes({ kind, x, y }: Plot, frame: Frame, { colors }: PlotTheme): string[] {
  const { left, right, top, bottom } = frame;
  const centered = { fill: colors.foreground, 'text-anchor': 'middle' };
  const grid = (d: string): string =>
    `<path ${attributes({ d, stroke: colors.lines, 'stroke-opacity': 0.35 })}/>`;
  return [
    ...x.ticks.flatMap(({ value, label }) => [
      kind === 'bars' ? '' : grid(`M${rounded(frame.x(value))} ${top}V${bottom}`),
      text(frame.x(value), bottom + 18, label, centered),
    ]),
    ...y.ticks.flatMap(({ value, label }) => [
      grid(`M${left} ${rounded(frame.y(value))}H${right}`),
      text(left - 8, frame.y(value) + 4, label, { fill: colors.foreground, 'text-anchor': 'end' }),
    ]),
    `<path ${attributes({ d: `M${left} ${top}V${bottom}H${right}`, fill: 'none', stroke: colors.lines })}/>`,
    text((left + right) / 2, bottom + 38, x.label, centered),
    text(0, 0, y.label, { ...centered, transform: `translate(24 ${(top + bottom) / 2}) rotate(-90)` }),
  ];
}

function legendRows({ area, legend, columns }: Layout, theme: PlotTheme): string[] {
  const { left, right, bottom } = area;
  const width = (right - left) / columns;
  return legend.flatMap((entry, i) => {
    const x = left + (i % columns) * width;
    const y = bottom + axisHeight + Math.floor(i / columns) * rowHeight;
    const { tag, attributes: sample } = legendSample(entry, theme);
    return [
      `<g transform="translate(${rounded(x)} ${y - 4 - sampleSize.height / 2})"><${tag} ${attributes(sample)}/></g>`,
      text(x + sampleSize.width + 8, y, entry.label, { fill: theme.colors.foreground }),
    ];
  });
}
