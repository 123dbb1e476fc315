import * as l10n from '@vscode/l10n';
import type { StackRecord } from '../../core/recurrence/records';
import { figureText } from '../format';
import { stableBand } from '../plot/gainAxis';
import { stackChart } from './stackChart';
import type { RecordKind } from '../kind';
import { stackLabel } from './label';

/** Feed-forward stacks. */
export const feedforward: RecordKind<StackRecord> = {
  label: stackLabel,
  memory: () => '',
  figures: ({ layers, activation }) => [
    ...layers.map(({ tensor, sigmaMax }) => [tensor, `σ_max ${figureText(sigmaMax)}`] as const),
    [l10n.t('activation'), activation],
  ],
  picture: (record, thresholds) => ({ ...stackChart(record).plot, band: stableBand(thresholds) }),
};
