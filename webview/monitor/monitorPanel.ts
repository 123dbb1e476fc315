import * as l10n from '@vscode/l10n';
import type { MonitorModel } from '../../src/shared/monitor';
import { checkbox } from '../ui/controls/checkbox';
import { h } from '../ui/dom';
import { ChartSection } from '../ui/chart/chartSection';
import { ErrorBar } from '../ui/errorBar';
import { readTheme } from '../ui/theme';
import { ClippingSection } from './clippingSection';
import type { Host } from './connection';
import { MonitorHeader } from './monitorHeader';
import { normChart } from './normChart';
import { Puller } from './puller';
import { SeriesTable } from './seriesTable';
import type { MonitorState } from './state';
import { TimelineStrip } from './timelineStrip';

export interface MonitorPanelOptions {
  readonly host: Host;
  readonly state: MonitorState;
  readonly save: (state: MonitorState) => void;
}

/** The Gradient Monitor of one log: pulls its model from the host and shows it. */
export class MonitorPanel {
  private model: MonitorModel | undefined;
  private state: MonitorState;
  private theme = readTheme();
  private readonly puller: Puller;
  private readonly error = new ErrorBar();
  private readonly header = new MonitorHeader();
  private readonly timeline = new TimelineStrip();
  private readonly chart: ChartSection;
  private readonly clipping: ClippingSection;
  private readonly series: SeriesTable;
  private readonly waiting = h('p', { class: 'waiting', role: 'status' }, l10n.t('Reading the log…'));
  private readonly content: HTMLElement;

  constructor(
    root: HTMLElement,
    private readonly options: MonitorPanelOptions,
  ) {
    this.state = options.state;
    const { host } = options;
    this.puller = new Puller({
      fetch: () => host.call('model', this.state.choice),
      onModel: (model) => {
        this.show(model);
      },
      onError: (error) => {
        this.fail(error);
      },
    });
    const others = checkbox({
      label: l10n.t('Other series'),
      checked: this.state.others,
      onChange: (checked) => {
        this.update({ others: checked });
      },
    });
    this.chart = new ChartSection({
      id: 'norms',
      title: l10n.t('Gradient norm over the steps'),
      tools: [others],
      onExport: (file) => {
        this.attempt(file.then((params) => host.call('save', params)));
      },
    });
    this.clipping = new ClippingSection({
      onThreshold: (threshold) => {
        this.update({ threshold });
      },
      onWarmup: (warmup) => {
        this.choose({ warmup });
      },
      onFramework: (framework) => {
        this.update({ framework });
      },
      onCopy: (text) => {
        this.attempt(host.call('copy', { text, what: l10n.t('line of code') }));
      },
    });
    this.series = new SeriesTable({
      onQuery: (query) => {
        this.choose({ query });
      },
      onFocus: (series) => {
        this.choose({ series });
      },
    });
    this.content = h(
      'main',
      { hidden: true },
      this.header.header,
      this.header.card,
      this.chart.element,
      this.timeline.element,
      this.clipping.element,
      this.series.element,
    );
    root.replaceChildren(this.error.element, this.waiting, this.content);
  }

  /** Asks the host for the model: at the start, and when the log grew. */
  pull(): void {
    this.puller.pull();
  }

  /** Takes over the colors of a new theme. */
  restyle(): void {
    this.theme = readTheme();
    this.render();
  }

  private choose(part: Partial<MonitorState['choice']>): void {
    this.state = { ...this.state, choice: { ...this.state.choice, ...part } };
    this.options.save(this.state);
    this.puller.pull();
  }

  private update(part: Partial<MonitorState>): void {
    this.state = { ...this.state, ...part };
    this.options.save(this.state);
    this.render();
  }

  private show(model: MonitorModel): void {
    this.model = model;
    this.error.clear();
    this.waiting.hidden = true;
    this.content.hidden = false;
    this.content.classList.remove('stale');
    this.render();
  }

  private render(): void {
    const { model, theme, state } = this;
    if (!model) return;
    const { choice, others, framework } = state;
    const threshold = ClippingSection.threshold(model, state.threshold);
    this.header.render(model);
    this.chart.render(normChart(model, { others, threshold }), model.file, theme);
    this.timeline.render(model.timeline);
    this.clipping.render(model, { threshold: state.threshold, warmup: choice.warmup, framework });
    this.series.render(model, choice.query);
    this.series.element.hidden = model.all === 0;
  }

  /** The last figures stay to be read, but grayed: they are no longer those of the file. */
  private fail(error: unknown): void {
    this.error.show(error);
    this.waiting.hidden = true;
    this.content.classList.add('stale');
  }

  /** An action that fails says so; the figures stand. */
  private attempt(action: Promise<unknown>): void {
    action.catch((error: unknown) => {
      this.error.show(error);
    });
  }
}
