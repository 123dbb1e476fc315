import type { Remedy } from '../../src/core/remedies';
import type { PanelModel } from '../../src/shared/panel';
import { button } from '../controls/button';
import { h } from '../dom';
import { formatNumber } from '../format';

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
  const { title, action, limits, numbers, code, growth } = remedy;
  const show =
    growth &&
    button({
      label: selected ? 'Curve Shown' : 'Show Curve',
      title: `${selected ? 'Curve shown' : 'Show curve'}: ${title}`,
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
      label: 'Apply to File…',
      title: `Apply to file: ${title}, after a preview`,
      onClick: () => {
        onApply(remedy, model);
      },
    });
  return h(
    'li',
    { class: selected ? 'remedy selected' : 'remedy', 'data-remedy': remedy.name },
    h('h3', {}, title),
    h('p', {}, action),
    h('p', { class: 'limits' }, h('strong', {}, 'Not cured: '), limits),
    h(
      'ul',
      { class: 'numbers', 'aria-label': 'Numbers' },
      ...Object.entries(numbers).map(([name, value]) =>
        h('li', {}, `${words(name)} `, h('b', {}, formatNumber(value, 4))),
      ),
    ),
    h('pre', {}, h('code', {}, code)),
    h(
      'div',
      { class: 'remedy-actions' },
      button({
        label: 'Copy Code',
        title: `Copy code: ${title}`,
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
function words(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
}
