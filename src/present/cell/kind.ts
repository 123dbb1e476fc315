import * as l10n from '@vscode/l10n';
import { middleScale } from '../../core/recurrence/driven/plan';
import type { CellRecord } from '../../core/recurrence/records';
import { figureText, formatLives } from '../format';
import { ratePlot } from '../plot/ratePlot';
import type { RecordKind } from '../kind';
import { listed } from '../words';
import { gainRange, lifeText, spreadRecordText, tenthText } from './gain';
import { cellLabel } from './label';

/** Recurrent cells. */
export const cell: RecordKind<CellRecord> = {
  label: cellLabel,
  gain: gainRange,
  memory: tenthText,
  figures: ({ gates, gatePath, timescales, activation }) => [
    ...gates.map(
      ({ gate, sigmaMax, spectralRadius }) =>
        [l10n.t('gate {0}', gate), `σ_max ${figureText(sigmaMax)}, ρ ${figureText(spectralRadius)}`] as const,
    ),
    ...(timescales.slowestRanges.length > 0
      ? [
          [
            l10n.t('half-lives of the slowest units, driven'),
            listed(timescales.slowestRanges.map(lifeText)),
          ] as const,
        ]
      : []),
    ...(gatePath
      ? [[l10n.t('half-life of {0} at birth', gatePath.gate), formatLives(gatePath.halfLife)] as const]
      : []),
    [l10n.t('activation'), activation],
  ],
  picture(record, thresholds) {
    const {
      trajectory: { log10Rate, source },
      scales,
      steps,
    } = record;
    if (log10Rate === null || steps < 2) return null;
    const title = l10n.t('Gain at the rate of the driven Jacobian, over steps');
    const middle = scales.find(({ inputStd }) => inputStd === middleScale);
    const last = source === 'file' || !middle ? gainRange(record) : spreadRecordText(middle.independent);
    return ratePlot(title, log10Rate, steps, thresholds, last);
  },
};
