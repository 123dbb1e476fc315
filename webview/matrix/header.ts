import * as l10n from '@vscode/l10n';
import { spreadText } from '../../src/present/cell/gain';
import { capitalize, formatPowerOfTen, formatSteps } from '../../src/present/format';
import { verdictSymbols } from '../../src/present/symbols';
import { verdictWord } from '../../src/present/verdictWord';
import type { Verdict } from '../../src/core/verdict';
import type { PanelModel } from '../../src/shared/panel';
import type { TabId } from '../../src/shared/tabs';
import { button } from '../ui/controls/button';
import { h, setText } from '../ui/dom';

export interface HeaderEvents {
  readonly onReveal: () => void;
  readonly onCopyFigures: () => void;
  readonly onCopyPython: () => void;
}

/** Name, place and shape of the matrix, its verdict in short, and what can be copied of it. */
export class Header {
  private readonly name = h('h1');
  private readonly shape = h('span', { class: 'shape' });
  private readonly place = h('a', { href: '#', class: 'place' });
  /** What shows that the matrix recurs. */
  private readonly reason = h('span', { class: 'reason' });
  /** The verdict's word alone is a live region: figures that follow a slider would be spoken one after the other. */
  private readonly word = h('span', { role: 'status' });
  private readonly beforeWord = h('span');
  private readonly afterWord = h('span');
  /** On every tab but the one that has the verdict in full. */
  private readonly verdict = h(
    'span',
    { class: 'short-verdict' },
    this.beforeWord,
    this.word,
    this.afterWord,
  );
  readonly element: HTMLElement;

  constructor({ onReveal, onCopyFigures, onCopyPython }: HeaderEvents) {
    this.place.addEventListener('click', (event) => {
      event.preventDefault();
      onReveal();
    });
    this.element = h(
      'header',
      {},
      h(
        'div',
        { class: 'subject' },
        this.name,
        h('p', {}, this.shape, this.place, this.reason, this.verdict),
      ),
      h(
        'div',
        { class: 'actions' },
        button({
          label: l10n.t('Copy Figures'),
          title: l10n.t('Copy Figures as JSON'),
          onClick: onCopyFigures,
        }),
        button({
          label: l10n.t('Copy as Python'),
          title: l10n.t('Copy as Python: a numpy script with these figures'),
          onClick: onCopyPython,
        }),
      ),
    );
  }

  set tab(tab: TabId) {
    this.verdict.hidden = tab === 'growth';
  }

  render({ name, file, line, standing, analysis: { figures, verdict } }: PanelModel): void {
    setText(this.name, name);
    this.name.title = name;
    setText(this.shape, `${figures.rows} × ${figures.columns}`);
    setText(this.place, line > 0 ? `${file}:${line}` : file);
    this.place.title = l10n.t('Show {0} in {1}', name, file);
    this.place.hidden = file === '';
    setText(this.reason, standing.reason);
    this.reason.hidden = !verdict;
    const word = verdict ? capitalize(verdictWord(verdict.name)) : '';
    const sentence = verdict ? shortVerdict(verdict, word) : '';
    const at = sentence.indexOf(word);
    setText(this.beforeWord, sentence.slice(0, at));
    setText(this.word, word);
    setText(this.afterWord, sentence.slice(at + word.length));
  }
}

/** The verdict in short; both, where rest and driven states lead to different words. */
function shortVerdict({ name, log10Gain, steps, driven }: Verdict, word: string): string {
  const told = [verdictSymbols[name], word, formatPowerOfTen(log10Gain), formatSteps(steps)] as const;
  if (!driven || driven.name === name) return l10n.t('{0} {1}: gain {2} over {3}', ...told);
  return l10n.t(
    '{0} {1} near rest: gain {2} over {3}; driven by inputs of variance 1 {4} {5}: {6}',
    ...told,
    verdictSymbols[driven.name],
    verdictWord(driven.name),
    spreadText(driven.median, driven.low, driven.high),
  );
}
