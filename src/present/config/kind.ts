import * as l10n from '@vscode/l10n';
import { figureText, formatLife } from '../format';
import { ratePlot } from '../plot/ratePlot';
import type { RecordKind } from '../kind';
import type { ConfigRecord } from './configRecord';

/** Recurrent networks, or clipping alone, in configs. */
export const config: RecordKind<ConfigRecord> = {
  label: ({ cell, family, hiddenSize }) => ({
    what: cell ?? l10n.t('clipping'),
    origin: l10n.t('{0} config', family),
    size: hiddenSize === null ? '' : `H = ${hiddenSize}`,
  }),
  memory: ({ gate }) => (gate ? l10n.t('gate halves in {0}', formatLife(gate.halfLife.median)) : ''),
  figures: ({ initializer, activation, predicted, clipping }) => [
    ...(initializer === null ? [] : [[l10n.t('initializer'), initializer] as const]),
    ...(activation === null ? [] : [[l10n.t('activation'), activation] as const]),
    ...(predicted
      ? [
          [l10n.t('ρ at the start'), figureText(predicted.spectralRadius)] as const,
          [l10n.t('σ_max at the start'), figureText(predicted.sigmaMax)] as const,
          [l10n.t('factor per step'), figureText(predicted.rate)] as const,
        ]
      : []),
    ...(clipping ? [[l10n.t('clipping'), clipping.meaning] as const] : []),
  ],
  picture({ predicted, steps }, thresholds) {
    if (predicted?.rate == null || steps === null || steps < 2) return null;
    const log10Rate = predicted.rate === 0 ? null : Math.log10(predicted.rate);
    return ratePlot(l10n.t('Gain over steps'), log10Rate, steps, thresholds);
  },
};
