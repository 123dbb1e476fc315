import type { PanelModel } from '../../src/shared/panel';
import { eigenvalueChart } from '../charts/eigenvalues';
import { growthChart } from '../charts/growth';
import { singularValueChart } from '../charts/singularValues';
import { checkbox } from '../controls/checkbox';
import { h } from '../dom';
import { readTheme } from '../theme';
import { ChartSection, type ExportFile } from './chartSection';
import { ChoiceBar } from './choiceBar';
import { ErrorBar } from './errorBar';
import { figuresText } from './figuresText';
import { Header } from './header';
import type { Host } from './host';
import { Loader } from './loader';
import { RemediesSection } from './remediesSection';
import type { StateStore } from './state';
import { VerdictCard } from './verdictCard';

/** The panel of one matrix: pulls its model from the host and shows it. */
export class MatrixPanel {
  private model: PanelModel | undefined;
  private theme = readTheme();
  private readonly loader: Loader;
  private readonly error = new ErrorBar();
  private readonly header: Header;
  private readonly choices: ChoiceBar;
  private readonly verdict = new VerdictCard();
  private readonly growth: ChartSection;
  private readonly eigenvalues: ChartSection;
  private readonly singularValues: ChartSection;
  private readonly remedies: RemediesSection;
  private readonly waiting = h('p', { class: 'waiting', role: 'status' }, 'Analysing the matrix…');
  private readonly content: HTMLElement;

  constructor(
    root: HTMLElement,
    private readonly host: Host,
    private readonly state: StateStore,
  ) {
    this.loader = new Loader({
      fetch: (choice) => host.call('model', choice),
      onModel: (model) => {
        this.show(model);
      },
      onError: (error) => {
        this.fail(error);
      },
      onBusy: (busy) => {
        this.choices.busy = busy;
        this.content.setAttribute('aria-busy', String(busy));
      },
    });
    this.header = new Header({
      onReveal: () => {
        this.attempt(host.call('reveal', null));
      },
      onCopyFigures: () => {
        if (this.model) this.copy(figuresText(this.model), 'figures');
      },
      onCopyPython: () => {
        this.attempt(this.copyPython());
      },
    });
    this.choices = new ChoiceBar({
      onChoice: (choice) => {
        state.update({ choice });
        this.loader.soon(choice);
      },
      onReset: () => {
        state.update({ choice: undefined });
        this.loader.now(undefined);
      },
    });
    const onExport = (file: Promise<ExportFile>): void => {
      this.attempt(file.then((params) => host.call('save', params)));
    };
    const linear = checkbox({
      label: 'Linear axis',
      checked: state.current.scale === 'linear',
      onChange: (checked) => {
        state.update({ scale: checked ? 'linear' : 'log' });
        this.render();
      },
    });
    const growthTitle = 'Growth of the singular values of Wᵏ';
    this.growth = new ChartSection({ id: 'growth', title: growthTitle, onExport, tools: [linear] });
    this.eigenvalues = new ChartSection({ id: 'eigenvalues', title: 'Eigenvalues of W', onExport });
    this.singularValues = new ChartSection({
      id: 'singular-values',
      title: 'Singular values of W',
      onExport,
    });
    this.remedies = new RemediesSection(
      {
        onSelect: ({ name }) => {
          state.update({ selectedRemedy: name });
          this.render();
        },
        onCopy: ({ code }) => {
          this.copy(code, 'code');
        },
      },
      onExport,
    );
    this.content = this.layout();
    root.replaceChildren(this.error.element, this.waiting, this.content);
  }

  /** Asks the host for the model: at the start, and when the document changed. */
  pull(): void {
    this.loader.now(this.state.current.choice);
  }

  /** Takes over the colours of a new theme. */
  restyle(): void {
    this.theme = readTheme();
    this.render();
  }

  private layout(): HTMLElement {
    return h(
      'main',
      { hidden: true },
      this.header.element,
      this.choices.element,
      this.verdict.element,
      this.growth.element,
      h('div', { class: 'pair' }, this.eigenvalues.element, this.singularValues.element),
      this.remedies.element,
    );
  }

  private show(model: PanelModel): void {
    this.model = model;
    this.error.clear();
    this.waiting.hidden = true;
    this.content.hidden = false;
    this.content.classList.remove('stale');
    const { options, verdict } = model.analysis;
    const { steps, activation } = options;
    this.choices.render({ steps, activation }, this.state.current.choice !== undefined, verdict !== null);
    this.render();
  }

  private render(): void {
    const { model, theme } = this;
    if (!model) return;
    const { scale, selectedRemedy } = this.state.current;
    this.header.render(model);
    this.verdict.render(model);
    this.growth.render(growthChart(model, scale), model.name, theme);
    this.eigenvalues.render(eigenvalueChart(model), model.name, theme);
    this.singularValues.render(singularValueChart(model), model.name, theme);
    this.remedies.render(model, { selected: selectedRemedy, scale, theme });
  }

  /** The last figures stay to be read, but greyed: they are no longer those of the document. */
  private fail(error: unknown): void {
    this.error.show(error);
    this.waiting.hidden = true;
    this.content.classList.add('stale');
  }

  private async copyPython(): Promise<void> {
    if (!this.model) return;
    const { steps, activation } = this.model.analysis.options;
    const text = await this.host.call('python', { steps, activation });
    await this.host.call('copy', { text, what: 'Python script' });
  }

  private copy(text: string, what: string): void {
    this.attempt(this.host.call('copy', { text, what }));
  }

  /** An action that fails says so; the figures stand. */
  private attempt(action: Promise<unknown>): void {
    action.catch((error: unknown) => {
      this.error.show(error);
    });
  }
}
