import * as l10n from '@vscode/l10n';
import type { LinearRecord } from '../../core/recurrence/records';
import { figureText, formatLife, formatLives, formatSteps } from '../format';
import { halfLifeChart } from './halfLifeChart';
import type { RecordKind } from '../kind';
import { linearLabel } from './label';

/** Linear recurrences. */
export const linearRecurrence: RecordKind<LinearRecord> = {
  label: linearLabel,
  memory: ({ halfLife: { p5, p50, p95 } }) =>
    l10n.t('halves in {0} ({1} to {2})', formatLife(p50), formatLife(p5), formatLife(p95)),
  figures: ({ multiplier: { min, median, max }, halfLife, shareBeyond, dataDependent }) => [
    ['|a|', `${figureText(min)} … ${figureText(median)} … ${figureText(max)}`],
    [l10n.t('half-life'), formatLives(halfLife)],
    [
      l10n.t('channels that hold half over {0}', formatSteps(shareBeyond.steps)),
      `${figureText(100 * shareBeyond.share)} %`,
    ],
    [l10n.t('depends on the input'), dataDependent ? l10n.t('yes') : l10n.t('no')],
  ],
  picture: ({ histogram }) =>
    halfLifeChart(histogram, l10n.t('channels'), l10n.t('Channels by half-life')).plot,
};
