import * as l10n from '@vscode/l10n';
import type { PanelChoice, PanelModel } from '../../src/shared/panel';
import type { TabId } from '../../src/shared/tabs';
import { h } from '../ui/dom';
import type { TabContext } from './tab';
import { readTheme } from '../ui/theme';
import { ChoiceBar } from './choiceBar';
import { figuresText } from './figuresText';
import { Header } from './header';
import type { Host } from './host';
import { Loader } from '../ui/loader';
import { PageFrame } from '../ui/pageFrame';
import type { Store } from '../ui/store';
import { publishBarHeight, Revealer } from './reveal';
import type { PanelState } from './state';
import { TabStrip } from './tabStrip';
import { TabViews } from './tabViews';

/** The panel of one matrix: pulls its model from the host and shows it in the tab that is open. */
export class MatrixPanel {
  private model: PanelModel | undefined;
  private theme = readTheme();
  private readonly loader: Loader<PanelChoice | undefined, PanelModel>;
  private readonly revealer = new Revealer();
  private readonly frame: PageFrame;
  private readonly header: Header;
  private readonly choices: ChoiceBar;
  private readonly strip: TabStrip;
  private readonly views: TabViews;
  private readonly content: HTMLElement;

  constructor(
    root: HTMLElement,
    private readonly host: Host,
    private readonly state: Store<PanelState>,
  ) {
    this.loader = new Loader({
      fetch: (choice) => host.call('model', choice),
      onModel: (model) => {
        this.show(model);
      },
      onError: (error) => {
        this.frame.fail(error);
      },
      onBusy: (busy) => {
        this.choices.busy = busy;
        this.content.setAttribute('aria-busy', String(busy));
      },
    });
    this.header = new Header({
      onReveal: () => {
        this.frame.attempt(host.call('reveal', null));
      },
      onCopyFigures: () => {
        if (this.model) this.copy(figuresText(this.model), l10n.t('figures'));
      },
      onCopyPython: () => {
        this.frame.attempt(this.copyPython());
      },
    });
    this.choices = new ChoiceBar({
      onChoice: (choice) => {
        this.choose(choice);
      },
      onReset: () => {
        state.update({ choice: undefined });
        this.loader.now(undefined);
      },
    });
    this.strip = new TabStrip((id) => {
      void this.open(id);
    });
    this.views = new TabViews({
      contextOf: (id) => this.contextOf(id),
      onError: (error) => {
        this.frame.tell(error);
      },
    });
    const bar = h('div', { class: 'bar' }, this.strip.element, this.choices.element);
    this.content = h('main', {}, this.header.element, bar, ...this.views.elements);
    this.frame = new PageFrame(root, this.content, l10n.t('Analyzing the matrix…'));
    publishBarHeight(this.content, bar, this.strip.element);
  }

  /** Asks the host for the model: at the start, and when the document changed. */
  pull(): void {
    this.loader.now(this.state.current.choice);
  }

  /** Asks the host which tab a command wants: at the start, and when there is a new one. */
  async pullTab(): Promise<void> {
    const wanted = await this.host.call('wantedTab', null).catch(() => null);
    await this.open(wanted ?? this.state.current.tab);
  }

  /** Takes over the colors of a new theme. */
  restyle(): void {
    this.theme = readTheme();
    this.render();
  }

  private async open(tab: TabId, section?: string): Promise<void> {
    this.revealer.cancel();
    this.state.update({ tab });
    // Another tab starts at its top; the header stays out of sight if it was.
    scrollTo(0, Math.min(scrollY, this.header.element.offsetHeight));
    this.strip.select(tab);
    this.header.tab = tab;
    await this.views.show(tab);
    if (section !== undefined && this.state.current.tab === tab) this.revealer.reveal(section);
  }

  private show(model: PanelModel): void {
    this.model = model;
    this.frame.show();
    const { options, verdict } = model.analysis;
    const { steps, activation } = options;
    this.choices.render({ steps, activation }, this.state.current.choice !== undefined, verdict !== null);
    this.render();
  }

  private render(): void {
    if (!this.model) return;
    this.header.render(this.model);
    this.views.render(this.model, this.theme);
  }

  private contextOf(id: TabId): TabContext {
    const { host, state } = this;
    return {
      host,
      state,
      memory: {
        get: () => state.current.tabs[id],
        set: (value) => {
          state.update({ tabs: { ...state.current.tabs, [id]: value } });
        },
      },
      refresh: () => {
        this.render();
      },
      choose: (part) => {
        if (!this.model) return;
        const { steps, activation } = this.model.analysis.options;
        this.choose({ steps, activation, ...this.state.current.choice, ...part });
      },
      attempt: (action) => {
        this.frame.attempt(action);
      },
      copy: (text, what) => {
        this.copy(text, what);
      },
      onExport: (file) => {
        this.frame.attempt(file.then((params) => host.call('save', params)));
      },
      show: (tab, section) => {
        void this.open(tab, section);
      },
    };
  }

  private choose(choice: PanelChoice): void {
    this.state.update({ choice });
    this.loader.soon(choice);
  }

  private async copyPython(): Promise<void> {
    if (!this.model) return;
    const { steps, activation } = this.model.analysis.options;
    const text = await this.host.call('python', { steps, activation });
    await this.host.call('copy', { text, what: l10n.t('Python script') });
  }

  private copy(text: string, what: string): void {
    this.frame.attempt(this.host.call('copy', { text, what }));
  }
}
