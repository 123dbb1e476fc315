import type { Segment } from '../../src/core/monitor/timeline';
import type { Table } from '../charts/table';
import { fill, h, svg } from '../dom';
import { TableView } from '../panels/tableView';

const words = {
  stable: 'no rule fires',
  skipped: 'skipped',
  vanishing: 'vanishing',
  exploding: 'exploding',
} as const;
const symbols = { stable: '●', skipped: '○', vanishing: '▼', exploding: '▲' } as const;
/** Segments told in words; the strip shows all. */
const told = 6;

/** The verdict over time: a strip in proportion to the steps, and the same in words. */
export class TimelineStrip {
  private readonly table = new TableView('Verdict over time', 'timeline-table');
  private readonly strip = h('div', { class: 'strip', role: 'img', 'aria-details': 'timeline-table' });
  private readonly list = h('ol', { class: 'segments' });
  readonly element = h(
    'section',
    { class: 'timeline', 'aria-labelledby': 'timeline-heading' },
    h('h2', { id: 'timeline-heading' }, 'Verdict over time'),
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
      segments.length > told && h('li', {}, `… ${segments.length - told} more changes`),
    );
    this.strip.setAttribute('aria-label', spans.slice(0, told).join('; '));
    this.table.render(tableOf(segments));
  }
}

function sentence({ from, to, state }: Segment): string {
  return `${from === to ? `step ${from}` : `steps ${from} to ${to}`}: ${words[state]}`;
}

function tableOf(segments: readonly Segment[]): Table {
  return {
    caption: 'Verdict over time',
    columns: [
      { label: 'first step', format: String },
      { label: 'last step', format: String },
      { label: 'verdict', format: (i) => words[segments[i ?? 0]!.state] },
    ],
    rows: segments.map(({ from, to }, i) => [from, to, i]),
  };
}
