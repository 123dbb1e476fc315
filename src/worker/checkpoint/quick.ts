import type { CheckpointRecord } from '../../core/recurrence/records';
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
