import * as l10n from '@vscode/l10n';
import { exampleRates, rateTable } from '../../../src/core/rates';
import { halfLifeOf } from '../../../src/core/verdict';
import type { PanelModel } from '../../../src/shared/panel';
import { numberField } from '../../ui/controls/numberField';
import { fill, h, setText } from '../../ui/dom';
import { formatNumber, formatPowerOfTen, formatSteps } from '../../../src/present/format';
import type { TabContext } from '../tab';

const steps = [10, 100, 1000];
const maxSteps = 100_000;
const maxRate = 100;

/** What a person typed; `steps` follows the horizon until then. */
interface Typed {
  readonly rate: number;
  readonly steps: number | undefined;
}

/** "A little above or below one": rates against steps, the matrix's own rate and a typed one among them. */
export class RatesSection {
  private typed: Typed;
  private readonly rate;
  private readonly steps;
  private readonly sentence = h('p', { role: 'status' });
  private readonly table = h('table', { class: 'rates' });
  readonly element: HTMLElement;

  constructor(memory: TabContext['memory'], refresh: () => void) {
    this.typed = parseTyped(memory.get());
    const change = (part: Partial<Typed>): void => {
      this.typed = { ...this.typed, ...part };
      memory.set(this.typed);
      refresh();
    };
    this.rate = numberField({
      label: l10n.t('Rate per step'),
      min: 0,
      max: maxRate,
      step: 0.01,
      onInput: (rate) => {
        change({ rate });
      },
    });
    this.steps = numberField({
      label: l10n.t('Steps'),
      min: 1,
      max: maxSteps,
      onInput: (count) => {
        change({ steps: count });
      },
    });
    this.element = h(
      'section',
      { id: 'rates', 'aria-labelledby': 'rates-heading' },
      h('h2', { id: 'rates-heading' }, l10n.t('A little above or below one')),
      h(
        'div',
        { class: 'tab-choices' },
        h('div', { class: 'choice' }, h('span', {}, l10n.t('Rate per step')), this.rate.element),
        h('div', { class: 'choice' }, h('span', {}, l10n.t('Steps')), this.steps.element),
        this.sentence,
      ),
      h(
        'div',
        { class: 'table-scroll whole', role: 'region', tabindex: 0, 'aria-label': l10n.t('Rates') },
        this.table,
      ),
    );
  }

  render({ analysis: { verdict, options } }: PanelModel): void {
    const { rate } = this.typed;
    const typedSteps = this.typed.steps ?? options.steps;
    this.rate.set(rate);
    this.steps.set(typedSteps);
    const columns = [...new Set([...steps, typedSteps])].sort((a, b) => a - b);
    const rows = [
      ...(verdict ? [{ kind: 'own', rate: verdict.rate, label: ownLabel(verdict.slopeAtRest) }] : []),
      { kind: 'typed', rate, label: l10n.t('as typed') },
      ...exampleRates.map((example) => ({ kind: 'example', rate: example, label: '' })),
    ];
    const gains = rateTable(
      rows.map((row) => row.rate),
      columns,
    );
    const typedRow = rows.findIndex(({ kind }) => kind === 'typed');
    const outcome = formatPowerOfTen(gains[typedRow]![columns.indexOf(typedSteps)]!, 4);
    setText(
      this.sentence,
      l10n.t('{0} over {1} comes to {2}.', formatExactly(rate), formatSteps(typedSteps), outcome),
    );
    fill(
      this.table,
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, l10n.t('rate per step')),
          ...columns.map((count) => h('th', { scope: 'col' }, formatSteps(count))),
          h('th', { scope: 'col' }, l10n.t('steps to ×2 or ÷2')),
        ),
      ),
      h(
        'tbody',
        {},
        ...rows.map(({ kind, rate: value, label }, i) =>
          h(
            'tr',
            { class: kind, 'data-rate': kind === 'example' ? value : kind },
            h(
              'th',
              { scope: 'row' },
              formatExactly(value),
              label !== '' && h('span', { class: 'muted' }, ` ${label}`),
            ),
            ...columns.map((count, j) =>
              h('td', { 'data-steps': count }, formatPowerOfTen(gains[i]![j]!, 4)),
            ),
            h('td', {}, formatHalfLife(value)),
          ),
        ),
      ),
    );
  }
}

function ownLabel(slope: number): string {
  return slope === 1 ? l10n.t('ρ of W') : l10n.t('φ′(0)·ρ of W');
}

/** A rate with the digits that tell it from one. */
function formatExactly(rate: number): string {
  return formatNumber(rate, 6);
}

function formatHalfLife(rate: number): string {
  const life = halfLifeOf(rate);
  if (life === null) return l10n.t('never');
  return life < 0 ? l10n.t('×2 in {0}', formatNumber(-life)) : l10n.t('÷2 in {0}', formatNumber(life));
}

function parseTyped(saved: unknown): Typed {
  const { rate, steps: count } = (saved ?? {}) as Record<string, unknown>;
  return {
    rate: typeof rate === 'number' && rate >= 0 && rate <= maxRate ? rate : 1.05,
    steps:
      typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= maxSteps
        ? count
        : undefined,
  };
}
