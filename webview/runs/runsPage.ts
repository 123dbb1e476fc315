import * as l10n from '@vscode/l10n';
import { verdictSymbols } from '../../src/present/symbols';
import { verdictWord } from '../../src/present/verdictWord';
import { listed } from '../../src/present/words';
import type { MonitorCurve } from '../../src/shared/monitor';
import type { Rpc } from '../../src/shared/rpc';
import type { Run, RunsHost, RunsView } from '../../src/shared/runs';
import { ChartSection } from '../ui/chart/chartSection';
import { button } from '../ui/controls/button';
import { searchField } from '../ui/controls/searchField';
import { h, setText } from '../ui/dom';
import { Latest } from '../ui/latest';
import { PageFrame } from '../ui/pageFrame';
import type { Store } from '../ui/store';
import { readTheme } from '../ui/theme';
import { sortings, visibleRuns } from './order';
import { runsChart } from './runsChart';
import { RunsGrid } from './runsGrid';
import { maxChosen, type RunsState } from './state';

/** Folders asked for at once: few enough for the list to fill before the eye. */
const chunk = 40;

/** A folder of runs: a line each, and the norms of those that are chosen over each other. */
export class RunsPage {
  private rows = new Map<string, Run>();
  private curves: readonly MonitorCurve[] = [];
  private folder = '';
  private total = 0;
  private seen = 0;
  private theme = readTheme();
  private readonly pulls = new Latest();
  private readonly overlays = new Latest();
  private readonly frame: PageFrame;
  private readonly name = h('h1');
  private readonly about = h('p');
  private readonly said = h('span', { class: 'said', role: 'status' });
  private readonly none = h('p', { class: 'muted' });
  private readonly search;
  private readonly clear;
  private readonly grid: RunsGrid;
  private readonly chart: ChartSection;

  constructor(
    root: HTMLElement,
    private readonly host: Rpc<RunsHost, RunsView>,
    private readonly state: Store<RunsState>,
  ) {
    this.search = searchField({
      label: l10n.t('Search runs'),
      placeholder: l10n.t('Search by name, producer or verdict'),
      onInput: (filter) => {
        this.update({ filter });
      },
    });
    this.clear = button({
      label: l10n.t('Draw none'),
      title: l10n.t('Draw none of the runs'),
      onClick: () => {
        this.choose([]);
      },
    });
    this.grid = new RunsGrid({
      onOpen: (run) => {
        this.frame.attempt(host.call('open', { run }));
      },
      onChoose: (run) => {
        const { chosen } = this.state.current;
        const others = chosen.filter((other) => other !== run);
        this.choose(others.length < chosen.length ? others : [...others, run].slice(-maxChosen));
      },
      onSort: (column) => {
        this.sort(column);
      },
    });
    this.chart = new ChartSection({
      id: 'runs',
      title: l10n.t('Gradient norm of the chosen runs'),
      tools: [this.clear],
      onExport: (file) => {
        this.frame.attempt(file.then((params) => host.call('save', params)));
      },
    });
    const content = h(
      'main',
      { class: 'runs' },
      h('header', {}, h('div', { class: 'subject' }, this.name, this.about)),
      h('div', { class: 'search' }, this.search.element, this.said),
      h('div', { class: 'list' }, this.grid.element, this.none),
      this.chart.element,
    );
    this.frame = new PageFrame(root, content, l10n.t('Looking for training logs…'));
  }

  /** Lists the folder and reads its runs: at the start, and when a log grew. */
  pull(): void {
    void this.read();
  }

  /** Takes over the colors of a new theme. */
  restyle(): void {
    this.theme = readTheme();
    this.render();
  }

  private async read(): Promise<void> {
    const isLatest = this.pulls.begin();
    try {
      const { folder, folders } = await this.host.call('list', null);
      if (!isLatest()) return;
      const before = this.rows;
      [this.folder, this.total, this.seen] = [folder, folders.length, 0];
      this.frame.show();
      this.render();
      const rows = new Map<string, Run>();
      for (let at = 0; at < folders.length; at += chunk) {
        const found = await this.host.call('read', { folders: folders.slice(at, at + chunk) });
        if (!isLatest()) return;
        for (const row of found) rows.set(row.run, row);
        this.seen = Math.min(at + chunk, folders.length);
        // What is known stays in sight until all is read anew.
        this.rows = this.seen < folders.length ? new Map([...before, ...rows]) : rows;
        this.render();
      }
      if (folders.length === 0) this.rows = rows;
      await this.overlay();
    } catch (error) {
      if (isLatest()) this.frame.fail(error);
    }
  }

  private async overlay(): Promise<void> {
    const isLatest = this.overlays.begin();
    const runs = this.state.current.chosen.filter((run) => this.rows.has(run));
    const curves = runs.length === 0 ? [] : await this.host.call('curves', { runs });
    if (!isLatest()) return;
    this.curves = curves;
    this.render();
  }

  private choose(chosen: readonly string[]): void {
    this.update({ chosen });
    this.frame.attempt(this.overlay());
  }

  private sort(column: string): void {
    const sorting = sortings.find((known) => known === column);
    if (!sorting) return;
    const { sorting: before, descending } = this.state.current;
    this.update({ sorting, descending: sorting === before && !descending });
  }

  private update(part: Partial<RunsState>): void {
    this.state.update(part);
    this.render();
  }

  private render(): void {
    const { folder, total, seen, rows, curves, theme } = this;
    const { filter, sorting, descending, chosen } = this.state.current;
    const runs = [...rows.values()];
    const shown = visibleRuns(runs, { filter, sorting, descending });
    setText(this.name, folder);
    setText(this.about, countsOf(runs));
    this.search.set(filter);
    this.said.setAttribute('aria-live', seen < total ? 'off' : 'polite');
    setText(
      this.said,
      seen < total
        ? l10n.t('{0} of {1} folders read', seen, total)
        : filter.trim() === ''
          ? l10n.t('{0} runs', runs.length)
          : l10n.t('{0} of {1} runs match', shown.length, runs.length),
    );
    this.said.dataset['read'] = String(seen);
    this.grid.render(shown, { column: sorting, descending }, chosen);
    this.none.hidden = seen < total || shown.length > 0;
    setText(
      this.none,
      runs.length > 0
        ? l10n.t('No run matches “{0}”.', filter)
        : l10n.t('No log in this folder holds gradient norms.'),
    );
    this.chart.render(runsChart(curves), folder, theme);
  }
}

/** How many runs have each verdict, the worst first. */
function countsOf(runs: readonly Run[]): string {
  const verdicts = ['exploding', 'vanishing', 'undetermined', 'stable'] as const;
  return listed(
    verdicts.flatMap((verdict) => {
      const count = runs.filter((run) => run.verdict === verdict).length;
      return count === 0 ? [] : `${verdictSymbols[verdict]} ${count} ${verdictWord(verdict)}`;
    }),
  );
}
