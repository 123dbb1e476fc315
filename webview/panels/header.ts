import * as l10n from '@vscode/l10n';
import { capitalize, formatPowerOfTen, formatSteps } from '../../src/core/format';
import { verdictSymbols } from '../../src/core/symbols';
import { verdictWord } from '../../src/core/verdictWord';
import type { PanelModel } from '../../src/shared/panel';
import type { TabId } from '../../src/shared/tabs';
import { button } from '../controls/button';
import { h, setText } from '../dom';

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
  /** On every tab but the one that has the verdict in full. */
  private readonly verdict = h('span', { class: 'short-verdict', role: 'status' });
  readonly element: HTMLElement;

  constructor({ onReveal, onCopyFigures, onCopyPython }: HeaderEvents) {
    this.place.addEventListener('click', (event) => {
      event.preventDefault();
      onReveal();
    });
    this.element = h(
      'header',
      {},
      h('div', { class: 'subject' }, this.name, h('p', {}, this.shape, this.place, this.verdict)),
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

  render({ name, file, line, analysis: { figures, verdict } }: PanelModel): void {
    setText(this.name, name);
    this.name.title = name;
    setText(this.shape, `${figures.rows} × ${figures.columns}`);
    setText(this.place, line > 0 ? `${file}:${line}` : file);
    this.place.title = l10n.t('Show {0} in {1}', name, file);
    this.place.hidden = file === '';
    setText(
      this.verdict,
      verdict
        ? l10n.t(
            '{0} {1}: gain {2} over {3}',
            verdictSymbols[verdict.name],
            capitalize(verdictWord(verdict.name)),
            formatPowerOfTen(verdict.log10Gain),
            formatSteps(verdict.steps),
          )
        : '',
    );
  }
}
