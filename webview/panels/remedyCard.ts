import type { Remedy } from '../../src/core/remedies';
import { button } from '../controls/button';
import { h } from '../dom';
import { formatNumber } from '../format';

export interface RemedyEvents {
  readonly onSelect: (remedy: Remedy) => void;
  readonly onCopy: (remedy: Remedy) => void;
  readonly onApply: (remedy: Remedy) => void;
}

export interface RemedyCardOptions {
  /** Its curve is the one shown. */
  readonly selected: boolean;
  /** The matrix stands in a text that can be edited. */
  readonly editable: boolean;
}

/** One way out: what to do, what it leaves uncured, the numbers and the code. */
export function remedyCard(
  remedy: Remedy,
  { selected, editable }: RemedyCardOptions,
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
  // A remedy without a curve leaves the matrix as it is.
  const apply =
    editable &&
    growth &&
    button({
      label: 'Apply to File…',
      title: `Apply to file: ${title}, after a preview`,
      onClick: () => {
        onApply(remedy);
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
