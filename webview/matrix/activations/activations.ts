import * as l10n from '@vscode/l10n';
import {
  articleDepth,
  comparedActivations,
  type DerivativeProduct,
} from '../../../src/core/activationComparison';
import {
  depthChart,
  derivativeChart,
  functionChart,
  productChart,
  productName,
  type Comparison,
} from './activationsChart';
import { dropdown } from '../../ui/controls/dropdown';
import { numberField } from '../../ui/controls/numberField';
import { h } from '../../ui/dom';
import { ActivationLegend } from './activationLegend';
import { ActivationTable } from './activationTable';
import { ChartSection } from '../../ui/chart/chartSection';
import type { TabContext, TabView } from '../tab';

const maxLayers = 1000;
const products: readonly DerivativeProduct[] = ['same-input', 'composition'];

/** The article's third figure: activations, their derivatives, and the product of the derivatives of many layers. */
export function create({ memory, refresh, choose, onExport }: TabContext): TabView {
  let comparison = parseComparison(memory.get());
  const change = (part: Partial<Comparison>): void => {
    comparison = { ...comparison, ...part };
    memory.set(comparison);
    refresh();
  };
  const legend = new ActivationLegend(comparison.shown, (shown) => {
    change({ shown });
  });
  const depth = numberField({
    label: l10n.t('Layers L'),
    min: 1,
    max: maxLayers,
    onInput: (value) => {
      change({ depth: value });
    },
  });
  const x = numberField({
    label: l10n.t('Input x'),
    min: -5,
    max: 5,
    step: 0.1,
    onInput: (value) => {
      change({ x: value });
    },
  });
  const product = dropdown({
    labelledBy: 'product-label',
    options: products,
    nameOf: productName,
    onChange: (chosen) => {
      change({ product: chosen });
    },
  });
  const section = (id: string, title: string): ChartSection => new ChartSection({ id, title, onExport });
  const charts = [
    [section('activation', l10n.t('Activation φ(x)')), functionChart],
    [section('derivative', l10n.t('Derivative φ′(x)')), derivativeChart],
    [section('derivative-product', l10n.t('Product of derivatives over x')), productChart],
    [section('derivative-depth', l10n.t('Product of derivatives over depth')), depthChart],
  ] as const;
  const table = new ActivationTable((activation) => {
    choose({ activation });
  });
  return {
    element: h(
      'div',
      { class: 'tab-content own-legend' },
      h(
        'section',
        { class: 'tab-choices', 'aria-label': l10n.t('Comparison') },
        h('div', { class: 'choice' }, h('span', {}, l10n.t('Layers L')), depth.element),
        h('div', { class: 'choice' }, h('span', {}, l10n.t('Input x')), x.element),
        h(
          'div',
          { class: 'choice wide' },
          h('span', { id: 'product-label' }, l10n.t('Product of derivatives')),
          product.element,
        ),
      ),
      legend.element,
      h('div', { class: 'pair' }, ...charts.map(([chart]) => chart.element)),
      table.element,
    ),
    render: (model, theme) => {
      depth.set(comparison.depth);
      x.set(comparison.x);
      product.set(comparison.product);
      legend.restyle(theme);
      for (const [chart, content] of charts) chart.render(content(comparison), 'activations', theme);
      table.render(model, comparison);
    },
  };
}

/** The comparison from a saved state, checked; all activations over the article's ten layers where it says nothing. */
function parseComparison(saved: unknown): Comparison {
  const { shown, depth, product, x } = (saved ?? {}) as Record<string, unknown>;
  return {
    shown: Array.isArray(shown)
      ? comparedActivations.filter((name) => shown.includes(name))
      : comparedActivations,
    depth:
      Number.isInteger(depth) && Number(depth) >= 1 && Number(depth) <= maxLayers
        ? Number(depth)
        : articleDepth,
    product: products.find((name) => name === product) ?? 'same-input',
    x: typeof x === 'number' && Math.abs(x) <= 5 ? x : 1,
  };
}
