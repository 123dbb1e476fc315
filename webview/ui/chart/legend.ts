import * as l10n from '@vscode/l10n';
import { h, svg } from '../dom';
import type { Theme } from '../theme';
import type { Plot, Role } from './plot';
import { strokeOf } from './stroke';

export interface LegendEntry {
  readonly role: Role;
  readonly label: string;
  readonly shape: 'line' | 'dot' | 'patch' | 'area';
}

/** What a plot's lines and patches stand for. */
export function legendEntries({ kind, curves, crowd, band, ribbon, circles }: Plot): LegendEntry[] {
  const line = (role: Role, label: string): LegendEntry => ({ role, label, shape: 'line' });
  const shape = ({ lines: 'line', points: 'dot', bars: 'patch' } as const)[kind];
  return [
    ...curves.filter(({ unlisted }) => !unlisted).map(({ role, label }) => ({ role, label, shape })),
    ...(crowd ? [line(crowd.role, crowd.label)] : []),
    ...circles.map(({ role, label }) => line(role, label)),
    ...(ribbon ? [{ role: ribbon.role, label: ribbon.label, shape: 'area' } as const] : []),
    ...(band ? [{ role: 'band', label: l10n.t('{0} band', band.label), shape: 'patch' } as const] : []),
  ];
}

/** The legend below a chart, as a list. */
export function legend(plot: Plot, theme: Theme): HTMLElement {
  return h(
    'ul',
    { class: 'legend' },
    ...legendEntries(plot).map((entry) => h('li', {}, sample(entry, theme), entry.label)),
  );
}

/** The sample of a line or patch as a legend shows it. */
export function sample({ role, shape }: Pick<LegendEntry, 'role' | 'shape'>, theme: Theme): SVGElement {
  return svg(
    'svg',
    { width: 26, height: 10, viewBox: '0 0 26 10', 'aria-hidden': 'true' },
    mark(shape, role, theme),
  );
}

function mark(shape: LegendEntry['shape'], role: Role, theme: Theme): SVGElement {
  const { color, width, dash, opacity } = strokeOf(role, theme);
  switch (shape) {
    case 'line':
      return svg('path', {
        d: 'M0 5h26',
        stroke: color,
        'stroke-width': width,
        'stroke-opacity': Math.max(opacity, 0.5),
        'stroke-dasharray': dash.length > 0 ? dash.join(' ') : undefined,
      });
    case 'dot':
      return svg('circle', { cx: 13, cy: 5, r: 4, fill: color, 'fill-opacity': 0.5, stroke: color });
    case 'area':
    case 'patch':
      return svg('rect', {
        x: 0,
        y: 0,
        width: 26,
        height: 10,
        fill: color,
        'fill-opacity': shape === 'area' || role === 'band' ? 0.3 : 1,
      });
  }
}
