import * as l10n from '@vscode/l10n';
import { explainPrediction } from '../../src/present/config/prediction';
import { capitalize } from '../../src/present/format';
import { verdictWord } from '../../src/present/verdictWord';
import type { PredictionModel } from '../../src/shared/config';
import { h, setText } from '../ui/dom';
import { VerdictCard } from '../ui/verdictCard';
import { predictionFigures } from './figures';

/** What the start of training leads to, with reasons and figures, and what clipping does. */
export class PredictionCard {
  private readonly clipping = h('p', { class: 'explanation clipping-meaning' });
  private readonly card = new VerdictCard(l10n.t('Prediction'), this.clipping);
  readonly element = this.card.element;

  render({ prediction, clipping }: PredictionModel): void {
    const verdict = prediction?.verdict ?? null;
    this.card.render({
      verdict,
      word: verdict
        ? l10n.t('{0} at the start', capitalize(verdictWord(verdict)))
        : prediction
          ? l10n.t('Not predicted')
          : l10n.t('Gradient clipping'),
      explanation: prediction ? explainPrediction(prediction) : '',
      notes: [],
      figures: prediction ? predictionFigures(prediction) : [],
    });
    setText(this.clipping, clipping ?? '');
    this.clipping.hidden = clipping === null;
  }
}
