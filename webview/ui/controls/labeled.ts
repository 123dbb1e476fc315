import { h } from '../dom';

/** A control with its name beside it; `id` names the label for controls that are labeled by it. */
export function labeled(label: string, control: HTMLElement, id?: string): HTMLElement {
  return h('div', { class: 'choice' }, h('span', { id }, label), control);
}
