import * as l10n from '@vscode/l10n';
import type { Remedy } from '../../../src/core/remedies';
import { verdictWord } from '../../../src/present/verdictWord';
import type { PanelModel } from '../../../src/shared/panel';
import type { Scale } from '../../../src/present/plot/gainAxis';
import { remedyChart } from './remedyChart';
import { fill, h, setText } from '../../ui/dom';
import type { Theme } from '../../ui/theme';
import { ChartSection, type ChartSectionOptions } from '../../ui/chart/chartSection';
import { remedyCard, type RemedyEvents } from './remedyCard';

export interface RemediesView {
  readonly selected: string | undefined;
  readonly scale: Scale;
  readonly theme: Theme;
}

/** The remedies as cards, and what the selected one does to the growth curve. */
export class RemediesSection {
  private readonly cards = h('ul', { class: 'remedies' });
  private readonly none = h('p', { class: 'muted' });
  private readonly chart: ChartSection;
  readonly element: HTMLElement;

  constructor(
    private readonly events: RemedyEvents,
    onExport: ChartSectionOptions['onExport'],
  ) {
    this.chart = new ChartSection({ id: 'remedy', title: l10n.t('Before and after'), onExport });
    this.element = h(
      'section',
      { 'aria-labelledby': 'remedies-heading' },
      h('h2', { id: 'remedies-heading' }, l10n.t('Remedies')),
      this.none,
      this.cards,
      this.chart.element,
    );
  }

  render(model: PanelModel, { selected, scale, theme }: RemediesView): void {
    const { remedies } = model.analysis;
    this.none.hidden = remedies.length > 0;
    setText(this.none, noneNeeded(model));
    const shown = shownRemedy(remedies, selected);
    const focused = this.focused();
    fill(
      this.cards,
      ...remedies.map((remedy) => remedyCard(remedy, { selected: remedy === shown, model }, this.events)),
    );
    if (focused) this.refocus(focused);
    this.chart.render(shown ? remedyChart(model, shown, scale) : null, model.name, theme);
  }

  /** Where the focus is, so that rebuilding the cards does not lose it. */
  private focused(): { remedy: string; index: number } | null {
    const card = document.activeElement?.closest<HTMLElement>('[data-remedy]');
    const button = document.activeElement?.closest('vscode-button');
    if (!card || !button || !this.cards.contains(card)) return null;
    const buttons = [...card.querySelectorAll('vscode-button')];
    return { remedy: card.dataset['remedy'] ?? '', index: buttons.indexOf(button) };
  }

  private refocus({ remedy, index }: { remedy: string; index: number }): void {
    const card = [...this.cards.children].find(
      (child) => (child as HTMLElement).dataset['remedy'] === remedy,
    );
    card?.querySelectorAll<HTMLElement>('vscode-button')[index]?.focus();
  }
}

/** Why there is nothing to mend. */
function noneNeeded({ analysis: { verdict } }: PanelModel): string {
  return verdict
    ? l10n.t('None is needed: the verdict is {0}.', verdictWord(verdict.name))
    : l10n.t('A matrix that is not square has no powers that could grow or fade.');
}

/** The remedy whose curve is shown: the selected one, else the first that has a curve. */
function shownRemedy(remedies: readonly Remedy[], selected: string | undefined): Remedy | undefined {
  const withCurve = remedies.filter(({ growth }) => growth !== null);
  return withCurve.find(({ name }) => name === selected) ?? withCurve[0];
}
