import * as l10n from '@vscode/l10n';
import type { Remedy } from '../../../src/core/remedies';
import { remedyText } from '../../../src/present/matrix/remedy';
import type { PanelModel } from '../../../src/shared/panel';
import { button } from '../../ui/controls/button';
import { h } from '../../ui/dom';
import { formatNumber } from '../../../src/present/format';

export interface RemedyEvents {
  readonly onSelect: (remedy: Remedy) => void;
  readonly onCopy: (remedy: Remedy) => void;
  readonly onApply: (remedy: Remedy, model: PanelModel) => void;
}

export interface RemedyCardOptions {
  /** Its curve is the one shown. */
  readonly selected: boolean;
  readonly model: PanelModel;
}

/** One way out: what to do, what it leaves uncured, the numbers and the code. */
export function remedyCard(
  remedy: Remedy,
  { selected, model }: RemedyCardOptions,
  { onSelect, onCopy, onApply }: RemedyEvents,
): HTMLElement {
  const { numbers, growth } = remedy;
  const { title, action, limits, code } = remedyText(remedy);
  const show =
    growth &&
    button({
      label: selected ? l10n.t('Curve Shown') : l10n.t('Show Curve'),
      title: selected ? l10n.t('Curve shown: {0}', title) : l10n.t('Show curve: {0}', title),
      onClick: () => {
        onSelect(remedy);
      },
    });
  show?.setAttribute('aria-pressed', String(selected));
  // Beside those that change the matrix, and so have a curve, clipping can be written into a file: its training loop.
  const apply =
    model.source === 'document' &&
    (growth !== null || remedy.name === 'clip-norm') &&
    button({
      label: l10n.t('Apply to File…'),
      title: l10n.t('Apply to file: {0}, after a preview', title),
      onClick: () => {
        onApply(remedy, model);
      },
    });
  return h(
    'li',
    { class: selected ? 'remedy selected' : 'remedy', 'data-remedy': remedy.name },
    h('h3', {}, title),
    h('p', {}, action),
    h('p', { class: 'limits' }, h('strong', {}, l10n.t('Not cured:')), ' ', limits),
    h(
      'ul',
      { class: 'numbers', 'aria-label': l10n.t('Numbers') },
      ...Object.entries(numbers).map(([name, value]) =>
        h('li', {}, `${numberName(name)} `, h('b', {}, formatNumber(value, 4))),
      ),
    ),
    h('pre', {}, h('code', {}, code)),
    h(
      'div',
      { class: 'remedy-actions' },
      button({
        label: l10n.t('Copy Code'),
        title: l10n.t('Copy code: {0}', title),
        onClick: () => {
          onCopy(remedy);
        },
      }),
      show,
      apply,
    ),
  );
}

/** `maxGradNorm` as `max grad norm`. */
function numberName(name: string): string {
  switch (name) {
    case 'maxGradNorm':
      return l10n.t('max grad norm');
    case 'factor':
      return l10n.t('factor');
    case 'log10Factor':
      return l10n.t('log10 factor');
    case 'gain':
      return l10n.t('gain');
    case 'forgetBias':
      return l10n.t('forget bias');
    case 'steps':
      return l10n.t('steps');
  }
  return name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
}
