import * as l10n from '@vscode/l10n';
import type { StepsFrom } from '../../core/analysis';
import type { CellRecord, RangeRecord, SpreadRecord, TrajectoryRecord } from '../../core/recurrence/records';
import { formatHorizon, formatLife, formatPowerOfTen, formatSteps } from '../format';

/** A range of gains; that of a person's own inputs stands before that of others. */
type Gains = Pick<CellRecord, 'range' | 'flags'> & { readonly trajectory?: Pick<TrajectoryRecord, 'range'> };

/** Decades between two ends below which they are told as one figure. */
const oneFigure = 0.05;

/** The range of a cell's gain: `1e-18 to 4e-17`, `0.82`; no more digits than the ends have in common. */
export function gainRange({ range: wide, flags, trajectory }: Gains): string {
  const range = trajectory?.range ?? wide;
  const low = range.low ?? (flags.includes('overflow') && range.high === null ? Infinity : -Infinity);
  const high = range.high ?? (flags.includes('overflow') ? Infinity : -Infinity);
  const [from, to] = gainEnds(low, high);
  return to === undefined ? from : l10n.t('{0} to {1}', from, to);
}

/** The ends of a range of gains in log10, or the one figure that both are as told. */
export function gainEnds(low: number, high: number): readonly [from: string, to?: string] {
  if (low === high || high - low < oneFigure) return [powerText(low === high ? low : (low + high) / 2, 2)];
  const [from, to] = [powerText(low, 1), powerText(high, 1)];
  return from === to ? [from] : [from, to];
}

/** A gain with as many digits as its spread over runs allows, all in log10. */
export function spreadText(median: number, low: number, high: number): string {
  const decades = high - low;
  if (!Number.isFinite(median) || decades < oneFigure) return powerText(median, 2);
  return powerText(decades > 1 ? Math.round(median) : median, 1);
}

/** `spreadText` of a record. */
export function spreadRecordText({ log10Gain, low, high }: SpreadRecord): string {
  return spreadText(log10Gain ?? -Infinity, low ?? -Infinity, high ?? Infinity);
}

function powerText(log10: number, digits: number): string {
  return log10 === Infinity ? '∞' : formatPowerOfTen(log10, digits);
}

/** `6 to 9 steps`, of two numbers of steps as text. */
function stepsRange(
  from: string,
  to: string,
  join = (low: string, high: string): string => l10n.t('{0} to {1}', low, high),
): string {
  return from === to ? from : join(unitless(from), to);
}

const unitless = (steps: string): string => steps.replace(/ .*/, '');

/** Steps to so many digits. */
const rounded = (steps: number, digits: number): string => formatSteps(Number(steps.toPrecision(digits)));

type Reach = Pick<CellRecord, 'timescales' | 'steps'> & { readonly stepsFrom?: StepsFrom };

/** When a cell's gradient is a tenth, in a few words, beside the length of the sequences where the file names it. */
export function tenthText({ timescales, steps, stepsFrom }: Reach): string {
  const { low, high } = timescales.stepsToTenth;
  const length = formatHorizon(steps);
  if (low === null) return l10n.t('above a tenth over {0}', length);
  const named = stepsFrom === 'file';
  if (high === null)
    return named
      ? l10n.t('a tenth after {0} or more of {1}', unitless(rounded(low, 2)), length)
      : l10n.t('a tenth after {0} or more', rounded(low, 2));
  const range = low === high ? formatSteps(low) : stepsRange(rounded(low, 2), rounded(high, 2));
  if (!named) return l10n.t('a tenth after {0}', range);
  const ends = low === high ? unitless(range) : stepsRange(unitless(rounded(low, 2)), unitless(rounded(high, 2))); // prettier-ignore
  return l10n.t('a tenth after {0} of {1}', ends, length);
}

/** Digits that a half-life's spread over runs leaves. */
function digitsOf({ low, high }: RangeRecord): number {
  return low !== null && high !== null && Math.log10(high / low) < oneFigure ? 2 : 1;
}

/** A half-life with as many digits as its spread over runs allows: `4.4 steps`, `3 to 8 steps`. */
export function lifeText({ low, high }: RangeRecord): string {
  if (low === null) return formatLife(null);
  const digits = digitsOf({ low, high });
  if (high === null) return l10n.t('{0} or more', rounded(low, digits));
  return digits === 2 ? rounded(Math.sqrt(low * high), 2) : stepsRange(rounded(low, 1), rounded(high, 1));
}

/** The same in a column: `6–8 steps`. */
export function shortTenth({ timescales, steps }: Pick<CellRecord, 'timescales' | 'steps'>): string {
  const { low, high } = timescales.stepsToTenth;
  if (low === null) return `> ${formatSteps(steps)}`;
  if (high === null) return `≥ ${rounded(low, 2)}`;
  return low === high ? formatSteps(low) : stepsRange(rounded(low, 2), rounded(high, 2), (from, to) => `${from}–${to}`); // prettier-ignore
}

/** The half-lives of a gated cell's slowest units along its trajectories: `5 to 8 steps`; `null` for a cell without gates. */
export function slowestRange({
  timescales: { slowestRanges },
}: Pick<CellRecord, 'timescales'>): string | null {
  if (slowestRanges.length === 0) return null;
  const least = slowestRanges.reduce((a, b) => ((b.low ?? Infinity) < (a.low ?? Infinity) ? b : a));
  const most = slowestRanges.reduce((a, b) => ((b.high ?? Infinity) > (a.high ?? Infinity) ? b : a));
  if (least.low === null) return formatLife(null);
  const from = rounded(least.low, digitsOf(least));
  return most.high === null
    ? l10n.t('{0} or more', from)
    : stepsRange(from, rounded(most.high, digitsOf(most)));
}

/** The same as a sentence, if there is one. */
export function slowestText(record: Pick<CellRecord, 'timescales'>): string[] {
  const range = slowestRange(record);
  if (range === null) return [];
  const { slowestRanges } = record.timescales;
  return slowestRanges.every(({ low }) => low === null)
    ? [l10n.t('The memory of its slowest units does not halve.')]
    : [l10n.t('The memory of its slowest units halves in {0}.', range)];
}
