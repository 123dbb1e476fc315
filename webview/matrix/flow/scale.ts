import type { Flow } from '../../../src/core/flow/flow';
import type { Theme } from '../../ui/theme';

/** How wide and of what color the backward arrows are: both by the log10 of the gradient's norm. */
export interface GradientScale {
  /** log10 of the smallest and largest norm that is drawn. */
  readonly low: number;
  readonly high: number;
  width(log10: number | null): number;
  color(log10: number | null): string;
}

const minWidth = 1.5;
const maxWidth = 9;
/** So many decades above or below one have the full color. */
const fullColor = 3;

/** The scale of a drawing: from the smallest gradient to the largest, over at least two decades. */
export function gradientScale({ edges }: Pick<Flow, 'edges'>, { colors }: Theme): GradientScale {
  const values = edges.flatMap(({ direction, log10 }) =>
    direction === 'backward' && log10 !== null ? [log10] : [],
  );
  const top = Math.max(0, ...values);
  const high = top;
  const low = Math.min(top - 2, ...values);
  const reach = Math.max(fullColor, Math.abs(low), Math.abs(high));
  return {
    low,
    high,
    width: (log10) =>
      log10 === null ? minWidth : minWidth + ((maxWidth - minWidth) * (log10 - low)) / (high - low),
    color: (log10) => {
      if (log10 === null) return colors.muted;
      const share = Math.min(1, Math.sqrt(Math.abs(log10) / reach));
      return mixed(colors.foreground, log10 > 0 ? colors.red : colors.blue, share);
    },
  };
}

/** A color between two, also for pictures that leave the page; the nearer of the two where they cannot be mixed. */
export function mixed(from: string, to: string, share: number): string {
  const [a, b] = [channels(from), channels(to)];
  if (!a || !b) return share < 0.5 ? from : to;
  const hex = a.map((value, i) =>
    Math.round(value + share * (b[i]! - value))
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${hex.join('')}`;
}

/** Red, green and blue of `#rgb`, `#rrggbb`, `#rrggbbaa` or `rgb(…)`; transparency is left out. */
function channels(color: string): readonly number[] | undefined {
  const [, digits = ''] = /^#([\da-f]{3,8})$/i.exec(color) ?? [];
  const long = digits.length < 6 ? digits.replace(/./g, '$&$&') : digits;
  if (long !== '') return [0, 2, 4].map((at) => parseInt(long.slice(at, at + 2), 16));
  const [, list] = /^rgba?\(([^)]+)\)$/.exec(color) ?? [];
  const values = list?.split(/[\s,/]+/).map(Number);
  return values && values.length >= 3 && values.every(Number.isFinite) ? values.slice(0, 3) : undefined;
}
