import * as l10n from '@vscode/l10n';
import { capitalize } from '../../src/present/format';
import { explainNonSquare } from '../../src/core/record';
import { verdictSymbols } from '../../src/present/symbols';
import { verdictWord } from '../../src/present/verdictWord';
import type { PanelModel } from '../../src/shared/panel';
import { fill, h, setText } from './dom';
import { keyFigures, type Figure } from './figures';

/**
 * The verdict with its reasons and figures. The word is a live region: it speaks when the verdict changes, not with
 * every figure.
 */
export class VerdictCard {
  private readonly symbol = h('span', { class: 'symbol', 'aria-hidden': 'true' });
  private readonly word = h('span', { class: 'word' });
  private readonly explanation = h('p', { class: 'explanation' });
  private readonly notes = h('ul', { class: 'notes' });
  private readonly figures = h('dl', { class: 'figures' });
  readonly element = h(
    'section',
    { class: 'verdict', 'aria-labelledby': 'verdict-heading' },
    h('h2', { id: 'verdict-heading', class: 'visually-hidden' }, l10n.t('Verdict')),
    h('p', { class: 'outcome', role: 'status', 'aria-live': 'polite' }, this.symbol, this.word),
    this.explanation,
    this.notes,
    this.figures,
  );

  render({ analysis }: PanelModel): void {
    const { verdict } = analysis;
    this.element.dataset['verdict'] = verdict?.name ?? 'none';
    setText(this.symbol, verdict ? verdictSymbols[verdict.name] : '◇');
    setText(this.word, verdict ? capitalize(verdictWord(verdict.name)) : l10n.t('No powers'));
    setText(this.explanation, verdict?.explanation ?? explainNonSquare(analysis));
    fill(this.notes, ...(verdict?.notes ?? []).map((note) => h('li', {}, note)));
    this.notes.hidden = (verdict?.notes.length ?? 0) === 0;
    fill(this.figures, ...keyFigures(analysis).map(figureElement));
  }
}

/** A key figure as a card lists it. */
export function figureElement({ id, term, text, exact, meaning }: Figure): HTMLElement {
  return h(
    'div',
    {},
    h('dt', {}, term),
    h('dd', { class: 'value', 'data-figure': id, 'data-exact': exact, title: exact }, text),
    h('dd', { class: 'meaning' }, meaning),
  );
}
