import * as l10n from '@vscode/l10n';
import { roleName } from '../../src/present/role/role';
import { checkpointScript, type ScriptLibrary, type ScriptSubject } from '../../src/present/checkpointScript';
import type {
  CheckpointDetail,
  CheckpointDetails,
  CheckpointSummary,
  DetailSubject,
} from '../../src/shared/checkpoint';
import type { ChartContent } from '../../src/present/plot/content';
import { button } from '../ui/controls/button';
import { fill, h, setText } from '../ui/dom';
import type { ExportFile } from '../../src/shared/page';
import { ChartSection } from '../ui/chart/chartSection';
import { ErrorBar } from '../ui/errorBar';
import { Latest } from '../ui/latest';
import type { Theme } from '../ui/theme';
import { cellView } from './cellView';
import type { DetailContext } from './detailContext';
import { heatMapSection } from './heatMapSection';
import type { Host } from './host';
import type { Layer } from './layerCharts';
import { linearView, matrixView, stackView, tensorView } from './otherViews';
import type { TreeNode } from './tree';

export interface DetailOptions {
  readonly host: Host;
  readonly summary: () => CheckpointSummary;
  readonly layersOf: (module: string) => readonly Layer[];
  /** The reading of a cell that the person chose. */
  readonly readingOf: (node: TreeNode) => number;
  readonly onReading: (node: TreeNode, reading: number) => void;
  readonly onExport: (file: Promise<ExportFile>) => void;
  /** Other inputs drive the cells now. */
  readonly onInputs: () => void;
  readonly attempt: (action: Promise<unknown>) => void;
}

/** What is to be said of one row: asked of the host, drawn, and drawn anew in another theme. */
export class DetailPane {
  private readonly latest = new Latest();
  private node: TreeNode | undefined;
  private shown: { readonly node: TreeNode; readonly detail: CheckpointDetail } | undefined;
  private readonly charts: ChartSection[] = [];
  private readonly heading = h('h2', { class: 'detail-name' });
  private readonly what = h('p', { class: 'muted' });
  private readonly actions = h('div', { class: 'actions' });
  private readonly error = new ErrorBar();
  private readonly progress = h('progress', { max: 1, value: 0, 'aria-label': l10n.t('Progress') });
  private readonly waiting: HTMLElement;
  private readonly content = h('div', { class: 'detail-content' });
  readonly element: HTMLElement;

  constructor(
    private readonly options: DetailOptions,
    private theme: Theme,
  ) {
    this.waiting = h(
      'p',
      { class: 'waiting', role: 'status', hidden: true },
      l10n.t('Analyzing…'),
      ' ',
      this.progress,
      button({
        label: l10n.t('Cancel'),
        title: l10n.t('Cancel the analysis of this row'),
        onClick: () => {
          options.attempt(options.host.call('cancel', null));
        },
      }),
    );
    this.element = h(
      'article',
      { class: 'detail', 'aria-label': l10n.t('Detail'), hidden: true },
      h('div', { class: 'detail-head' }, h('div', {}, this.heading, this.what), this.actions),
      this.error.element,
      this.waiting,
      this.content,
    );
  }

  /** Shows a row's detail. */
  async show(node: TreeNode, asked?: DetailSubject): Promise<void> {
    const isLatest = this.latest.begin();
    const same = this.node === node;
    this.node = node;
    this.element.hidden = false;
    setText(this.heading, node.item && node.kind === 'item' ? node.item.what : node.name);
    setText(this.what, node.kind === 'item' ? node.name : (node.item?.what ?? l10n.t('Tensor')));
    if (!same) this.clear();
    this.error.clear();
    this.waiting.hidden = false;
    this.progress.value = 0;
    const subject = asked ?? this.subjectOf(node);
    try {
      const detail = await this.options.host.call(
        'detail',
        { subject },
        {
          onProgress: (done) => {
            if (isLatest()) this.progress.value = done;
          },
        },
      );
      if (!isLatest()) return;
      this.shown = { node, detail };
      this.draw();
    } catch (error) {
      if (!isLatest()) return;
      const canceled = error instanceof Error && error.name === 'CancellationError';
      this.error.show(
        canceled ? new Error(l10n.t('The analysis was canceled: choose the row again to start it.')) : error,
      );
    } finally {
      if (isLatest()) this.waiting.hidden = true;
    }
  }

  /** Asks for the inputs that drive the cell; what is wrong with them stands above the figures. */
  private async drive(node: TreeNode): Promise<void> {
    if (!node.item) return;
    this.error.clear();
    try {
      if (await this.options.host.call('driveWithData', { index: node.item.index })) this.options.onInputs();
    } catch (error) {
      if (this.node === node) this.error.show(error);
    }
  }

  hide(): void {
    this.latest.outdate();
    this.node = undefined;
    this.element.hidden = true;
    this.clear();
  }

