import * as l10n from '@vscode/l10n';
import type { HeatMap } from '../../src/core/heatMap';
import { evenIndices, csvText, type Table } from '../../src/present/plot/table';
import { button } from '../ui/controls/button';
import { h } from '../ui/dom';
import { formatNumber, sentences } from '../../src/present/format';
import { slug } from '../ui/slug';
import { TableView } from '../ui/chart/tableView';
import type { ExportFile } from '../../src/shared/page';
import type { Theme } from '../ui/theme';

const shades = 32;
/** Pixels of an exported picture along its longer side. */
const exportSize = 1024;

/** What is said of a picture. */
export interface HeatMapWords {
  readonly title: string;
  readonly note: string;
  readonly subject: string;
  /** The entries of a matrix, or what gates do: units by steps, from 0 to 1. */
  readonly shows?: 'entries' | 'gates';
}

/** A matrix as a picture: one color for each sign, stronger with the magnitude, with legend and table. */
export function heatMapSection(
  map: HeatMap,
  { title, note, subject, shows = 'entries' }: HeatMapWords,
  theme: Theme,
  onExport: (file: Promise<ExportFile>) => void,
): HTMLElement {
  const gates = shows === 'gates';
  const reach = gates ? 1 : Math.max(Math.abs(map.min), Math.abs(map.max)) || 1;
  const tableId = `heat-map-table-${slug(title)}`;
  const canvas = h('canvas', {
    class: gates ? 'heat-map gates' : 'heat-map',
    role: 'img',
    'aria-details': tableId,
    width: map.shownColumns,
    height: map.shownRows,
    'aria-label': (gates
      ? (...told: [string, number, number, string, string]) =>
          l10n.t('{0}: {1} units over {2} steps, from {3} to {4}.', ...told)
      : (...told: [string, number, number, string, string]) =>
          l10n.t('{0}: {1} by {2} entries from {3} to {4}.', ...told))(
      title,
      map.rows,
      map.columns,
      formatNumber(map.min),
      formatNumber(map.max),
    ),
  });
  paint(canvas, map, reach, theme);
  if (!gates) {
    canvas.style.aspectRatio = `${map.columns} / ${map.rows}`;
    canvas.style.setProperty('--wide', String(Math.min(1, map.columns / map.rows)));
  }
  const sampled = map.shownRows < map.rows || map.shownColumns < map.columns;
  const table = new TableView(title, tableId);
  table.render(tableOf(map, gates ? l10n.t('unit') : l10n.t('row')));
  const save = (format: 'PNG' | 'CSV'): HTMLElement =>
    button({
      label: format,
      title: l10n.t('Save as {0}: {1}', format, title),
      onClick: () => {
        onExport(Promise.resolve(fileOf(format, map, canvas, gates ? `${subject}-${title}` : subject)));
      },
    });
  return h(
    'section',
    { class: 'chart', 'aria-label': title },
    h(
      'div',
      { class: 'chart-head' },
      h('h2', {}, title),
      h('div', { class: 'chart-tools' }, save('PNG'), save('CSV')),
    ),
    canvas,
    h(
      'div',
      { class: 'heat-legend' },
      h('span', {}, formatNumber(gates ? 0 : -reach)),
      gradient(theme, gates ? [0, 1] : [-1, 0, 1]),
      h('span', {}, formatNumber(reach)),
    ),
    h(
      'p',
      { class: 'chart-notes' },
      sentences([
        note,
        ...(gates
          ? []
          : [l10n.t('Entries from {0} to {1}.', formatNumber(map.min, 6), formatNumber(map.max, 6))]),
        ...(sampled
          ? [
              gates
                ? l10n.t('Each cell shows the mean of what is in it.')
                : l10n.t('Each cell shows the entry of the greatest magnitude in it.'),
            ]
          : []),
        ...(map.nonFinite > 0
          ? [l10n.t('{0} entries are NaN or infinite (in a color of their own).', map.nonFinite)]
          : []),
      ]),
    ),
    table.element,
  );
}

function color(share: number, { colors }: Theme): string {
  const strength = Math.round(100 * Math.abs(share));
  const hue = share < 0 ? colors.blue : colors.red;
  return `color-mix(in srgb, ${hue} ${strength}%, ${colors.background})`;
}

function paint(canvas: HTMLCanvasElement, map: HeatMap, reach: number, theme: Theme): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const palette = new Map<number, string>();
  map.values.forEach((value, i) => {
    const shade = value === null ? NaN : Math.round((value / reach) * shades);
    let style = palette.get(shade);
    if (style === undefined) {
      style = Number.isNaN(shade) ? theme.colors.yellow : color(shade / shades, theme);
      palette.set(shade, style);
    }
    context.fillStyle = style;
    context.fillRect(i % map.shownColumns, Math.floor(i / map.shownColumns), 1, 1);
  });
}

function gradient(theme: Theme, shares: readonly number[]): HTMLElement {
  const bar = h('span', { class: 'heat-bar', 'aria-hidden': 'true' });
  bar.style.background = `linear-gradient(to right, ${shares.map((share) => color(share, theme)).join(', ')})`;
  return bar;
}

function tableOf(map: HeatMap, rowName: string): Table {
  const columns = evenIndices(map.shownColumns, 8);
  const rows = evenIndices(map.shownRows, 32);
  const place = (cell: number, shown: number, of: number): number => Math.floor((cell * of) / shown);
  return {
    caption: l10n.t(
      '{0} × {1} of {2} × {3} cells; the CSV has all.',
      rows.length,
      columns.length,
      map.shownRows,
      map.shownColumns,
    ),
    columns: [
      { label: rowName, format: (value) => String(value ?? 0) },
      ...columns.map((j) => ({
        label: String(place(j, map.shownColumns, map.columns)),
        format: (value: number | null) => (value === null ? l10n.t('not finite') : formatNumber(value)),
      })),
    ],
    rows: rows.map((i) => [
      place(i, map.shownRows, map.rows),
      ...columns.map((j) => map.values[i * map.shownColumns + j] ?? null),
    ]),
  };
}

function fileOf(format: 'PNG' | 'CSV', map: HeatMap, canvas: HTMLCanvasElement, subject: string): ExportFile {
  const suggestedName = `${slug(subject)}-entries.${format.toLowerCase()}`;
  if (format === 'CSV') {
    const rows = Array.from({ length: map.shownRows }, (_, i) =>
      map.values.slice(i * map.shownColumns, (i + 1) * map.shownColumns),
    );
    const header = Array.from({ length: map.shownColumns }, (_, j) => `c${j}`);
    return { suggestedName, content: csvText({ header, rows }), encoding: 'utf8' };
  }
  const scale = exportSize / Math.max(map.shownRows, map.shownColumns);
  const large = h('canvas', {
    width: Math.round(map.shownColumns * scale),
    height: Math.round(map.shownRows * scale),
  });
  const context = large.getContext('2d');
  if (!context) throw new Error(l10n.t('the picture could not be drawn'));
  context.imageSmoothingEnabled = false;
  context.drawImage(canvas, 0, 0, large.width, large.height);
  return { suggestedName, content: large.toDataURL('image/png').split(',')[1] ?? '', encoding: 'base64' };
}
