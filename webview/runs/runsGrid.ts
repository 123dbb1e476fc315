import * as l10n from '@vscode/l10n';
import { runFigures } from '../../src/present/monitor/runFigures';
import { normSparkline } from '../../src/present/sparkline';
import { verdictSymbols } from '../../src/present/symbols';
import { verdictWord } from '../../src/present/verdictWord';
import type { Run } from '../../src/shared/runs';
import { h } from '../ui/dom';
import { RowGrid, type Column, type RowParts, type Sorted } from '../ui/rowGrid';

export interface RunsGridEvents {
  readonly onOpen: (run: string) => void;
  /** A run is to be drawn beside others, or no longer. */
  readonly onChoose: (run: string) => void;
  readonly onSort: (column: string) => void;
}

const columns = (): readonly Column[] => [
  { id: 'run', label: l10n.t('Run'), numeric: false, sortable: true },
  { id: 'verdict', label: l10n.t('Verdict'), numeric: false, sortable: true },
  { id: 'since', label: l10n.t('Since'), numeric: false, sortable: true },
  { id: 'norm', label: l10n.t('Norm'), numeric: false },
  { id: 'records', label: l10n.t('Records'), numeric: true, sortable: true },
  { id: 'clipRate', label: l10n.t('Clipped'), numeric: true, sortable: true },
  { id: 'finalLoss', label: l10n.t('Final loss'), numeric: true, sortable: true },
];

/** The runs, a line each: a click on its name opens one, a click elsewhere draws it beside others. */
export class RunsGrid {
  private readonly grid: RowGrid<Run>;
  private chosen: readonly string[] = [];
  readonly element: HTMLElement;

  constructor(private readonly events: RunsGridEvents) {
    this.grid = new RowGrid<Run>({
      label: l10n.t('Training runs; Enter opens one, the space bar draws it beside others'),
      role: 'grid',
      columns: columns(),
      idOf: ({ run }) => run,
      parts: (run) => this.parts(run),
      onClick: ({ run }, target) => {
        if (target.closest('.open')) events.onOpen(run);
        else events.onChoose(run);
      },
      onKey: (key, { run }) => this.key(key, run),
      onSort: events.onSort,
    });
    this.element = this.grid.element;
  }

  render(runs: readonly Run[], sorted: Sorted, chosen: readonly string[]): void {
    this.chosen = chosen;
    this.grid.select(chosen);
    this.grid.render(runs, sorted);
  }

  private key(key: string, run: string): boolean {
    if (key === 'Enter') this.events.onOpen(run);
    else if (key === ' ') this.events.onChoose(run);
    else return false;
    return true;
  }

  private parts(run: Run): RowParts {
    const isChosen = this.chosen.includes(run.run);
    return {
      class: 'run',
      cells: columns().map(({ id, numeric }) => {
        const role = id === 'run' ? 'rowheader' : 'gridcell';
        const title = id === 'run' ? run.run : id === 'verdict' ? run.reason : undefined;
        return h(
          'div',
          { role, class: numeric ? 'numeric' : '', 'data-column': id, title },
          ...(id === 'run' ? nameOf(run, isChosen) : [cellOf(run, id)]),
        );
      }),
    };
  }
}

function nameOf({ run }: Run, isChosen: boolean): (Node | string)[] {
  return [
    h('span', { class: 'choice', 'aria-hidden': 'true' }, isChosen ? '☑' : '☐'),
    h('span', { class: 'open', title: l10n.t('Open {0}', run) }, run),
  ];
}

function cellOf(run: Run, column: string): Node | string {
  const { verdict, norms } = run;
  switch (column) {
    case 'verdict':
      return h(
        'span',
        { class: 'mark', 'data-verdict': verdict },
        h('span', { class: 'symbol', 'aria-hidden': 'true' }, verdictSymbols[verdict]),
        ` ${verdictWord(verdict)}`,
      );
    case 'norm':
      return h('span', { class: 'sparkline', 'aria-hidden': 'true' }, normSparkline(norms));
    default:
      return runFigures(run)[column as keyof ReturnType<typeof runFigures>];
  }
}
