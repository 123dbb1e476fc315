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

/**
 * A growth curve in block characters, at most `width` of them: the lowest log10 is `▁`, the highest `█`, an exact zero a dot.
 * A curve that is flat to within `flat` decades is drawn level.
 */
export function sparkline(growth: Growth, width = maxWidth, flat = 1e-6): string {
  const samples = curveSamples(growth, width);
  const finite = samples.filter((value) => typeof value === 'number');
  const low = Math.min(...finite);
  const range = Math.max(...finite) - low;
  return samples
    .map((value) => {
      if (typeof value !== 'number') return '·';
      const level = range <= flat ? 3 : Math.round(((value - low) / range) * (blocks.length - 1));
      return blocks[level];
    })
    .join('');
}
