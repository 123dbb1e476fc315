import * as l10n from '@vscode/l10n';
import type { CellRecord, TrajectoryRecord } from '../../core/recurrence/records';
import { formatPowerOfTen, formatSteps } from '../format';

/** A range of gains; that of a person's own inputs stands before that of others. */
type Gains = Pick<CellRecord, 'range' | 'flags'> & { readonly trajectory?: Pick<TrajectoryRecord, 'range'> };

/** Decades between two ends below which they are told as one figure. */
const oneFigure = 0.05;

/** The range of a cell's gain: `1e-18 to 4e-17`, `0.82`; no more digits than the ends have in common. */
export function gainRange({ range: wide, flags, trajectory }: Gains): string {
  const range = trajectory?.range ?? wide;
  const low = range.low ?? (flags.includes('overflow') && range.high === null ? Infinity : -Infinity);
  const high = range.high ?? (flags.includes('overflow') ? Infinity : -Infinity);
  if (low === high || high - low < oneFigure) return powerText(low === high ? low : (low + high) / 2, 2);
  const [from, to] = [powerText(low, 1), powerText(high, 1)];
  return from === to ? from : l10n.t('{0} to {1}', from, to);
}

/** A gain with as many digits as its spread over runs allows, all in log10. */
export function spreadText(median: number, low: number, high: number): string {
  const decades = high - low;
  if (!Number.isFinite(median) || decades < oneFigure) return powerText(median, 2);
  return powerText(decades > 1 ? Math.round(median) : median, 1);
}

function powerText(log10: number, digits: number): string {
  return log10 === Infinity ? '∞' : formatPowerOfTen(log10, digits);
}

/** `6 to 9 steps`, of two numbers of steps. */
export function stepsRange(low: number, high: number): string {
  const [from, to] = [formatSteps(low), formatSteps(high)];
  return from === to ? from : l10n.t('{0} to {1}', from.replace(/ .*/, ''), to);
}

/** When a cell's gradient is a tenth, in a few words. */
export function tenthText({ timescales, steps }: Pick<CellRecord, 'timescales' | 'steps'>): string {
  const { low, high } = timescales.stepsToTenth;
  if (low === null) return l10n.t('above a tenth over {0}', formatSteps(steps));
  return high === null
    ? l10n.t('a tenth after {0} or more', formatSteps(low))
    : l10n.t('a tenth after {0}', stepsRange(low, high));
}

/** The half-lives of a gated cell's slowest units along its trajectories, as a sentence; none for a cell without gates. */
export function slowestText({ timescales: { slowestUnits } }: Pick<CellRecord, 'timescales'>): string[] {
  const [longest, shortest] = [slowestUnits[0], slowestUnits.at(-1)];
  if (longest === undefined || shortest === undefined) return [];
  if (shortest === null) return [l10n.t('The memory of its slowest units does not halve.')];
  return [
    longest === null
      ? l10n.t('The memory of its slowest units halves in {0} or more.', formatSteps(shortest))
      : l10n.t('The memory of its slowest units halves in {0}.', stepsRange(shortest, longest)),
  ];
}