  restyle(theme: Theme): void {
    this.theme = theme;
    if (this.shown) this.draw();
  }

  private subjectOf(node: TreeNode): DetailSubject {
    return node.item
      ? { kind: 'item', index: node.item.index, reading: this.options.readingOf(node) }
      : { kind: 'tensor', name: node.name, asked: false };
  }

  private clear(): void {
    for (const chart of this.charts.splice(0)) chart.dispose();
    this.shown = undefined;
    fill(this.content);
    fill(this.actions);
  }

  private draw(): void {
    const { shown } = this;
    if (!shown) return;
    for (const chart of this.charts.splice(0)) chart.dispose();
    const { detail } = shown;
    const reason = reasonOf(detail);
    fill(
      this.content,
      reason === null ? null : h('p', { class: 'muted reason-line' }, reason),
      ...viewOf(detail.kind, detail, this.contextOf(shown.node)),
    );
    fill(this.actions, ...this.actionsOf(shown.node, detail));
    this.element.dataset['shown'] = shown.node.id;
  }

  private contextOf(node: TreeNode): DetailContext {
    const { options, theme } = this;
    return {
      chart: (id, content) => content && this.chart(id, content, node.name),
      heatMap: (map, title, note, shows = 'entries') =>
        heatMapSection(map, { title, note, subject: node.name, shows }, theme, options.onExport),
      inputs: options.summary().inputs,
      onDrive: () => void this.drive(node),
      onDriveWithout: () => {
        options.attempt(options.host.call('driveWithoutData', null).then(options.onInputs));
      },
      layersOf: options.layersOf,
      onReading: (reading) => {
        options.onReading(node, reading);
        void this.show(node);
      },
      onRecurrent: () => void this.show(node, { kind: 'matrix', name: node.name }),
      onRead: () => void this.show(node, { kind: 'tensor', name: node.name, asked: true }),
    };
  }

  private chart(id: string, content: ChartContent, subject: string): HTMLElement {
    const section = new ChartSection({
      id: `detail-${id}`,
      title: content.plot.title,
      onExport: this.options.onExport,
    });
    this.charts.push(section);
    section.render(content, subject, this.theme);
    return section.element;
  }

  private actionsOf(node: TreeNode, detail: CheckpointDetail): HTMLElement[] {
    const { host, attempt, summary } = this.options;
    const copy = (text: string, what: string): void => {
      attempt(host.call('copy', { text, what }));
    };
    const source = sourceOf(node, detail);
    const script = (library: ScriptLibrary): HTMLElement =>
      button({
        label: l10n.t('Copy as {0}', library),
        title: l10n.t(
          'Copy as {0}: a script that loads this from the file and computes σ_max and ρ',
          library,
        ),
        onClick: () => {
          const { format, file } = summary();
          copy(checkpointScript({ format, file, source: source! }, library), l10n.t('{0} script', library));
        },
      });
    return [
      button({
        label: l10n.t('Copy figures'),
        title: l10n.t('Copy figures as JSON'),
        onClick: () => {
          copy(figuresText(summary().file, detail), l10n.t('figures'));
        },
      }),
      ...(source ? [script('PyTorch'), script('NumPy')] : []),
    ];
  }
}

/** Its role and what shows it; nothing for a tensor by itself. */
function reasonOf(detail: CheckpointDetail): string | null {
  if (detail.kind === 'tensor') return null;
  if (detail.kind === 'matrix') return detail.reason;
  const { role, evidence } = detail.record;
  return evidence[0] ? l10n.t('{0}: {1}', roleName(role), evidence[0].text) : roleName(role);
}

type DetailKind = CheckpointDetail['kind'];

const views: {
  readonly [K in DetailKind]: (detail: CheckpointDetails[K], context: DetailContext) => HTMLElement[];
} = {
  cell: cellView,
  'linear-recurrence': linearView,
  feedforward: stackView,
  matrix: matrixView,
  tensor: tensorView,
};

function viewOf<K extends DetailKind>(
  kind: K,
  detail: CheckpointDetails[K],
  context: DetailContext,
): HTMLElement[] {
  return views[kind](detail, context);
}

function sourceOf(node: TreeNode, detail: CheckpointDetail): ScriptSubject['source'] | null {
  if (detail.kind === 'cell') return { kind: 'cell', ...detail.source };
  const { tensor } = node;
  return tensor && tensor.shape.length === 2 && tensor.unreadable === null
    ? { kind: 'tensor', name: tensor.name }
    : null;
}

/** The figures as JSON, without the pixels of the heat map. */
function figuresText(file: string, detail: CheckpointDetail): string {
  const figures = 'record' in detail ? detail.record : { ...detail, heatMap: undefined };
  return JSON.stringify({ file, ...figures }, null, 2);
}
