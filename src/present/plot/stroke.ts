import type { Role } from './plot';
import type { PlotColor, PlotTheme } from './theme';

/** How a line of some role looks. Dashes differ wherever colors do, so that neither is needed alone. */
export interface Stroke {
  readonly color: string;
  readonly width: number;
  readonly dash: readonly number[];
  readonly opacity: number;
}

type StrokeStyle = readonly [color: PlotColor, width: number, dash: readonly number[], opacity: number];

const strokes: Readonly<Record<Role, StrokeStyle>> = {
  largest: ['blue', 3, [], 1],
  fewOthers: ['blue', 1.25, [], 0.75],
  others: ['blue', 1, [], 0.35],
  beside: ['foreground', 1, [], 0.4],
  lowerBound: ['purple', 1.75, [8, 4], 1],
  upperBound: ['yellow', 1.75, [2, 3], 1],
  before: ['blue', 2, [6, 4], 1],
  after: ['green', 3, [], 1],
  values: ['blue', 1.5, [], 1],
  reference: ['foreground', 1.25, [5, 4], 0.8],
  peak: ['red', 2, [], 1],
  band: ['green', 1, [3, 3], 0.13],
  spread: ['blue', 1, [], 0.22],
  // Six colors serve twice, each time with another dash, and no dash comes twice.
  series0: ['blue', 2.25, [], 1],
  series1: ['red', 2.25, [9, 4], 1],
  series2: ['green', 2.25, [2, 3], 1],
  series3: ['purple', 2.25, [12, 3, 2, 3], 1],
  series4: ['yellow', 2.25, [5, 3], 1],
  series5: ['foreground', 1.75, [16, 5], 1],
  series6: ['blue', 2.25, [3, 6], 1],
  series7: ['red', 2.25, [12, 3, 2, 3, 2, 3], 1],
  series8: ['green', 2.25, [7, 7], 1],
  series9: ['purple', 2.25, [1, 2], 1],
  spread0: ['blue', 1, [], 0.9],
  spread1: ['red', 1, [9, 4], 0.9],
  spread2: ['green', 1, [2, 3], 0.9],
  spread3: ['purple', 1, [12, 3, 2, 3], 0.9],
  spread4: ['yellow', 1, [5, 3], 0.9],
  spread5: ['foreground', 1, [16, 5], 0.9],
};

/** The stroke of a role in a theme; heavier in high contrast. */
export function strokeOf(role: Role, { colors, highContrast }: PlotTheme): Stroke {
  const [color, width, dash, opacity] = strokes[role];
  return {
    color: colors[color],
    width: highContrast ? width + 0.5 : width,
    dash,
    opacity: highContrast ? Math.min(1, opacity * 1.6) : opacity,
  };
}

/** The stroke as attributes of an SVG element without a fill. */
export function strokeAttributes({ color, width, dash, opacity }: Stroke) {
  return {
    fill: 'none',
    stroke: color,
    'stroke-width': width,
    'stroke-opacity': opacity,
    'stroke-dasharray': dash.length > 0 ? dash.join(' ') : undefined,
    'stroke-linejoin': 'round',
  };
}
