import * as l10n from '@vscode/l10n';
import type { FindingRecord } from '../../core/record';
import type { MatrixRecord } from '../../core/recurrence/records';
import { figureText, formatSteps } from '../format';
import { growthPlot } from './growthChart';
import { recordedGrowth } from './growthFigures';
import type { RecordKind } from '../kind';
import { matrixLabel } from './label';
import { lifeOf, recordedLife } from './life';

/** Points of one curve in a report, which may hold a thousand pictures. */
const maxPoints = 400;

/** Matrices, in a text or in a checkpoint. */
export const matrix: RecordKind<(FindingRecord & { stableRank?: undefined }) | MatrixRecord> = {
  label: ({ shape, location, role }) => matrixLabel(shape, location === null ? role : null),
  memory: memoryOf,
  figures: ({ sigmaMax, spectralRadius, henrici, activation, stableRank, ...record }) => [
    ['σ_max', figureText(sigmaMax)],
    ...(spectralRadius === null ? [] : [['ρ', figureText(spectralRadius)] as const]),
    ...(stableRank === undefined ? [] : [[l10n.t('stable rank'), figureText(stableRank)] as const]),
    ...(record.verdict === null ? [] : [lifeOf(recordedLife(record))]),
    ...(henrici === null ? [] : [[l10n.t('departure from normality'), figureText(henrici)] as const]),
    ...(record.verdict === null ? [] : [[l10n.t('activation'), activation] as const]),
  ],
  picture(record, thresholds) {
    const figures = recordedGrowth(record, thresholds);
    return figures && figures.gain.length > 1 ? growthPlot(figures, 'log', maxPoints) : null;
  },
};

/** A rate that a gain does not bear out over the horizon is no memory. */
function memoryOf(record: Pick<FindingRecord, 'halfLife' | 'log10Growth' | 'log10Gain'>): string {
  const life = recordedLife(record);
  const { halfLife, zeroFrom } = life;
  if (zeroFrom !== null) return lifeOf(life)[1];
  const fades = halfLife !== null && halfLife > 0 && (record.log10Gain ?? 0) < 1;
  return fades ? l10n.t('halves in {0}', formatSteps(halfLife)) : '';
}
