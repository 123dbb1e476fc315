import * as l10n from '@vscode/l10n';
import type { Judgment } from '../../src/core/verdict';
import { capitalize } from '../../src/present/format';
import { notesOf, precisionNote } from '../../src/present/matrix/explanation';
import { explainAnalysis } from '../../src/present/matrix/record';
import { sensitivityNotes } from '../../src/present/matrix/sensitivity';
import { verdictSymbols } from '../../src/present/symbols';
import { verdictWord } from '../../src/present/verdictWord';
import { fill, h, setText } from './dom';
import { keyFigures, type Figure } from './figures';

/** What a card tells of a verdict. */
export interface VerdictFacts {
  /** `null` where there is none, which `word` says then. */
  readonly verdict: Judgment | null;
  /** In place of the verdict's name. */
  readonly word?: string | undefined;
  readonly explanation: string;
  readonly notes: readonly string[];
  readonly figures: readonly Figure[];
}

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
  readonly element: HTMLElement;

  /** @param more is shown between the reasons and the figures */
  constructor(title = l10n.t('Verdict'), ...more: readonly HTMLElement[]) {
    this.element = h(
      'section',
      { class: 'verdict', 'aria-labelledby': 'verdict-heading' },
      h('h2', { id: 'verdict-heading', class: 'visually-hidden' }, title),
      h('p', { class: 'outcome', role: 'status', 'aria-live': 'polite' }, this.symbol, this.word),
      this.explanation,
      this.notes,
      ...more,
      this.figures,
    );
  }

  render({ verdict, word, explanation, notes, figures }: VerdictFacts): void {
    this.element.dataset['verdict'] = verdict ?? 'none';
    setText(this.symbol, symbolOf(verdict));
    setText(this.word, word ?? wordOf(verdict));
    setText(this.explanation, explanation);
    fillList(this.notes, notes);
    fill(this.figures, ...figures.map(figureElement));
    this.figures.hidden = figures.length === 0;
  }
}

/** The same of something that is shown once: no live region, and no heading of its own. */
export function verdictBlock({ verdict, explanation, notes, figures }: VerdictFacts): HTMLElement {
  return h(
    'section',
    { class: 'verdict', 'data-verdict': verdict ?? 'none', 'aria-label': l10n.t('Verdict') },
    h(
      'p',
      { class: 'outcome' },
      h('span', { class: 'symbol', 'aria-hidden': 'true' }, symbolOf(verdict)),
      h('span', { class: 'word' }, wordOf(verdict)),
    ),
    h('p', { class: 'explanation' }, explanation),
    notes.length > 0 && h('ul', { class: 'notes' }, ...notes.map((note) => h('li', {}, note))),
    figures.length > 0 && h('dl', { class: 'figures' }, ...figures.map(figureElement)),
  );
}

/** What a card tells of a matrix. */
export function matrixFacts(analysis: Parameters<typeof keyFigures>[0]): VerdictFacts {
  const { verdict } = analysis;
  return {
    verdict: verdict?.name ?? null,
    explanation: explainAnalysis(analysis),
    notes: verdict
      ? [
          ...notesOf(verdict),
          precisionNote(analysis.figures),
          ...sensitivityNotes(analysis.sensitivity),
        ].filter((note) => note !== null)
      : [],
    figures: keyFigures(analysis),
  };
}

const symbolOf = (verdict: Judgment | null): string => (verdict ? verdictSymbols[verdict] : '◇');
const wordOf = (verdict: Judgment | null): string =>
  verdict ? capitalize(verdictWord(verdict)) : l10n.t('No powers');

/** Fills a list that is hidden while it is empty. */
export function fillList(list: HTMLElement, items: readonly string[]): void {
  fill(list, ...items.map((item) => h('li', {}, item)));
  list.hidden = items.length === 0;
}

/** A key figure as a card lists it. */
export function figureElement({ id, term, text, exact, meaning }: Figure): HTMLElement {
  return h(
    'div',
    {},
    h('dt', {}, term),
    h('dd', { class: 'value', 'data-figure': id, 'data-exact': exact, title: exact }, text),
    meaning !== '' && h('dd', { class: 'meaning' }, meaning),
  );
}
