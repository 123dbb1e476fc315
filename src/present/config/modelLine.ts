import * as l10n from '@vscode/l10n';
import type { Prediction } from '../../core/config/prediction';
import type { RecurrentConfig } from '../../core/config/recurrentConfig';
import { formatNumber } from '../format';
import { cellTitles } from './cellTitles';

/** A model and its training in one line: `LSTM 2×256, T = 35, clipped at 0.25`. */
export function modelLine({ fields, code }: RecurrentConfig, { cell, hiddenSize }: Prediction): string {
  const layers = fields.layers?.value ?? 1;
  const size = hiddenSize === null ? '' : ` ${layers > 1 ? `${layers}×` : ''}${hiddenSize}`;
  const title = `${cellTitles[cell]}${size}`;
  const { sequenceLength, clipping } = fields;
  return [
    code?.bidirectional ? l10n.t('bidirectional {0}', title) : title,
    ...(sequenceLength ? [`T = ${sequenceLength.value}`] : []),
    ...(clipping && !clipping.value.off && clipping.value.threshold !== null
      ? [l10n.t('clipped at {0}', formatNumber(clipping.value.threshold))]
      : []),
  ].join(l10n.t(', '));
}
