import * as l10n from '@vscode/l10n';
import type { CheckpointItem, CheckpointSummary, QuickFigures } from '../../src/shared/checkpoint';
import { fill, h, setText } from '../ui/dom';
import type { ExportFile } from '../../src/shared/page';
import { Latest } from '../ui/latest';
import { PageFrame } from '../ui/pageFrame';
import type { Store } from '../ui/store';
import { readTheme } from '../ui/theme';
import { cellOf } from './cells';
import { CheckpointHeader } from './checkpointHeader';
import { listColumns } from './columns';
import { DetailPane } from './detailPane';
import { EarlierCheckpoint } from './earlierCheckpoint';
import { Expansion } from './expansion';
import type { Host } from './host';
import type { Layer } from './layerCharts';
import { sortings } from './order';
import { Overview } from './overview';
import { pullItems, pullTensors } from './pull';
import type { CheckpointState } from './state';
import { QuickStream, type Outcome } from './stream';
import { Toolbar } from './toolbar';
import { buildTree, isLayer, nodesById, type TreeNode } from './tree';
import { TreeGrid } from './treeGrid';
import { visibleRows } from './visibleRows';

/** Answers that come in quick succession are drawn together. */
const drawEveryMs = 60;

/** The editor of one checkpoint: pulls lists and figures from the host and shows them. */
export class CheckpointPage {
  private theme = readTheme();
  private readonly latest = new Latest();
  private summary: CheckpointSummary | undefined;
  private roots: TreeNode[] = [];
  private nodes = new Map<string, TreeNode>();
  private items: readonly CheckpointItem[] = [];
  private readonly outcomes = new Map<number, Outcome>();
  private earlier: EarlierCheckpoint | undefined;
  private stream: QuickStream | undefined;
  private running = false;
  private drawing: ReturnType<typeof setTimeout> | undefined;
  private readonly expansion: Expansion;

  private readonly frame: PageFrame;
  private readonly notes = h('ul', { class: 'file-notes' });
  private readonly header: CheckpointHeader;
  private readonly toolbar: Toolbar;
  private readonly grid: TreeGrid;
  private readonly detail: DetailPane;
  private readonly overview: Overview;
  private readonly empty = h('p', { class: 'muted none', hidden: true });
  private readonly content: HTMLElement;

  constructor(
    root: HTMLElement,
    private readonly host: Host,
    private readonly state: Store<CheckpointState>,
  ) {
    this.expansion = new Expansion(state.current.expansion);
    this.header = new CheckpointHeader((steps) => {
      state.update({ steps });
      void this.open();
    });
    this.toolbar = new Toolbar({
      onFilter: (filter) => {
        state.update({ filter });
        this.draw();
      },
      onExpandAll: (base) => {
        this.expansion.setAll(base);
        this.keepExpansion();
      },
      onCancel: () => {
        this.stream?.stop();
        this.running = false;
        this.frame.attempt(host.call('cancel', null));
        this.report(0);
        this.drawSoon();
      },
      onResume: () => void this.startStream(),
      onCompare: () => void this.compare(null),
      onEndComparison: () => {
        this.earlier?.stop();
        this.earlier = undefined;
        state.update({ other: null });
        this.draw();
      },
      onOverview: () => {
        this.select(null);
      },
    });
    this.toolbar.setFilter(state.current.filter);
    this.grid = new TreeGrid({
      label: l10n.t('Modules and tensors'),
      columns: listColumns(),
      cell: (node, column) => cellOf(node, column, this.rowFigures),
      isExpanded: (node) => this.state.current.filter.trim() !== '' || this.expansion.isExpanded(node),
      onExpand: (node, expanded) => {
        this.expansion.set(node, expanded);
        this.keepExpansion();
      },
      onOpen: (node) => {
        this.select(node);
      },
      onScroll: (scroll) => {
        if (this.summary) state.update({ scroll });
      },
      onSort: (column) => {
        const sorting = sortings.find((name) => name === column);
        if (sorting) state.update({ sorting });
        this.draw();
      },
    });
    const onExport = (file: Promise<ExportFile>): void => {
      this.frame.attempt(file.then((params) => host.call('save', params)));
    };
    this.detail = new DetailPane(
      {
        host,
        summary: () => this.summary!,
        layersOf: (module) => this.layersOf(module),
        readingOf: (node) => (node.item ? (state.current.readings[node.item.key] ?? 0) : 0),
        onReading: (node, reading) => {
          if (node.item) state.update({ readings: { ...state.current.readings, [node.item.key]: reading } });
        },
        onExport,
        onInputs: () => void this.open(),
        attempt: (action) => {
          this.frame.attempt(action);
        },
      },
      this.theme,
    );
    this.overview = new Overview({
      onExport,
      onPick: (item) => {
        this.select(this.nodes.get(item.key) ?? null);
      },
    });
    this.content = h(
      'main',
      { class: 'checkpoint' },
      this.header.element,
      this.notes,
      this.toolbar.element,
      h(
        'div',
        { class: 'split' },
        h('div', { class: 'list' }, this.grid.element, this.empty),
        h('div', { class: 'side' }, this.overview.element, this.detail.element),
      ),
    );
    this.frame = new PageFrame(root, this.content, l10n.t('Opening the checkpoint…'));
  }

