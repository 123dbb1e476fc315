import * as l10n from '@vscode/l10n';
import type { WhatIfField } from '../../src/core/config/whatIf';
import { button } from '../ui/controls/button';
import { h, setText } from '../ui/dom';
import { labelId, type ValueControl } from './valueControls';

export interface WhatIfRowEvents {
  readonly onReset: () => void;
  readonly onApply: () => void;
  readonly onReveal: () => void;
}

/** What a row shows beside its control. */
export interface WhatIfRowState {
  /** What the file says of the value. */
  readonly stated: string;
  /** Whether the file says it itself, so that its place can be shown. */
  readonly placed: boolean;
  readonly changed: boolean;
  /** What an edit of the file would do; `null` where none makes the value so. */
  readonly edit: string | null;
}

/** One value of the config: its control, what the file says, and the way back or into the file. */
export class WhatIfRow {
  private readonly link = h('a', { href: '#' });
  private readonly plain = h('span');
  private readonly note = h(
    'span',
    { class: 'muted' },
    l10n.t('No single value in the file sets this; edit it by hand.'),
  );
  private readonly reset: HTMLElement;
  private readonly apply: HTMLElement;
  readonly element: HTMLElement;

  constructor(
    field: WhatIfField,
    title: string,
    control: ValueControl,
    { onReset, onApply, onReveal }: WhatIfRowEvents,
  ) {
    this.link.title = l10n.t('Show the {0} in the file', title.toLowerCase());
    this.link.addEventListener('click', (event) => {
      event.preventDefault();
      onReveal();
    });
    this.reset = button({
      label: l10n.t('Reset'),
      title: l10n.t('Reset the {0}', title.toLowerCase()),
      onClick: onReset,
    });
    this.apply = button({
      label: l10n.t('Apply to file'),
      title: l10n.t('Apply to file: {0}', title.toLowerCase()),
      onClick: onApply,
    });
    this.element = h(
      'div',
      { class: 'what-if-row', 'data-field': field, role: 'group', 'aria-labelledby': labelId(field) },
      h('span', { id: labelId(field), class: 'what-if-label' }, title),
      h('div', { class: 'choice what-if-control' }, ...control.elements),
      h('div', { class: 'what-if-stated' }, this.link, this.plain),
      h('div', { class: 'what-if-actions' }, this.reset, this.apply, this.note),
    );
  }

  render({ stated, placed, changed, edit }: WhatIfRowState): void {
    setText(placed ? this.link : this.plain, stated);
    this.link.hidden = !placed;
    this.plain.hidden = placed;
    this.element.classList.toggle('changed', changed);
    this.reset.hidden = !changed;
    this.apply.hidden = !changed || edit === null;
    this.note.hidden = !changed || edit !== null;
    if (edit !== null) this.apply.title = edit;
  }
}
