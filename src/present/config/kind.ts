import * as l10n from '@vscode/l10n';
import { figureText, formatLife } from '../format';
import { ratePlot } from '../plot/ratePlot';
import type { RecordKind } from '../kind';
import { cellTitles } from './cellTitles';
import type { CodeRecord, ConfigRecord } from './configRecord';

/** Recurrent networks, or clipping alone, in configs. */
export const config: RecordKind<ConfigRecord> = {
  label: ({ cell, family, hiddenSize }) => ({
    what: cell ?? l10n.t('clipping'),
    origin: l10n.t('{0} config', family),
    size: hiddenSize === null ? '' : `H = ${hiddenSize}`,
  }),
  ...told(),
};

/** Recurrent models in source code. */
export const code: RecordKind<CodeRecord> = {
  label: ({ cell, framework, hiddenSize, layers }) => ({
    what: titleOf(cell),
    origin: framework,
    size:
      hiddenSize === null ? '' : `H = ${hiddenSize}${layers !== null && layers > 1 ? ` × ${layers}` : ''}`,
  }),
  ...told(),
};

function titleOf(cell: string | null): string {
  const [, title = ''] = Object.entries(cellTitles).find(([name]) => name === cell) ?? [];
  return title;
}

/** What records of predictions have in common. */
function told(): Omit<RecordKind<ConfigRecord | CodeRecord>, 'label'> {
  return {
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
}