  /** Opens the file and pulls all there is: at the start, and when file or settings changed. */
  async open(): Promise<void> {
    const isLatest = this.latest.begin();
    this.stream?.stop();
    try {
      const summary = await this.host.call('open', { steps: this.state.current.steps });
      const [tensors, items] = await Promise.all([pullTensors(this.host), pullItems(this.host, 'this')]);
      if (!isLatest()) return;
      this.summary = summary;
      this.items = items;
      this.outcomes.clear();
      this.roots = buildTree(tensors, items);
      this.expansion.follow(this.roots);
      this.nodes = nodesById(this.roots);
      this.frame.show();
      this.header.render(
        summary,
        tensors.reduce((sum, { bytes }) => sum + bytes, 0),
      );
      this.draw();
      this.grid.scrollTo(this.state.current.scroll);
      const { selected } = this.state.current;
      this.select(selected === null ? null : (this.nodes.get(selected) ?? null));
      void this.startStream();
      await this.pullComparison();
    } catch (error) {
      if (!isLatest()) return;
      this.frame.fail(error);
      this.content.hidden = true;
    }
  }

  /** Asks the host which comparison a command wants: at the start, and when there is a new one. */
  async pullComparison(): Promise<void> {
    const wanted = await this.host.call('wantedComparison', null).catch(() => null);
    const uri = wanted ?? this.state.current.other;
    if (uri !== null) await this.compare(uri);
  }

  restyle(): void {
    this.theme = readTheme();
    this.detail.restyle(this.theme);
    this.draw();
  }

  private get rowFigures(): Parameters<typeof cellOf>[2] {
    return {
      outcome: (index) => this.outcomes.get(index),
      worst: this.worst,
      before: (node) => (node.item ? this.earlier?.figuresOf(node.item) : undefined),
      isRunning: this.running,
    };
  }

  private worst: ReadonlyMap<TreeNode, QuickFigures> = new Map();

  private draw(): void {
    clearTimeout(this.drawing);
    this.drawing = undefined;
    const { summary } = this;
    if (!summary) return;
    const { filter, sorting } = this.state.current;
    const figures = new Map<number, QuickFigures>();
    for (const [index, outcome] of this.outcomes) {
      if ('figures' in outcome) figures.set(index, outcome.figures);
    }
    const visible = visibleRows(this.roots, figures, {
      filter,
      sorting,
      isExpanded: (node) => this.expansion.isExpanded(node),
    });
    this.worst = visible.worst;
    this.content.classList.toggle('comparing', this.earlier !== undefined);
    this.grid.render(visible.rows, { column: sorting, descending: sorting !== 'name' });
    this.empty.hidden = visible.rows.length > 0;
    setText(
      this.empty,
      filter ? l10n.t('Nothing matches “{0}”.', filter) : l10n.t('The file holds no tensors.'),
    );
    const notes = [...(this.earlier ? [this.earlier.note(summary)] : []), ...summary.notes];
    fill(this.notes, ...notes.map((note) => h('li', {}, note)));
    this.notes.hidden = notes.length === 0;
    this.toolbar.comparing = this.earlier !== undefined;
    this.overview.render(summary, this.layers(), this.theme);
  }

  private drawSoon(): void {
    this.drawing ??= setTimeout(() => {
      this.draw();
    }, drawEveryMs);
  }

  private layers(): Layer[] {
    return this.items.flatMap((item) => {
      const outcome = this.outcomes.get(item.index);
      return outcome && 'figures' in outcome ? [{ item, figures: outcome.figures }] : [];
    });
  }

  /** Layers of modules that differ in their numbers alone. */
  private layersOf(module: string): Layer[] {
    const plain = (name: string): string => name.replace(/\d+/g, '#');
    return this.layers().filter(({ item }) => isLayer(item) && plain(item.name) === plain(module));
  }

  private select(node: TreeNode | null): void {
    this.state.update({ selected: node?.id ?? null });
    this.grid.select(node?.id ?? null);
    this.overview.element.hidden = node !== null;
    if (node) void this.detail.show(node);
    else this.detail.hide();
  }

  private keepExpansion(): void {
    this.state.update({ expansion: this.expansion.state });
    this.draw();
  }

  private waitingItems(): CheckpointItem[] {
    return this.items.filter(({ index, unasked }) => unasked && !this.outcomes.has(index));
  }

  private async startStream(): Promise<void> {
    this.stream?.stop();
    const stream = new QuickStream(this.waitingItems(), {
      ask: ({ index }, onProgress) => this.host.call('quick', { side: 'this', index }, { onProgress }),
      onOutcome: ({ index }, outcome) => {
        this.outcomes.set(index, outcome);
        this.drawSoon();
      },
      onProgress: (done, total, running) => {
        if (stream !== this.stream) return;
        this.running = running;
        this.report(done - (total - this.waitingItems().length));
      },
    });
    this.stream = stream;
    await stream.run();
    this.drawSoon();
  }

  /** @param partly what is done of the items under way */
  private report(partly: number): void {
    const total = this.items.filter(({ unasked }) => unasked).length;
    const left = this.waitingItems().length;
    this.toolbar.report(total - left + Math.max(0, partly), total, this.running, left > 0);
  }

  private async compare(uri: string | null): Promise<void> {
    try {
      const found = await this.host.call('compare', { uri, steps: this.state.current.steps });
      if (!found) return;
      const items = await pullItems(this.host, 'other');
      this.earlier?.stop();
      const earlier = new EarlierCheckpoint({ ...found, items }, this.items, {
        host: this.host,
        onFigures: () => {
          if (this.earlier === earlier) this.drawSoon();
        },
      });
      this.earlier = earlier;
      this.state.update({ other: found.uri });
      this.draw();
      await earlier.run();
    } catch (error) {
      this.state.update({ other: null });
      this.frame.tell(error);
    }
  }
}
