import { formatDecade } from '../format';
import type { Axis } from './plot';
import { decadeTicks } from './ticks';

/** An axis of decades for log10 values, and what has to be said about it. */
export interface LogAxis {
  readonly axis: Axis;
  readonly notes: readonly string[];
}

/**
 * The axis that holds all values (log10; `null` is an exact zero, which has no place on it), and 1 (10⁰) too; of more than
 * `mostDecades` below the highest value the rest is cut off.
 */
export function logAxis(
  label: string,
  curves: readonly (readonly (number | null)[])[],
  mostDecades = 24,
): LogAxis {
  let low = 0;
  let high = 0;
  let zero = false;
  for (const curve of curves) {
    for (const log10 of curve) {
      if (log10 === null || log10 === -Infinity) {
        zero = true;
        continue;
      }
      low = Math.min(low, log10);
      high = Math.max(high, log10);
    }
  }
  const cut = low < high - mostDecades;
  const bottom = Math.min(cut ? high - mostDecades : low, high - 1);
  const margin = 0.04 * (high - bottom);
  const min = cut ? bottom : bottom - margin;
  const max = high + margin;
  return {
    axis: { label: `${label} (log)`, min, max, ticks: decadeTicks(min, max, 7) },
    notes: [
      ...(cut ? [`What lies below ${formatDecade(Math.ceil(min))} is cut off.`] : []),
      ...(zero ? ['A curve ends where it is exactly zero, which has no place on a log axis.'] : []),
    ],
  };
}
