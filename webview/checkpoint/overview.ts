import * as l10n from '@vscode/l10n';
import { judgments, type Judgment } from '../../src/core/verdict';
import { verdictWord } from '../../src/present/verdictWord';
import { verdictSymbols } from '../../src/present/symbols';
import type { CheckpointItem, CheckpointSummary } from '../../src/shared/checkpoint';
import { fill, h } from '../ui/dom';
import type { ExportFile } from '../../src/shared/page';
import { ChartSection } from '../ui/chart/chartSection';
import type { Theme } from '../ui/theme';
import { compareFigures } from './order';
import { verdictMark } from './cells';
import { horizonLayers, memoryHorizonChart, type Layer } from './layerCharts';

/** Layers named in the overview. */
const maxShown = 5;

export interface OverviewEvents {
  readonly onPick: (item: CheckpointItem) => void;
  readonly onExport: (file: Promise<ExportFile>) => void;
}

/** What is shown while no row is chosen: the count of verdicts, the memory horizon, what was not recognized. */
export class Overview {
  private readonly counts = h('ul', { class: 'counts', 'aria-label': l10n.t('Verdicts') });
  private readonly horizon: ChartSection;
  private readonly worst = h('ul', { class: 'worst', 'aria-label': l10n.t('What needs attention') });
  private readonly unrecognized = h('div', { class: 'unrecognized' });
  private layers: readonly Layer[] = [];
  readonly element: HTMLElement;

  constructor(private readonly events: OverviewEvents) {
    const { onPick, onExport } = events;
    this.horizon = new ChartSection({
      id: 'horizon',
      title: l10n.t('Memory horizon'),
      onExport,
      onPick: (index) => {
        const item = horizonLayers(this.layers)[index];
        if (item) onPick(item);
      },
    });
    this.horizon.element.hidden = true;
    this.element = h(
      'section',
      { class: 'overview', 'aria-label': l10n.t('Overview') },
      this.counts,
      this.horizon.element,
      this.worst,
      this.unrecognized,
    );
  }

  render(summary: CheckpointSummary, layers: readonly Layer[], theme: Theme): void {
    this.layers = layers;
    const found = judgments
      .map((name) => ({ name, count: layers.filter(({ figures }) => figures.verdict === name).length }))
      .filter(({ count }) => count > 0);
    fill(
      this.counts,
      ...found.map(({ name, count }) =>
        h(
          'li',
          { class: 'mark', 'data-verdict': name },
          h('span', { class: 'symbol', 'aria-hidden': 'true' }, verdictSymbols[name]),
          ` ${countOf(name, count)}`,
        ),
      ),
      summary.items === 0
        ? h(
            'li',
            { class: 'muted' },
            l10n.t(
              'Nothing here has a verdict. Choose a tensor to see its figures; a square one can be analyzed as recurrent.',
            ),
          )
        : null,
    );
    const attention = [...layers]
      .filter(({ figures }) => figures.verdict !== null && figures.verdict !== 'stable')
      .sort((a, b) => compareFigures(a.figures, b.figures))
      .slice(0, maxShown);
    fill(this.worst, ...attention.map((layer) => this.entry(layer)));
    this.horizon.render(memoryHorizonChart(layers, summary.steps), summary.file, theme);
    const { unrecognized } = summary;
    fill(
      this.unrecognized,
      ...(unrecognized.length === 0
        ? []
        : [
            h('h2', {}, l10n.t('Not recognized ({0})', unrecognized.length)),
            h(
              'ul',
              {},
              ...unrecognized.map(({ tensor, reason }) =>
                h('li', {}, h('code', {}, tensor), ` ${reasonOf(tensor, reason)}`),
              ),
            ),
          ]),
    );
  }

  private entry({ item, figures }: Layer): HTMLElement {
    const link = h(
      'button',
      { type: 'button' },
      item.kind === 'matrix' ? item.name : `${item.what} · ${item.name}`,
    );
    link.addEventListener('click', () => {
      this.events.onPick(item);
    });
    return h('li', {}, link, ' ', verdictMark(figures), h('p', {}, figures.explanation));
  }
}

function countOf(name: Judgment, count: number): string {
  return l10n.t({
    message: '{0} {1}',
    args: [count, verdictWord(name)],
    comment: ['a count and a verdict'],
  });
}

/** The reason as a sentence after the tensor's name, which it need not say again. */
export function reasonOf(tensor: string, reason: string): string {
  const subject = `${tensor} `;
  return reason.startsWith(subject)
    ? l10n.t('It {0}.', reason.slice(subject.length))
    : l10n.t('{0}.', reason.replace(tensor, l10n.t('It')));
}
