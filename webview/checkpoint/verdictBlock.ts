import * as l10n from '@vscode/l10n';
import { capitalize } from '../../src/present/format';
import { verdictSymbols } from '../../src/present/symbols';
import { verdictWord } from '../../src/present/verdictWord';
import type { VerdictName } from '../../src/core/verdict';
import { h } from '../ui/dom';

/** A key figure with its full precision. */
export interface BlockFigure {
  readonly id: string;
  readonly term: string;
  readonly text: string;
  readonly exact: string;
  readonly meaning: string;
}

/** A verdict with its sentence, notes and key figures. */
export function verdictBlock(block: {
  readonly verdict: VerdictName | null;
  readonly explanation: string;
  readonly notes: readonly string[];
  readonly figures: readonly BlockFigure[];
}): HTMLElement {
  const { verdict, explanation, notes, figures } = block;
  const word = verdict ? capitalize(verdictWord(verdict)) : l10n.t('No powers');
  return h(
    'section',
    { class: 'verdict', 'data-verdict': verdict ?? 'none', 'aria-label': l10n.t('Verdict') },
    h(
      'p',
      { class: 'outcome' },
      h('span', { class: 'symbol', 'aria-hidden': 'true' }, verdict ? verdictSymbols[verdict] : '◇'),
      h('span', { class: 'word' }, word),
    ),
    h('p', { class: 'explanation' }, explanation),
    notes.length > 0 ? h('ul', { class: 'notes' }, ...notes.map((note) => h('li', {}, note))) : null,
    figures.length > 0
      ? h(
          'dl',
          { class: 'figures' },
          ...figures.map(({ id, term, text, exact, meaning }) =>
            h(
              'div',
              {},
              h('dt', {}, term),
              h('dd', { class: 'value', 'data-figure': id, 'data-exact': exact, title: exact }, text),
              h('dd', { class: 'meaning' }, meaning),
            ),
          ),
        )
      : null,
  );
}

/** A figure whose value is a plain number. */
export function plainFigure(
  id: string,
  term: string,
  value: number,
  text: string,
  meaning: string,
): BlockFigure {
  return { id, term, text, exact: String(value), meaning };
}
