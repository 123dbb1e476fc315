import * as l10n from '@vscode/l10n';
import type { Plot, Role } from './plot';
import { strokeAttributes, strokeOf } from './stroke';
import type { PlotTheme } from './theme';

/** One line of a plot's legend. */
export interface LegendEntry {
  readonly role: Role;
  readonly label: string;
  readonly shape: 'line' | 'dot' | 'patch' | 'area';
}

/** What a plot's lines and patches stand for. */
export function legendEntries({ kind, curves, background, band, ribbon, circles }: Plot): LegendEntry[] {
  const line = (role: Role, label: string): LegendEntry => ({ role, label, shape: 'line' });
  const shape = ({ lines: 'line', points: 'dot', bars: 'patch' } as const)[kind];
  return [
    ...curves.filter(({ unlisted }) => !unlisted).map(({ role, label }) => ({ role, label, shape })),
    ...(background ? [line(background.role, background.label)] : []),
    ...circles.map(({ role, label }) => line(role, label)),
    ...(ribbon ? [{ role: ribbon.role, label: ribbon.label, shape: 'area' } as const] : []),
    ...(band ? [{ role: 'band', label: l10n.t('{0} band', band.label), shape: 'patch' } as const] : []),
  ];
}

/** Width and height of the sample of a legend's entry. */
export const sampleSize = { width: 26, height: 10 };

/** An SVG element, to be written as text or made in a page. */
export interface SvgElement {
  readonly tag: 'path' | 'circle' | 'rect';
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
}

/** The sample of a line or patch as a legend shows it, from the origin on. */
export function legendSample(
  { role, shape }: Pick<LegendEntry, 'role' | 'shape'>,
  theme: PlotTheme,
): SvgElement {
  const stroke = strokeOf(role, theme);
  const { color } = stroke;
  const { width, height } = sampleSize;
  switch (shape) {
    case 'line': {
      const visible = { ...stroke, opacity: Math.max(stroke.opacity, 0.5) };
      return { tag: 'path', attributes: { d: `M0 ${height / 2}h${width}`, ...strokeAttributes(visible) } };
    }
    case 'dot':
      return {
        tag: 'circle',
        attributes: { cx: width / 2, cy: height / 2, r: 4, fill: color, 'fill-opacity': 0.5, stroke: color },
      };
    case 'area':
    case 'patch': {
      const opacity = shape === 'area' || role === 'band' ? 0.3 : 1;
      return { tag: 'rect', attributes: { width, height, fill: color, 'fill-opacity': opacity } };
    }
  }
}
