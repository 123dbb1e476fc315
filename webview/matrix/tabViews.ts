import type { PanelModel } from '../../src/shared/panel';
import { panelTabs, type TabId } from '../../src/shared/tabs';
import { h } from '../ui/dom';
import { tabModules } from './modules';
import type { TabContext, TabView } from './tab';
import type { Theme } from '../ui/theme';
import { tabIds } from './tabStrip';

export interface TabViewsEvents {
  readonly contextOf: (id: TabId) => TabContext;
  readonly onError: (error: unknown) => void;
}

/** The tabs' contents: the code of each is loaded when it is first shown, and only the one shown is rendered. */
export class TabViews {
  private readonly places: ReadonlyMap<TabId, HTMLElement>;
  private readonly views = new Map<TabId, TabView>();
  private shown: TabId | undefined;
  private latest: { readonly model: PanelModel; readonly theme: Theme } | undefined;
  readonly elements: readonly HTMLElement[];

  constructor(private readonly events: TabViewsEvents) {
    this.places = new Map(
      panelTabs.map(({ id }) => {
        const { button, panel } = tabIds(id);
        const attributes = { role: 'tabpanel', tabindex: 0, 'aria-labelledby': button, hidden: true };
        return [id, h('div', { id: panel, class: 'tab-panel', ...attributes })];
      }),
    );
    this.elements = [...this.places.values()];
  }

  /** Resolves when the tab is drawn. */
  async show(id: TabId): Promise<void> {
    if (this.shown !== undefined && this.shown !== id) this.views.get(this.shown)?.hide?.();
    this.shown = id;
    for (const [other, place] of this.places) place.hidden = other !== id;
    if (this.views.has(id)) this.draw();
    else await this.load(id);
  }

  render(model: PanelModel, theme: Theme): void {
    this.latest = { model, theme };
    this.draw();
  }

  private draw(): void {
    if (this.latest && this.shown !== undefined)
      this.views.get(this.shown)?.render(this.latest.model, this.latest.theme);
  }

  private async load(id: TabId): Promise<void> {
    try {
      const { create } = await tabModules[id]();
      // Shown twice in a row, it was asked for twice.
      if (!this.views.has(id)) {
        const view = create(this.events.contextOf(id));
        this.views.set(id, view);
        this.places.get(id)?.replaceChildren(view.element);
      }
      if (this.shown === id) this.draw();
    } catch (error) {
      this.events.onError(error);
    }
  }
}
