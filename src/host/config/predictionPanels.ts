import * as vscode from 'vscode';
import { predictionViewType } from '../contributions';
import type { PanelContext } from '../panel';
import { SubjectPanels } from '../subjectPanels';
import { PredictionPanel } from './predictionPanel';
import { parsePredictionSubject, type PredictionSubject } from './predictionSubject';

/** The panels of predictions, restored after a reload of the window. */
export function predictionPanels(context: PanelContext): SubjectPanels<PredictionSubject, PredictionPanel> {
  return new SubjectPanels({
    viewType: predictionViewType,
    extension: context.extension,
    keyOf: (subject) => JSON.stringify(subject),
    titleOf: ({ name }) => vscode.l10n.t('Prediction: {0}', name),
    parse: parsePredictionSubject,
    create: (panel, subject) => new PredictionPanel(panel, subject, context),
  });
}
