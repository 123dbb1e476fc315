import * as l10n from '@vscode/l10n';
import { panelTabs, tabTitle, type TabId } from '../../src/shared/tabs';
import { h } from '../ui/dom';

/** Ids of a tab's button and of the element that it controls. */
export function tabIds(id: TabId): { readonly button: string; readonly panel: string } {
  return { button: `tab-${id}`, panel: `tabpanel-${id}` };
}

/** The list of tabs (WAI-ARIA tabs pattern): one stop of the Tab key; arrows, Home and End move and show. */
export class TabStrip {
  private readonly buttons: ReadonlyMap<TabId, HTMLButtonElement>;
  readonly element: HTMLElement;

  constructor(onSelect: (id: TabId) => void) {
    this.buttons = new Map(
      panelTabs.map(({ id }) => {
        const button = h(
          'button',
          { type: 'button', role: 'tab', id: tabIds(id).button, 'aria-controls': tabIds(id).panel },
          tabTitle(id),
        );
        button.addEventListener('click', () => {
          onSelect(id);
        });
        return [id, button];
      }),
    );
    this.element = h(
      'div',
      { class: 'tabs', role: 'tablist', 'aria-label': l10n.t('Views') },
      ...this.buttons.values(),
    );
    this.element.addEventListener('keydown', (event) => {
      const ids = [...this.buttons.keys()];
      const at = ids.findIndex((id) => this.buttons.get(id) === document.activeElement);
      const target = {
        ArrowRight: (at + 1) % ids.length,
        ArrowLeft: (at - 1 + ids.length) % ids.length,
        Home: 0,
        End: ids.length - 1,
      }[event.key];
      const id = target === undefined || at === -1 ? undefined : ids[target];
      if (!id) return;
      event.preventDefault();
      this.buttons.get(id)?.focus();
      onSelect(id);
    });
  }

  select(selected: TabId): void {
    for (const [id, button] of this.buttons) {
      button.setAttribute('aria-selected', String(id === selected));
      button.tabIndex = id === selected ? 0 : -1;
    }
    this.buttons.get(selected)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
}
