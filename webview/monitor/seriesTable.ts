import * as l10n from '@vscode/l10n';
import { firstSteps } from '../../src/present/monitor/firstSteps';
import { verdictSymbols } from '../../src/present/symbols';
import { verdictWord } from '../../src/present/verdictWord';
import type { SeriesReport } from '../../src/core/monitor/report';
import type { MonitorModel } from '../../src/shared/monitor';
import { searchField } from '../ui/controls/searchField';
import { fill, h, setText } from '../ui/dom';
import { formatNumber } from '../../src/present/format';

export interface SeriesTableEvents {
  readonly onQuery: (query: string) => void;
  readonly onFocus: (name: string) => void;
}

const headings = (): readonly string[] => [
  l10n.t('series'),
  l10n.t('verdict'),
  l10n.t('count'),
  l10n.t('not finite'),
  l10n.t('min'),
  'p10',
  l10n.t('median'),
  'p90',
  l10n.t('max'),
  l10n.t('vanishes'),
  l10n.t('explodes'),
];

/** Every series with its figures, worst first; a name brings its curve to the front. */
export class SeriesTable {
  private readonly search;
  private readonly count = h('span', { class: 'matching', role: 'status' });
  private readonly body = h('tbody');
  readonly element: HTMLElement;

  constructor(private readonly events: SeriesTableEvents) {
    this.search = searchField({
      label: l10n.t('Search series'),
      placeholder: l10n.t('Search, e.g. weight_hh'),
      onInput: events.onQuery,
    });
    this.element = h(
      'section',
      { class: 'series', 'aria-labelledby': 'series-heading' },
      h('h2', { id: 'series-heading' }, l10n.t('Series, worst first')),
      h('div', { class: 'search' }, this.search.element, this.count),
      h(
        'div',
        { class: 'table-scroll', role: 'region', tabindex: 0, 'aria-label': l10n.t('Figures of the series') },
        h(
          'table',
          {},
          h('thead', {}, h('tr', {}, ...headings().map((heading) => h('th', { scope: 'col' }, heading)))),
          this.body,
        ),
      ),
    );
  }

  render({ series, matching, all, focus }: MonitorModel, query: string): void {
    this.search.set(query);
    setText(this.count, countText({ listed: series.length, matching, all, searched: query.trim() !== '' }));
    const focused = document.activeElement?.getAttribute('data-series');
    fill(this.body, ...series.map((report) => this.row(report, report.name === focus?.name)));
    // The table is built anew with every line of the log; the keyboard's place in it stays.
    if (focused != null) {
      for (const button of this.body.querySelectorAll('button')) {
        if (button.dataset['series'] === focused) button.focus();
      }
    }
  }

  private row(report: SeriesReport, inFront: boolean): HTMLElement {
    const { name, verdict, count, nonFinite, min, median, max, percentiles } = report;
    const button = h(
      'button',
      { class: 'link', type: 'button', 'data-series': name, 'aria-pressed': String(inFront) },
      name,
    );
    button.addEventListener('click', () => {
      this.events.onFocus(name);
    });
    const { vanishes, explodes } = firstSteps(report);
    const cells = [
      `${verdictSymbols[verdict]} ${verdictWord(verdict)}`,
      String(count),
      String(nonFinite),
      ...[min, percentiles.p10, median, percentiles.p90, max].map((value) =>
        value === null ? '–' : formatNumber(value),
      ),
      stepText(vanishes),
      stepText(explodes),
    ];
    return h(
      'tr',
      { class: inFront ? 'in-front' : undefined, 'data-verdict': verdict },
      h('th', { scope: 'row' }, button),
      ...cells.map((cell) => h('td', {}, cell)),
    );
  }
}

function stepText(step: number | null): string {
  return step === null ? l10n.t('never') : l10n.t('step {0}', step);
}

interface Counts {
  readonly listed: number;
  readonly matching: number;
  readonly all: number;
  readonly searched: boolean;
}

function countText({ listed, matching, all, searched }: Counts): string {
  if (listed < matching)
    return searched
      ? l10n.t('{0} of {1} series match, {2} of them listed', matching, all, listed)
      : l10n.t('{0} series, {1} of them listed', all, listed);
  return searched ? l10n.t('{0} of {1} series match', matching, all) : l10n.t('{0} series', all);
}
