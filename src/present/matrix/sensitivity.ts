import * as l10n from '@vscode/l10n';
import type { Sensitivity } from '../../core/sensitivity';
import type { Rounding } from '../../core/storedPrecision';
import { formatNumber, formatPowerOfTen, joined } from '../format';
import { verdictWord } from '../verdictWord';

/** Up to this many decades a range is told by its half. */
const narrow = 0.5;

/** Fewer decades than these, either way, are no news. */
const telling = 0.05;

/** How far the gain, or the verdict, holds for what the matrix stands for, in a sentence; none where that is no news. */
export function sensitivityNotes(sensitivity: Sensitivity | null | undefined): string[] {
  if (!sensitivity) return [];
  const { rounding, range, verdicts } = sensitivity;
  const half = (range.high - (range.low ?? -Infinity)) / 2;
  if (verdicts.length === 1 && half < telling) return [];
  const rounded = wordsOf(rounding);
  if (verdicts.length === 1 && half <= narrow)
    return [l10n.t('{0}, this gain is known to ± {1} decades.', rounded, formatNumber(half, 1))];
  const words = joined(verdicts.toReversed().map(verdictWord), (all, next) =>
    l10n.t('{0} or {1}', all, next),
  );
  const [low, high] = [formatPowerOfTen(range.low, 2), formatPowerOfTen(range.high, 2)];
  return [l10n.t('{0}, W has a gain between {1} and {2}: {3}.', rounded, low, high, words)];
}

function wordsOf(rounding: Rounding): string {
  if ('dtype' in rounding) return l10n.t('Stored as {0}', rounding.dtype);
  if ('decimals' in rounding) return l10n.t('Rounded to {0} decimals', rounding.decimals);
  const { digits, fewest } = rounding;
  return fewest === undefined
    ? l10n.t('Rounded to {0} digits', digits)
    : l10n.t('Rounded to {0} to {1} digits', fewest, digits);
}
