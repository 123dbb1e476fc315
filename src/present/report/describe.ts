import * as l10n from '@vscode/l10n';
import { formatLife } from '../format';
import type { FindingRecord } from '../../core/record';
import type { CheckpointRecord } from '../../core/recurrence/records';
import type { ConfigRecord } from '../config/configRecord';

/** Anything that an analysis finds, in a text or in a checkpoint. */
export type AnyRecord = FindingRecord | ConfigRecord | CheckpointRecord;

/** What a record is of, its size, and its memory, in a few words each. */
export function describe(record: AnyRecord): [what: string, size: string, memory: string] {
  if (!('kind' in record) || record.kind === 'matrix') {
    const memory =
      record.halfLife === null || record.halfLife < 0
        ? ''
        : l10n.t('halves in {0}', formatLife(record.halfLife));
    return [l10n.t('matrix'), record.shape.join('×'), memory];
  }
  switch (record.kind) {
    case 'config':
      return [
        record.cell
          ? l10n.t('{0} ({1} config)', record.cell, record.family)
          : l10n.t('clipping ({0} config)', record.family),
        record.hiddenSize === null ? '' : `H = ${record.hiddenSize}`,
        record.gate ? l10n.t('gate halves in {0}', formatLife(record.gate.halfLife.median)) : '',
      ];
    case 'cell': {
      const { cell, layer, framework, gatePath } = record;
      return [
        record.direction === 'reverse'
          ? l10n.t('{0} layer {1}, reverse ({2})', cell, layer, framework)
          : l10n.t('{0} layer {1} ({2})', cell, layer, framework),
        `H = ${record.hiddenSize}`,
        gatePath ? l10n.t('{0} halves in {1}', gatePath.gate, formatLife(gatePath.halfLife.p50)) : '',
      ];
    }
    case 'linear-recurrence': {
      const { family, layer, halfLife } = record;
      return [
        layer === null ? family : l10n.t('{0} layer {1}', family, layer),
        l10n.t('{0} channels', record.channels),
        l10n.t(
          'halves in {0} ({1} to {2})',
          formatLife(halfLife.p50),
          formatLife(halfLife.p5),
          formatLife(halfLife.p95),
        ),
      ];
    }
    case 'feedforward':
      return [l10n.t('feed-forward'), l10n.t('{0} layers', record.layers.length), ''];
  }
}
