import * as l10n from '@vscode/l10n';
import type { RecordKind } from '../kind';
import type { TrainingRecord } from './record';

/** Trainings of recurrent models without clipping, in source. */
export const training: RecordKind<TrainingRecord> = {
  label: ({ framework }) => ({ what: l10n.t('training'), origin: framework, size: '' }),
  memory: () => '',
  figures: ({ evidence }) => evidence.map(({ text }) => [l10n.t('recurrent model'), text] as const),
  picture: () => null,
};
