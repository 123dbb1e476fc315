import * as l10n from '@vscode/l10n';
import { formatPowerOfTen, formatSteps } from '../../present/format';
import type { CheckpointRecord, QuickRecord } from '../../core/recurrence/records';
import type { VerdictName } from '../../core/verdict';
import type { QuickFigures } from '../../shared/checkpoint';

/** What the list shows of a record. */
export function quickFigures(record: CheckpointRecord): QuickFigures {
  return {
    verdict: record.verdict as VerdictName | null,
    log10Gain: record.log10Gain,
    overflow: 'flags' in record && record.flags.includes('overflow'),
    halfLife: halfLifeOf(record),
    explanation: record.explanation,
  };
}

function halfLifeOf(record: CheckpointRecord): QuickFigures['halfLife'] {
  const life =
    record.kind === 'cell'
      ? (record.gatePath?.halfLife ?? null)
      : record.kind === 'linear-recurrence'
        ? record.halfLife
        : null;
  return life && { p5: life.p5, p50: life.p50, p95: life.p95 };
}

/** From this order on the list shows a first verdict; the figures behind it come with the detail. */
export const quickFrom = 256;

/** What the list shows of a first verdict. */
export function firstFigures(record: QuickRecord): QuickFigures {
  const { verdict, log10Gain, overflow, halfLife, steps } = record;
  const gain = overflow ? '∞' : formatPowerOfTen(log10Gain, 2);
  return {
    verdict: verdict as VerdictName | null,
    log10Gain,
    overflow,
    halfLife: halfLife && { p5: halfLife.p5, p50: halfLife.p50, p95: halfLife.p95 },
    explanation: l10n.t(
      'A first verdict: the gain over {0} is {1}; open it for all of its figures.',
      formatSteps(steps),
      gain,
    ),
  };
}
