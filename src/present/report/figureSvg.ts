import * as l10n from '@vscode/l10n';
import { formatDecade } from '../format';
import { attributes, escape, rounded, text } from '../plot/svgText';
import type { Figure } from './figure';

const size = { width: 640, height: 240 };
const area = { left: 64, right: 624, top: 16, bottom: 196 };

/** Limits of the band in which gains count as stable, in decades. */
export interface Band {
  readonly from: number;
  readonly to: number;
}

/**
 * The picture as an element of a page: no script, no reference to anything outside; the page's style gives the colors by
 * the classes `axis`, `grid`, `band`, `curve` and `bar`.
 */
export function figureSvg(figure: Figure, band: Band): string {
  const axis = figure.kind === 'gain' ? decades(figure, band) : counts(figure);
  const y = scale([axis.min, axis.max], [area.bottom, area.top]);
  const grid = axis.ticks.flatMap(({ value, label }) => [
    `<path class="grid" d="M${area.left} ${rounded(y(value))}H${area.right}"/>`,
    text(area.left - 8, y(value) + 4, label, { 'text-anchor': 'end' }),
  ]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="figure" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${escape(describe(figure))}">`,
    ...(figure.kind === 'gain' ? [bandOf(band, axis, y)] : []),
    ...grid,
    ...(figure.kind === 'gain' ? curve(figure, y) : bars(figure, y)),
    `<path class="axis" d="M${area.left} ${area.top}V${area.bottom}H${area.right}"/>`,
    text((area.left + area.right) / 2, area.bottom + 36, figure.xLabel, { 'text-anchor': 'middle' }),
    '</svg>',
  ].join('');
}

/** The picture in a sentence, for those who cannot see it. */
export function describe({ kind, title, x, y }: Figure): string {
  if (kind === 'counts') {
    return l10n.t('{0}: {1}', title, x.map((from, i) => `${from}: ${y[i] ?? 0}`).join(', '));
  }
  const told = (at: number): string => {
    const value = y.at(at);
    return typeof value === 'number' ? `10^${value.toFixed(2)}` : l10n.t('exactly 0');
  };
  return l10n.t('{0}: {1} at {2}, {3} at {4}', title, told(0), x[0] ?? 1, told(-1), x.at(-1) ?? 1);
}

interface Axis {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
}

function decades({ y }: Figure, band: Band): Axis {
  const finite = y.filter((value) => typeof value === 'number');
  const min = Math.min(band.from, ...finite) - 0.3;
  const max = Math.max(band.to, ...finite) + 0.3;
  const step = Math.max(1, Math.ceil((max - min) / 6));
  const first = Math.ceil(min / step) * step;
  const values = Array.from({ length: Math.floor((max - first) / step) + 1 }, (_, i) => first + i * step);
  return { min, max, ticks: values.map((value) => ({ value, label: formatDecade(value) })) };
}

function counts({ y }: Figure): Axis {
  const highest = Math.max(1, ...y.map((value) => value ?? 0));
  const step = Math.max(1, Math.ceil(highest / 4));
  const values = Array.from({ length: Math.floor(highest / step) + 1 }, (_, i) => i * step);
  return { min: 0, max: highest, ticks: values.map((value) => ({ value, label: String(value) })) };
}

type Scale = (value: number) => number;

const scale =
  ([low, high]: readonly [number, number], [start, end]: readonly [number, number]): Scale =>
  (value) =>
    high === low ? (start + end) / 2 : start + ((value - low) / (high - low)) * (end - start);

function bandOf({ from, to }: Band, { min, max }: Axis, y: Scale): string {
  const [top, bottom] = [y(Math.min(to, max)), y(Math.max(from, min))];
  return `<rect class="band" ${attributes({ x: area.left, y: top, width: area.right - area.left, height: bottom - top })}/>`;
}

function curve({ x, y }: Figure, place: Scale): string[] {
  const steps = x.map(Number);
  const across = scale([steps[0] ?? 0, steps.at(-1) ?? 1], [area.left, area.right]);
  let path = '';
  let pen = 'M';
  y.forEach((value, i) => {
    if (value !== null) path += `${pen}${rounded(across(steps[i]!))} ${rounded(place(value))}`;
    pen = value === null ? 'M' : 'L';
  });
  const shown = [0, 0.25, 0.5, 0.75, 1].map((part) => steps[Math.round(part * (steps.length - 1))] ?? 0);
  return [
    ...[...new Set(shown)].map((step) =>
      text(across(step), area.bottom + 18, String(step), { 'text-anchor': 'middle' }),
    ),
    `<path class="curve" d="${path}"/>`,
  ];
}

function bars({ x, y }: Figure, place: Scale): string[] {
  const width = (area.right - area.left) / x.length;
  const every = Math.ceil(x.length / 10);
  return x.flatMap((label, i) => {
    const left = area.left + i * width;
    const top = place(y[i] ?? 0);
    return [
      `<rect class="bar" ${attributes({ x: left + 1, y: top, width: Math.max(1, width - 2), height: area.bottom - top })}/>`,
      ...(i % every === 0
        ? [text(left + width / 2, area.bottom + 18, String(label), { 'text-anchor': 'middle' })]
        : []),
    ];
  });
}
