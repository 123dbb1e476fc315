import { formatSteps } from '../core/format';
import type { FindingRecord } from '../core/record';
import type { CheckpointRecord } from '../core/recurrence/records';
import type { ConfigRecord } from '../shared/configRecord';

/** Anything that an analysis finds, in a text or in a checkpoint. */
export type AnyRecord = FindingRecord | ConfigRecord | CheckpointRecord;

/** A half-life in words; `null` is a memory that never halves. */
export const life = (halfLife: number | null): string =>
  halfLife === null ? 'no end' : formatSteps(halfLife);

/** What a record is of, its size, and its memory, in a few words each. */
export function describe(record: AnyRecord): [what: string, size: string, memory: string] {
  if (!('kind' in record) || record.kind === 'matrix') {
    const memory =
      record.halfLife === null || record.halfLife < 0 ? '' : `halves in ${life(record.halfLife)}`;
    return ['matrix', record.shape.join('×'), memory];
  }
  switch (record.kind) {
    case 'config': {
      const gate = record.gate ? `gate halves in ${life(record.gate.halfLife.median)}` : '';
      const size = record.hiddenSize === null ? '' : `H = ${record.hiddenSize}`;
      return [`${record.cell ?? 'clipping'} (${record.family} config)`, size, gate];
    }
    case 'cell': {
      const direction = record.direction === 'reverse' ? ', reverse' : '';
      return [
        `${record.cell} layer ${record.layer}${direction} (${record.framework})`,
        `H = ${record.hiddenSize}`,
        record.gatePath ? `${record.gatePath.gate} halves in ${life(record.gatePath.halfLife.p50)}` : '',
      ];
    }
    case 'linear-recurrence':
      return [
        `${record.family}${record.layer === null ? '' : ` layer ${record.layer}`}`,
        `${record.channels} channels`,
        `halves in ${life(record.halfLife.p50)} (${life(record.halfLife.p5)} to ${life(record.halfLife.p95)})`,
      ];
    case 'feedforward':
      return ['feed-forward', `${record.layers.length} layers`, ''];
  }
}
