import * as l10n from '@vscode/l10n';
import { svg } from '../../ui/dom';
import { formatPowerOfTen } from '../../../src/present/format';
import type { Theme } from '../../ui/theme';
import type { GradientScale } from './scale';

const height = 40;
const samples = 24;

function textOf(theme: Theme) {
  return (x: number, y: number, content: string, anchor = 'start'): SVGElement =>
    svg('text', { x, y, fill: theme.colors.foreground, 'font-size': 11, 'text-anchor': anchor }, content);
}

/** What the arrows' lines stand for: solid forward, dashed backward. */
export function arrowsLegend(theme: Theme): SVGSVGElement {
  const text = textOf(theme);
  const stroke = theme.colors.foreground;
  const size = { width: 380, height, viewBox: `0 0 380 ${height}` };
  return svg(
    'svg',
    { ...size, 'font-family': theme.fontFamily },
    svg('path', { d: 'M0 10h34', stroke, 'stroke-width': 1.5 }),
    text(42, 14, l10n.t('forward: the values')),
    svg('path', { d: 'M180 10h34', stroke, 'stroke-width': 4, 'stroke-dasharray': '8 4.6' }),
    text(222, 14, l10n.t('backward: gradient norm')),
  );
}

/** The widths and colors of the backward arrows over the gradient's norm, on a log scale. */
export function scaleLegend(scale: GradientScale, theme: Theme): SVGSVGElement {
  const text = textOf(theme);
  const { low, high } = scale;
  const [left, right] = [30, 210];
  const at = (share: number): number => left + share * (right - left);
  const wedge = Array.from({ length: samples }, (_, i) => {
    const log10 = low + ((i + 0.5) / samples) * (high - low);
    const thick = scale.width(log10);
    return svg('rect', {
      x: at(i / samples),
      y: 10 - thick / 2,
      width: (right - left) / samples + 0.5,
      height: thick,
      fill: scale.color(log10),
    });
  });
  const one = -low / (high - low);
  const size = { width: 250, height, viewBox: `0 0 250 ${height}` };
  return svg(
    'svg',
    { ...size, 'font-family': theme.fontFamily },
    ...wedge,
    text(left, 32, formatPowerOfTen(low), 'middle'),
    text(right, 32, formatPowerOfTen(high), 'middle'),
    ...(one > 0.3 && one < 0.7 ? [text(at(one), 32, '1', 'middle')] : []),
  );
}
