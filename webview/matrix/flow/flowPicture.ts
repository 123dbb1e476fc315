import type { Flow } from '../../../src/core/flow/flow';
import { svg } from '../../ui/dom';
import type { Theme } from '../../ui/theme';
import { drawFlow } from './drawing';
import { sizeOf } from './geometry';
import type { GradientScale } from './scale';
import { arrowsLegend, scaleLegend } from './scaleLegend';

/** The drawing as a self-contained SVG picture with title, numbers and legend, in the theme's colors. */
export function flowPicture(flow: Flow, title: string, theme: Theme, scale: GradientScale): string {
  const { width, height } = sizeOf(flow);
  const whole = { width: Math.max(width, 680), height: height + 100 };
  const drawing = drawFlow(flow, { theme, scale, numbers: true });
  for (const edge of drawing.querySelectorAll('[role="option"]')) {
    for (const attribute of ['role', 'aria-selected', 'class', 'id']) edge.removeAttribute(attribute);
    edge.querySelector('.hit')?.remove();
  }
  const legend = [arrowsLegend(theme), scaleLegend(scale, theme)];
  for (const [i, part] of legend.entries()) {
    part.setAttribute('x', String(24 + 380 * i));
    part.setAttribute('y', String(height + 48));
  }
  drawing.setAttribute('y', '40');
  const { background, foreground } = theme.colors;
  const picture = svg(
    'svg',
    {
      width: whole.width,
      height: whole.height,
      viewBox: `0 0 ${whole.width} ${whole.height}`,
      'font-family': theme.fontFamily,
    },
    svg('title', {}, title),
    svg('rect', { width: '100%', height: '100%', fill: background }),
    svg('text', { x: 24, y: 26, fill: foreground, 'font-size': 16, 'font-weight': 600 }, title),
    drawing,
    ...legend,
  );
  return new XMLSerializer().serializeToString(picture);
}
