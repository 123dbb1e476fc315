import type { PanelChoice, PanelModel } from '../../src/shared/panel';
import type { TabId } from '../../src/shared/tabs';
import type { ChartSectionOptions } from '../ui/chart/chartSection';
import type { Host } from './host';
import type { PanelState } from './state';
import type { Store } from '../ui/store';
import type { Theme } from '../ui/theme';

/** What a tab works with. */
export interface TabContext {
  /** The extension host: every method of `PanelHost`. */
  readonly host: Host;
  /** Choices that several tabs share, such as the axis of gains. */
  readonly state: Store<PanelState>;
  /** What this tab alone remembers, across hiding and reloading; it may come from another version, so check it. */
  readonly memory: { get(): unknown; set(value: unknown): void };
  /** Renders the tab again, after a change of its own. */
  readonly refresh: () => void;
  /** Sets horizon or activation for the whole panel; a new model follows. */
  readonly choose: (part: Partial<PanelChoice>) => void;
  /** Runs an action; a failure shows as a sentence above the panel. */
  readonly attempt: (action: Promise<unknown>) => void;
  /** Puts text on the clipboard; `what` names it in the status bar. */
  readonly copy: (text: string, what: string) => void;
  readonly onExport: ChartSectionOptions['onExport'];
  /** Opens another tab at the section of that id. */
  readonly show: (tab: TabId, section: string) => void;
}

/** A tab once it is opened. */
export interface TabView {
  readonly element: HTMLElement;
  /** Called with every new model, theme or choice while the tab is shown, and each time it is shown. */
  render(model: PanelModel, theme: Theme): void;
  /** Called when another tab is shown, for work that should rest then. */
  hide?(): void;
}

/** The module of a tab, loaded when it is first opened. */
export interface TabModule {
  readonly create: (context: TabContext) => TabView;
}
