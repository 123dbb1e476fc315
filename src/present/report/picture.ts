import * as l10n from '@vscode/l10n';
import type { Thresholds } from '../../core/analysis';
import { stackChart } from '../feedforward/stackChart';
import { halfLifeChart } from '../linearRecurrence/halfLifeChart';
import { growthPlot } from '../matrix/growthChart';
import { recordedGrowth } from '../matrix/growthFigures';
import { stableBand } from '../plot/gainAxis';
import type { Plot } from '../plot/plot';
import { ratePlot } from '../plot/ratePlot';
import type { AnyRecord } from './describe';

/** Points of one curve in a report, which may hold a thousand pictures. */
const maxPoints = 400;

/** The picture of a record; `null` where it has none to show. */
export function pictureOf(record: AnyRecord, thresholds: Thresholds): Plot | null {
  if (!('kind' in record) || record.kind === 'matrix') {
    const figures = recordedGrowth(record, thresholds);
    return figures && figures.gain.length > 1 ? growthPlot(figures, 'log', maxPoints) : null;
  }
  switch (record.kind) {
    case 'config': {
      const { steps, predicted } = record;
      if (predicted?.rate == null || steps === null || steps < 2) return null;
      const log10Rate = predicted.rate === 0 ? null : Math.log10(predicted.rate);
      return ratePlot(l10n.t('Gain over steps'), log10Rate, steps, thresholds);
    }
    case 'cell': {
      const { log10Rate } = record.rest;
      if (log10Rate === null || record.steps < 2) return null;
      const title = l10n.t('Gain at the rate of the Jacobian at rest, over steps');
      return ratePlot(title, log10Rate, record.steps, thresholds);
    }
    case 'feedforward':
      return { ...stackChart(record).plot, band: stableBand(thresholds) };
    case 'linear-recurrence':
      return halfLifeChart(record.histogram, l10n.t('channels'), l10n.t('Channels by half-life')).plot;
  }
}
