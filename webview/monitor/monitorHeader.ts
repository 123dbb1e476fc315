import * as l10n from '@vscode/l10n';
import { capitalize } from '../../src/present/format';
import { verdictSymbols } from '../../src/present/symbols';
import { verdictWord } from '../../src/present/verdictWord';
import type { MonitorModel } from '../../src/shared/monitor';
import { fill, h, setText } from '../ui/dom';

/**
 * The file, and the verdict with its reason and remarks. The word is a live region: it speaks when the verdict
 * changes, not with every line of the log.
 */
export class MonitorHeader {
  private readonly name = h('h1');
  private readonly about = h('p');
  private readonly symbol = h('span', { class: 'symbol', 'aria-hidden': 'true' });
  private readonly word = h('span', { class: 'word' });
  private readonly explanation = h('p', { class: 'explanation' });
  private readonly notes = h('ul', { class: 'notes' });
  private readonly problems = h('ul', { class: 'problems' });
  readonly header = h('header', {}, h('div', { class: 'subject' }, this.name, this.about));
  readonly card = h(
    'section',
    { class: 'verdict', 'aria-labelledby': 'verdict-heading' },
    h('h2', { id: 'verdict-heading', class: 'visually-hidden' }, l10n.t('Verdict')),
    h('p', { class: 'outcome', role: 'status', 'aria-live': 'polite' }, this.symbol, this.word),
    this.explanation,
    this.notes,
    this.problems,
  );

  render({ file, format, verdict, explanation, notes, problems, focus, all }: MonitorModel): void {
    setText(this.name, file);
    const steps = focus
      ? l10n.t('{0} recorded steps, the last {1}', focus.count, focus.lastStep)
      : l10n.t('no steps yet');
    setText(
      this.about,
      [format ?? l10n.t('waiting for its first lines'), l10n.t('{0} series', all), steps].join(' · '),
    );
    this.about.dataset['count'] = String(focus?.count ?? 0);
    this.about.dataset['lastStep'] = String(focus?.lastStep ?? '');
    this.card.dataset['verdict'] = verdict ?? 'none';
    setText(this.symbol, verdict ? verdictSymbols[verdict] : '◇');
    setText(this.word, verdict ? capitalize(verdictWord(verdict)) : l10n.t('No norms yet'));
    setText(this.explanation, explanation);
    fill(this.notes, ...notes.map((note) => h('li', {}, note)));
    this.notes.hidden = notes.length === 0;
    fill(this.problems, ...problems.map((problem) => h('li', {}, `⚠ ${problem}`)));
    this.problems.hidden = problems.length === 0;
  }
}
