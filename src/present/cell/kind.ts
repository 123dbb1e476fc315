import * as l10n from '@vscode/l10n';
import type { CellRecord } from '../../core/recurrence/records';
import { figureText, formatLife, formatLives } from '../format';
import { ratePlot } from '../plot/ratePlot';
import type { RecordKind } from '../kind';
import { cellLabel } from './label';

/** Recurrent cells. */
export const cell: RecordKind<CellRecord> = {
  label: cellLabel,
  memory: ({ gatePath }) =>
    gatePath ? l10n.t('{0} halves in {1}', gatePath.gate, formatLife(gatePath.halfLife.p50)) : '',
  figures: ({ gates, gatePath, activation }) => [
    ...gates.map(
      ({ gate, sigmaMax, spectralRadius }) =>
        [l10n.t('gate {0}', gate), `σ_max ${figureText(sigmaMax)}, ρ ${figureText(spectralRadius)}`] as const,
    ),
    ...(gatePath
      ? [[l10n.t('half-life of {0}', gatePath.gate), formatLives(gatePath.halfLife)] as const]
      : []),
    [l10n.t('activation'), activation],
  ],
  picture({ rest: { log10Rate }, steps }, thresholds) {
    if (log10Rate === null || steps < 2) return null;
    const title = l10n.t('Gain at the rate of the Jacobian at rest, over steps');
    return ratePlot(title, log10Rate, steps, thresholds);
  },
};
