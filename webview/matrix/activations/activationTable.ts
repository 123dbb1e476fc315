import * as l10n from '@vscode/l10n';
import { comparedActivations, productAt } from '../../../src/core/activationComparison';
import { activation, type ActivationName } from '../../../src/core/recurrence/activation';
import { verdictSymbols } from '../../../src/present/symbols';
import { gainCurve, verdictOfGain } from '../../../src/core/verdict';
import { verdictWord } from '../../../src/present/verdictWord';
import type { PanelModel } from '../../../src/shared/panel';
import type { Comparison } from './activationsChart';
import { button } from '../../ui/controls/button';
import { fill, h } from '../../ui/dom';
import { capitalize, formatNumber, formatPowerOfTen, formatSteps } from '../../../src/present/format';

/** The slopes of each activation, what they come to over the layers, and what they make of the panel's own matrix. */
export class ActivationTable {
  private readonly table = h('table', { class: 'activation-table' });
  readonly element = h(
    'section',
    { 'aria-labelledby': 'slopes-heading' },
    h('h2', { id: 'slopes-heading' }, l10n.t('Slopes, and what they make of the matrix')),
    h(
      'p',
      { class: 'muted' },
      l10n.t('φ′(0) is the slope at rest, which the verdict uses; γ = sup |φ′| is the steepest.'),
    ),
    h(
      'div',
      { class: 'table-scroll whole', role: 'region', tabindex: 0, 'aria-label': l10n.t('Slopes') },
      this.table,
    ),
  );

  constructor(private readonly onUse: (name: ActivationName) => void) {}

  render(model: PanelModel, { depth, product, x }: Comparison): void {
    const focused = this.focused();
    const { figures, options } = model.analysis;
    const columns = [
      'φ',
      'φ′(0)',
      'γ',
      l10n.t('{0} layers at x = {1}', depth, formatNumber(x)),
      ...(figures.growth ? [l10n.t('gain of W over {0}', formatSteps(options.steps))] : []),
      l10n.t('use'),
    ];
    fill(
      this.table,
      h('thead', {}, h('tr', {}, ...columns.map((label) => h('th', { scope: 'col' }, label)))),
      h(
        'tbody',
        {},
        ...comparedActivations.map((name) => {
          const { slopeAtRest, maxSlope } = activation(name);
          return h(
            'tr',
            { 'data-activation': name, class: name === options.activation ? 'in-use' : undefined },
            h('th', { scope: 'row' }, name),
            h('td', {}, formatNumber(slopeAtRest, 5)),
            h('td', {}, formatNumber(maxSlope, 5)),
            h('td', { 'data-figure': 'product' }, formatPowerOfTen(productAt(name, x, depth, product))),
            ...outcome(model, slopeAtRest),
            h('td', {}, this.use(name, name === options.activation)),
          );
        }),
      ),
    );
    if (focused !== undefined) this.table.querySelectorAll<HTMLElement>('vscode-button')[focused]?.focus();
  }

  private use(name: ActivationName, used: boolean): HTMLElement {
    const element = button({
      label: used ? l10n.t('In Use') : l10n.t('Use'),
      title: used ? l10n.t('In use in the analysis: {0}', name) : l10n.t('Use {0} in the analysis', name),
      onClick: () => {
        this.onUse(name);
      },
    });
    element.setAttribute('aria-pressed', String(used));
    return element;
  }

  /** Which button has the focus, so that rebuilding the table does not lose it. */
  private focused(): number | undefined {
    const at = [...this.table.querySelectorAll('vscode-button')].findIndex(
      (button) => button === document.activeElement,
    );
    return at === -1 ? undefined : at;
  }
}

/** The gain over the panel's horizon with that slope, and its verdict; nothing for a matrix without powers. */
function outcome({ analysis: { figures, options } }: PanelModel, slope: number): HTMLElement[] {
  if (!figures.growth) return [];
  const log10 = gainCurve(figures.growth, slope).at(-1) ?? null;
  const verdict = verdictOfGain(log10, options.thresholds);
  return [
    h(
      'td',
      { title: capitalize(verdictWord(verdict)) },
      `${verdictSymbols[verdict]} `,
      h('span', { class: 'visually-hidden' }, `${verdictWord(verdict)} `),
      h('span', { 'data-figure': 'gain-with' }, formatPowerOfTen(log10)),
    ),
  ];
}
