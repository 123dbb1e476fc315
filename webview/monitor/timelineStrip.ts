import * as l10n from '@vscode/l10n';
import type { Segment } from '../../src/core/monitor/timeline';
import { verdictWord } from '../../src/present/verdictWord';
import type { Table } from '../../src/present/plot/table';
import { fill, h, svg } from '../ui/dom';
import { TableView } from '../ui/chart/tableView';
import { clauses } from '../../src/present/words';

const symbols = { stable: '●', skipped: '○', vanishing: '▼', exploding: '▲' } as const;
/** Segments told in words; the strip shows all. */
const told = 6;

/** The verdict over time: a strip in proportion to the steps, and the same in words. */
export class TimelineStrip {
  private readonly table = new TableView(l10n.t('Verdict over time'), 'timeline-table');
  private readonly strip = h('div', { class: 'strip', role: 'img', 'aria-details': 'timeline-table' });
  private readonly list = h('ol', { class: 'segments' });
  readonly element = h(
    'section',
    { class: 'timeline', 'aria-labelledby': 'timeline-heading' },
    h('h2', { id: 'timeline-heading' }, l10n.t('Verdict over time')),
    this.strip,
    this.list,
    this.table.element,
  );

  render(segments: readonly Segment[]): void {
    this.element.hidden = segments.length === 0;
    const first = segments[0]?.from ?? 0;
    const width = Math.max((segments.at(-1)?.to ?? 1) - first, 1);
    fill(
      this.strip,
      svg(
        'svg',
        { viewBox: '0 0 1000 14', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
        ...segments.map(({ from, to, state }, i) => {
          const x = (1000 * (from - first)) / width;
          // Up to where the next begins, or steps that were not logged would be holes.
          const end = (1000 * ((segments[i + 1]?.from ?? to) - first)) / width;
          return svg('rect', { x, y: 0, width: Math.max(end - x, 2), height: 14, class: `state-${state}` });
        }),
      ),
    );
    const spans = segments.map(sentence);
    const shown = segments.slice(0, told);
    fill(
      this.list,
      ...shown.map(({ state }, i) =>
        h(
          'li',
          { 'data-state': state },
          h('span', { class: `symbol state-${state}`, 'aria-hidden': 'true' }, symbols[state]),
          ` ${spans[i]!}`,
        ),
      ),
      segments.length > told && h('li', {}, l10n.t('… {0} more changes', segments.length - told)),
    );
    this.strip.setAttribute('aria-label', clauses(spans.slice(0, told)));
    this.table.render(tableOf(segments));
  }
}

function sentence({ from, to, state }: Segment): string {
  return from === to
    ? l10n.t('step {0}: {1}', from, wordOf(state))
    : l10n.t('steps {0} to {1}: {2}', from, to, wordOf(state));
}

function wordOf(state: Segment['state']): string {
  switch (state) {
    case 'stable':
      return l10n.t('no rule fires');
    case 'skipped':
      return l10n.t('skipped');
    default:
      return verdictWord(state);
  }
}

function tableOf(segments: readonly Segment[]): Table {
  return {
    caption: l10n.t('Verdict over time'),
    columns: [
      { label: l10n.t('first step'), format: String },
      { label: l10n.t('last step'), format: String },
      { label: l10n.t('verdict'), format: (i) => wordOf(segments[i ?? 0]!.state) },
    ],
    rows: segments.map(({ from, to }, i) => [from, to, i]),
  };
}
