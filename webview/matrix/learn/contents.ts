import * as l10n from '@vscode/l10n';
import { fill, h } from '../../ui/dom';
import type { Step } from './step';

/** The table of contents: a link a step, with the current one marked; arrow keys, Home and End move among them. */
export class Contents {
  private links: HTMLElement[] = [];
  private readonly list = h('ol');
  readonly element = h(
    'nav',
    { class: 'contents', 'aria-label': l10n.t('Steps of the derivation') },
    this.list,
  );

  constructor(private readonly onSelect: (id: string) => void) {
    this.list.addEventListener('keydown', (event) => {
      const at = this.links.indexOf(document.activeElement as HTMLElement);
      const target = {
        ArrowDown: at + 1,
        ArrowRight: at + 1,
        ArrowUp: at - 1,
        ArrowLeft: at - 1,
        Home: 0,
        End: this.links.length - 1,
      }[event.key];
      const link = target === undefined || at === -1 ? undefined : this.links[target];
      if (!link) return;
      event.preventDefault();
      link.focus();
    });
  }

  render(steps: readonly Step[]): void {
    this.links = steps.map(({ id, title }) => {
      const link = h('a', { href: `#learn-${id}`, 'data-step': id }, title);
      link.addEventListener('click', (event) => {
        event.preventDefault();
        this.onSelect(id);
      });
      return link;
    });
    fill(this.list, ...this.links.map((link) => h('li', {}, link)));
  }

  /** Marks the step that is read. */
  set current(id: string) {
    for (const link of this.links) {
      if (link.dataset['step'] === id) link.setAttribute('aria-current', 'step');
      else link.removeAttribute('aria-current');
    }
  }
}
