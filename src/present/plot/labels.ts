import type { Area, Frame } from './frame';
import type { Plot } from './plot';

/** A word in a plot's area, above everything else. */
export interface PlotLabel {
  readonly text: string;
  readonly x: number;
  /** The middle of its height. */
  readonly y: number;
  readonly align: 'left' | 'right';
  readonly color: 'foreground' | 'muted';
}

/** Height of a band that holds a word. */
const wordHeight = 16;
/** Nearer than this to the upper edge, a mark has its word below it. */
const room = 22;

/** Whether a mark's height is on the axis. */
export const isInside = (y: number, { top, bottom }: Area): boolean => y >= top - 1 && y <= bottom + 1;

/** The words of levels, band and marks, where they stand. */
export function plotLabels({ levels, band, marks }: Plot, frame: Frame): PlotLabel[] {
  const { left, right, top } = frame;
  return [
    ...levels.map(({ y, label }): PlotLabel => ({
      text: label,
      x: right - 4,
      y: frame.y(y) - 8,
      align: 'right',
      color: 'foreground',
    })),
    ...(band
      ? [
          {
            text: band.label,
            x: right - 6,
            y: bandLabelY(band, frame),
            align: 'right',
            color: 'muted',
          } as const,
        ]
      : []),
    ...marks.flatMap(({ x, y, label }): PlotLabel[] => {
      const place = { x: frame.x(x), y: frame.y(y) };
      if (label === '' || !isInside(place.y, frame)) return [];
      const align = place.x > (left + right) / 2 ? 'right' : 'left';
      return [
        {
          text: label,
          x: place.x + (align === 'left' ? 8 : -8),
          y: place.y + (place.y - top > room ? -12 : 12),
          align,
          color: 'foreground',
        },
      ];
    }),
  ];
}

/** In the band, or beside one that is too low for a word, within the area. */
function bandLabelY({ from, to }: NonNullable<Plot['band']>, frame: Frame): number {
  const [top, bottom] = [frame.y(to), frame.y(from)];
  if (bottom - top >= wordHeight) return top + 9;
  return bottom + 18 <= frame.bottom ? bottom + 9 : top - 9;
}
