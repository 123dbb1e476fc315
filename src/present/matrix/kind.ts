import * as l10n from '@vscode/l10n';
import type { FindingRecord } from '../../core/record';
import type { MatrixRecord } from '../../core/recurrence/records';
import { figureText, formatLife, formatSteps } from '../format';
import { growthPlot } from './growthChart';
import { recordedGrowth } from './growthFigures';
import type { FigureRow, RecordKind } from '../kind';
import { matrixLabel } from './label';

/** Points of one curve in a report, which may hold a thousand pictures. */
const maxPoints = 400;

/** Matrices, in a text or in a checkpoint. */
export const matrix: RecordKind<(FindingRecord & { stableRank?: undefined }) | MatrixRecord> = {
  label: ({ shape, location, role }) => matrixLabel(shape, location === null ? role : null),
  memory: ({ halfLife }) =>
    halfLife === null || halfLife < 0 ? '' : l10n.t('halves in {0}', formatLife(halfLife)),
  figures: ({ sigmaMax, spectralRadius, verdict, halfLife, henrici, activation, stableRank }) => [
    ['σ_max', figureText(sigmaMax)],
    ...(spectralRadius === null ? [] : [['ρ', figureText(spectralRadius)] as const]),
    ...(stableRank === undefined ? [] : [[l10n.t('stable rank'), figureText(stableRank)] as const]),
    ...(verdict === null ? [] : [lifeRow(halfLife)]),
    ...(henrici === null ? [] : [[l10n.t('departure from normality'), figureText(henrici)] as const]),
    ...(verdict === null ? [] : [[l10n.t('activation'), activation] as const]),
  ],
  picture(record, thresholds) {
    const figures = recordedGrowth(record, thresholds);
    return figures && figures.gain.length > 1 ? growthPlot(figures, 'log', maxPoints) : null;
  },
};

function lifeRow(halfLife: number | null): FigureRow {
  return halfLife !== null && halfLife < 0
    ? [l10n.t('doubling time'), formatSteps(-halfLife)]
    : [l10n.t('half-life'), formatLife(halfLife)];
}
