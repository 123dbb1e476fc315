import * as l10n from '@vscode/l10n';
import { explainPrediction } from '../../src/present/config/prediction';
import { capitalize } from '../../src/present/format';
import { verdictSymbols } from '../../src/present/symbols';
import { verdictWord } from '../../src/present/verdictWord';
import type { PredictionModel } from '../../src/shared/config';
import { fill, h, setText } from '../ui/dom';
import { figureElement } from '../ui/verdictCard';
import { predictionFigures } from './figures';

/** What the start of training leads to, with reasons and figures. The word is a live region. */
export class PredictionCard {
  private readonly symbol = h('span', { class: 'symbol', 'aria-hidden': 'true' });
  private readonly word = h('span', { class: 'word' });
  private readonly explanation = h('p', { class: 'explanation' });
  private readonly clipping = h('p', { class: 'explanation clipping-meaning' });
  private readonly figures = h('dl', { class: 'figures' });
  readonly element = h(
    'section',
    { class: 'verdict', 'aria-labelledby': 'verdict-heading' },
    h('h2', { id: 'verdict-heading', class: 'visually-hidden' }, l10n.t('Prediction')),
    h('p', { class: 'outcome', role: 'status', 'aria-live': 'polite' }, this.symbol, this.word),
    this.explanation,
    this.clipping,
    this.figures,
  );

  render({ prediction, clipping }: PredictionModel): void {
    const verdict = prediction?.verdict ?? null;
    this.element.dataset['verdict'] = verdict ?? 'none';
    setText(this.symbol, verdict ? verdictSymbols[verdict] : '◇');
    setText(
      this.word,
      verdict
        ? l10n.t('{0} at the start', capitalize(verdictWord(verdict)))
        : prediction
          ? l10n.t('Not predicted')
          : l10n.t('Gradient clipping'),
    );
    setText(this.explanation, prediction ? explainPrediction(prediction) : '');
    setText(this.clipping, clipping ?? '');
    this.clipping.hidden = clipping === null;
    fill(this.figures, ...(prediction ? predictionFigures(prediction) : []).map(figureElement));
    this.figures.hidden = prediction === null;
  }
}
