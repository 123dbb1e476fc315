import * as l10n from '@vscode/l10n';
import type { MonitorHost, MonitorModel } from '../../src/shared/monitor';
import type { PageView } from '../../src/shared/page';
import type { Rpc } from '../../src/shared/rpc';
import { checkbox } from '../ui/controls/checkbox';
import { h } from '../ui/dom';
import { ChartSection } from '../ui/chart/chartSection';
import { PageFrame } from '../ui/pageFrame';
import type { Store } from '../ui/store';
import { readTheme } from '../ui/theme';
import { ClippingSection } from './clippingSection';
import { MonitorHeader } from './monitorHeader';
import { normChart } from './normChart';
import { Puller } from './puller';
import { SeriesTable } from './seriesTable';
import type { MonitorState } from './state';
import { TimelineStrip } from './timelineStrip';

/** The Gradient Monitor of one log: pulls its model from the host and shows it. */
export class MonitorPanel {
  private model: MonitorModel | undefined;
  private theme = readTheme();
  private readonly puller: Puller;
  private readonly frame: PageFrame;
  private readonly header: MonitorHeader;
  private readonly timeline = new TimelineStrip();
  private readonly chart: ChartSection;
  private readonly clipping: ClippingSection;
  private readonly series: SeriesTable;

  constructor(
    root: HTMLElement,
    host: Rpc<MonitorHost, PageView>,
    private readonly state: Store<MonitorState>,
  ) {
    this.puller = new Puller({
      fetch: () => host.call('model', this.state.current.choice),
      onModel: (model) => {
        this.show(model);
      },
      onError: (error) => {
        this.frame.fail(error);
      },
    });
    this.header = new MonitorHeader((run) => {
      this.choose({ run, series: null });
    });
    const others = checkbox({
      label: l10n.t('Other series'),
      checked: state.current.others,
      onChange: (checked) => {
        this.update({ others: checked });
      },
    });
    this.chart = new ChartSection({
      id: 'norms',
      title: l10n.t('Gradient norm over the steps'),
      tools: [others],
      onExport: (file) => {
        this.frame.attempt(file.then((params) => host.call('save', params)));
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
        this.frame.attempt(host.call('copy', { text, what: l10n.t('line of code') }));
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
    const content = h(
      'main',
      {},
      this.header.header,
      this.header.card,
      this.chart.element,
      this.timeline.element,
      this.clipping.element,
      this.series.element,
    );
    this.frame = new PageFrame(root, content, l10n.t('Reading the log…'));
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
    this.state.update({ choice: { ...this.state.current.choice, ...part } });
    this.puller.pull();
  }

  private update(part: Partial<MonitorState>): void {
    this.state.update(part);
    this.render();
  }

  private show(model: MonitorModel): void {
    this.model = model;
    this.frame.show();
    this.render();
    if (model.readShare !== null) this.puller.pull();
  }

  private render(): void {
    const { model, theme } = this;
    if (!model) return;
    const { choice, others, framework, threshold: chosen } = this.state.current;
    const threshold = ClippingSection.threshold(model, chosen);
    this.header.render(model);
    this.chart.render(normChart(model, { others, threshold }), model.file, theme);
    this.timeline.render(model.timeline);
    this.clipping.render(model, { threshold: chosen, warmup: choice.warmup, framework });
    this.series.render(model, choice.query);
    this.series.element.hidden = model.all === 0;
  }
}
