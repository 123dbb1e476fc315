import { h } from '../../ui/dom';
import { formulaElement } from '../../ui/math/element';
import type { MathNode } from '../../ui/math/node';

/** A formula in a box that scrolls sideways where the panel is narrower; only then is it a stop of the Tab key. */
export function formulaBox(formula: MathNode): HTMLElement {
  const math = formulaElement(formula);
  const box = h('div', { class: 'formula' }, math);
  new ResizeObserver(() => {
    const scrolls = box.scrollWidth > box.clientWidth;
    if (scrolls === box.hasAttribute('tabindex')) return;
    if (scrolls) {
      box.tabIndex = 0;
      box.setAttribute('role', 'group');
      box.setAttribute('aria-label', math.getAttribute('alttext') ?? '');
    } else for (const name of ['tabindex', 'role', 'aria-label']) box.removeAttribute(name);
  }).observe(box);
  return box;
}
