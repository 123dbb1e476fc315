import type { Growth } from '../core/analysis';

const blocks = '▁▂▃▄▅▆▇█';

/** Characters of a sparkline at most. */
const maxWidth = 40;

/** Up to `width` points of a curve, evenly spread, with both ends: as many as a sparkline shows. */
export function curveSamples(growth: Growth, width = maxWidth): Growth {
  const points = Math.min(growth.length, width);
  return Array.from(
    { length: points },
    (_, i) => growth.at(points === 1 ? 0 : Math.round((i * (growth.length - 1)) / (points - 1))) ?? null,
  );
}

export interface SparklineOptions {
  readonly width?: number;
  readonly flat?: number;
  readonly least?: number;
  readonly gap?: string;
}

/**
 * A growth curve in block characters, at most `width` of them: the lowest log10 is `▁`, the highest `█`, what has no
 * level, such as an exact zero, `gap`. A curve that is flat to within `flat` decades is drawn level, and the height of the
 * blocks is at least `least` decades.
 */
export function sparkline(
  growth: Growth,
  { width = maxWidth, flat = 1e-6, least = 0, gap = '·' }: SparklineOptions = {},
): string {
  const samples = curveSamples(growth, width);
  const finite = samples.filter((value) => typeof value === 'number');
  const low = Math.min(...finite);
  const range = Math.max(...finite) - low;
  const height = Math.max(range, least);
  const base = low - (height - range) / 2;
  return samples
    .map((value) => {
      if (typeof value !== 'number') return gap;
      const level = range <= flat ? 3 : Math.round(((value - base) / height) * (blocks.length - 1));
      return blocks[level];
    })
    .join('');
}

/** Columns of a run's sparkline, decades below which its norms are level, and those of its height: what explodes fills it. */
const runWidth = 24;
const runFlat = 0.1;
const runHeight = Math.log10(30);

/** The norms of a run on a log scale, the largest of each stretch; `×` for what is not finite. */
export function normSparkline(norms: readonly (number | null)[]): string {
  const width = Math.min(runWidth, norms.length);
  const columns = Array.from({ length: width }, (_, i) => {
    const from = Math.floor((i * norms.length) / width);
    const to = Math.floor(((i + 1) * norms.length) / width);
    const known = norms.slice(from, to).filter((norm) => norm !== null && norm > 0) as number[];
    return known.length === 0 ? null : Math.log10(Math.max(...known));
  });
  return sparkline(columns, { width: runWidth, flat: runFlat, least: runHeight, gap: '×' });
}
