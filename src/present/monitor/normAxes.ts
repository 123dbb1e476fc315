import * as l10n from '@vscode/l10n';
import { extentOf } from '../plot/extent';
import type { Axis, Point } from '../plot/plot';
import { decadeTicks, linearTicks } from '../plot/ticks';

/** Norms over the steps of a run; `null` for what is not finite. */
export interface NormCurve {
  readonly steps: readonly number[];
  readonly values: readonly (number | null)[];
}

/** A norm on a log axis, on which zero has no place. */
export const log10Norm = (value: number | null): number | null =>
  value !== null && value > 0 ? Math.log10(value) : null;

export function normPoints({ steps, values }: NormCurve): Point[] {
  return steps.map((x, i) => ({ x, y: log10Norm(values[i] ?? null) }));
}

/** Whole decades around all values; at least one. */
export function normAxis(curves: readonly NormCurve[]): Axis {
  let { low, high } = extentOf(curves.map(({ values }) => values.map(log10Norm)));
  if (low === Infinity) [low, high] = [-1, 1];
  const min = Math.floor(low - 0.05);
  const max = Math.max(Math.ceil(high + 0.15), min + 1);
  return { label: l10n.t('gradient norm (log)'), min, max, ticks: decadeTicks(min, max) };
}

export function stepAxis(curves: readonly NormCurve[]): Axis {
  let { low: min, high: max } = extentOf(curves.map(({ steps }) => steps));
  if (min === Infinity) [min, max] = [0, 1];
  if (min === max) [min, max] = [min - 0.5, max + 0.5];
  return { label: l10n.t('step'), min, max, ticks: linearTicks(min, max) };
}
