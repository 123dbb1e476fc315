import * as l10n from '@vscode/l10n';
import { formatPowerOfTen, formatSteps } from '../../present/format';
import type { HalfLives } from '../../core/recurrence/halfLives';
import type { CheckpointRecord } from '../../core/recurrence/records';
import type { VerdictName } from '../../core/verdict';
import type { QuickFigures } from '../../shared/checkpoint';

/** Above this order (units, or rows of a square matrix) the list shows a first verdict; the figures come with the detail. */
export const maxOrderInFull = 255;

/** What the list shows of a record. */
export function figuresOf(record: CheckpointRecord, halfLife: HalfLives | null): QuickFigures {
  return {
    verdict: record.verdict as VerdictName | null,
    log10Gain: record.log10Gain,
    overflow: 'flags' in record && record.flags.includes('overflow'),
    halfLife: halfLife && shownLives(halfLife),
    explanation: record.explanation,
  };
}

/**
 * What the list shows of a first verdict.
 * @param log10Gain Infinity where it left the doubles
 */
export function firstFigures(
  verdict: VerdictName | null,
  log10Gain: number | null,
  steps: number,
  halfLife: HalfLives | null,
): QuickFigures {
  const overflow = log10Gain === Infinity;
  const gain = log10Gain === null || !Number.isFinite(log10Gain) ? null : log10Gain;
  return {
    verdict,
    log10Gain: gain,
    overflow,
    halfLife: halfLife && shownLives(halfLife),
    explanation: l10n.t(
      'A first verdict: the gain over {0} is {1}; open it for all of its figures.',
      formatSteps(steps),
      overflow ? '∞' : formatPowerOfTen(gain, 2),
    ),
  };
}

const shownLives = ({ p5, p50, p95 }: HalfLives): QuickFigures['halfLife'] => ({ p5, p50, p95 });
