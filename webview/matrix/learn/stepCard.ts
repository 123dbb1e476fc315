import * as l10n from '@vscode/l10n';
import { fill, h } from '../../ui/dom';
import { bandTable } from './bandTable';
import { formulaBox } from './formulaBox';
import type { Place, Step } from './step';

/** One step: words, the formula in symbols and with the person's own figures, and links to the charts. */
export class StepCard {
  private readonly text = h('div', { class: 'step-text' });
  private readonly formulas = h('div');
  private readonly own = h('div', { class: 'own' });
  private readonly links = h('ul', { class: 'places' });
  private readonly heading: HTMLElement;
  private linked = '';
  readonly id: string;
  readonly title: string;
  readonly element: HTMLElement;

  constructor(
    { id, title }: Step,
    index: number,
    private readonly onPlace: (place: Place) => void,
  ) {
    this.id = id;
    this.title = title;
    const heading = `learn-${id}-heading`;
    this.heading = h('h3', { id: heading, tabindex: -1 }, `${index + 1}. ${title}`);
    this.element = h(
      'section',
      { class: 'step', id: `learn-${id}`, 'aria-labelledby': heading },
      this.heading,
      this.text,
      this.formulas,
      this.own,
      this.links,
    );
  }

  focus(): void {
    this.heading.focus({ preventScroll: true });
  }

  render({ text, formulas, own, ownText, bands, places }: Step): void {
    fill(this.text, ...text.map((sentence) => h('p', {}, sentence)));
    fill(this.formulas, ...formulas.map(formulaBox));
    this.own.hidden = own.length + ownText.length === 0;
    fill(
      this.own,
      h('h4', {}, l10n.t('With your figures')),
      ...own.map(formulaBox),
      ...ownText.map((sentence) => h('p', {}, sentence)),
      bands && bandTable(bands),
    );
    // Links that stay the same keep the focus.
    const labels = places.map(({ label }) => label).join('\n');
    if (labels === this.linked) return;
    this.linked = labels;
    this.links.hidden = places.length === 0;
    fill(this.links, ...places.map((place) => h('li', {}, this.link(place))));
  }

  private link(place: Place): HTMLElement {
    const link = h('a', { href: `#${place.section}` }, place.label);
    link.addEventListener('click', (event) => {
      event.preventDefault();
      this.onPlace(place);
    });
    return link;
  }
}
