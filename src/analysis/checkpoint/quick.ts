import * as l10n from '@vscode/l10n';
import { formatPowerOfTen, formatSteps } from '../../present/format';
import { finite, type HalfLives } from '../../core/recurrence/halfLives';
import type { QuickCell } from '../../core/recurrence/quickCell';
import type { CheckpointRecord } from '../../core/recurrence/records';
import { gainRange, shortTenth, tenthText } from '../../present/cell/gain';
import type { Judgment } from '../../core/verdict';
import type { QuickFigures } from '../../shared/checkpoint';

/** Above this order (units, or rows of a square matrix) the list shows a first verdict; the figures come with the detail. */
export const maxOrderInFull = 255;

/** What the list shows of a record. */
export function figuresOf(record: CheckpointRecord, halfLife: HalfLives | null): QuickFigures {
  return {
    verdict: record.verdict as Judgment | null,
    log10Gain: record.log10Gain,
    ...(record.kind === 'cell'
      ? { gain: gainRange(record), memory: { short: shortTenth(record), long: tenthText(record) } }
      : {}),
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
  verdict: Judgment | null,
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

/** What the list shows of the first verdict on a cell. */
export function firstOfCell({ verdict, log10Gain, range, steps }: QuickCell): QuickFigures {
  const flags = range.high === Infinity ? ['overflow'] : [];
  const gain = gainRange({ range: { low: finite(range.low), high: finite(range.high) }, flags });
  return {
    ...firstFigures(verdict, log10Gain, steps, null),
    gain,
    explanation: l10n.t(
      'A first verdict, from one run at each scale of inputs: the gain over {0} is {1}; open it for all of its figures.',
      formatSteps(steps),
      gain,
    ),
  };
}

const shownLives = ({ p5, p50, p95 }: HalfLives): QuickFigures['halfLife'] => ({ p5, p50, p95 });
