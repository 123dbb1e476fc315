import * as l10n from '@vscode/l10n';
import { formatDecade, formatPowerOfTen } from '../format';
import type { Axis, Tick } from './plot';
import { extentOf } from './extent';
import { decadeTicks } from './ticks';

/** An axis of decades for log10 values, and what has to be said about it. */
export interface LogAxis {
  readonly axis: Axis;
  readonly notes: readonly string[];
}

/**
 * The axis that holds all values (log10; `null` is an exact zero, which has no place on it), and 1 (10⁰) too; of more than
 * `maxDecades` below the highest value the rest is cut off.
 */
export function logAxis(
  label: string,
  curves: readonly (readonly (number | null)[])[],
  maxDecades = 24,
): LogAxis {
  const values = curves.flat();
  const zero = values.some((log10) => log10 === null || log10 === -Infinity);
  const { low, high } = extentOf([values.filter((log10) => log10 !== -Infinity)], { low: 0, high: 0 });
  const cut = low < high - maxDecades;
  const bottom = Math.min(cut ? high - maxDecades : low, high - 1);
  const margin = 0.04 * (high - bottom);
  const min = cut ? bottom : bottom - margin;
  const max = high + margin;
  return {
    axis: { label: l10n.t('{0} (log)', label), min, max, ticks: logTicks(min, max) },
    notes: [
      ...(cut ? [l10n.t('What lies below {0} is cut off.', formatDecade(Math.ceil(min)))] : []),
      ...(zero
        ? [l10n.t('A curve ends where it is exactly zero, which cannot be shown on a log axis.')]
        : []),
    ],
  };
}

/** Whole decades; 2 and 5 in between where there are too few of them to read a value by. */
function logTicks(min: number, max: number): Tick[] {
  const decades = decadeTicks(min, max, 7);
  if (decades.length > 2) return decades;
  const between = Array.from({ length: Math.ceil(max) - Math.floor(min) }, (_, i) => Math.floor(min) + i)
    .flatMap((decade) => [decade + Math.log10(2), decade + Math.log10(5)])
    .filter((value) => value >= min && value <= max)
    .map((value) => ({ value, label: formatPowerOfTen(value) }));
  return [...decades, ...between].sort((a, b) => a.value - b.value);
}
