import {
  articleDepth,
  comparedActivations,
  type DerivativeProduct,
} from '../../src/core/activationComparison';
import {
  depthChart,
  derivativeChart,
  functionChart,
  productChart,
  productNames,
  type Comparison,
} from '../charts/activations';
import { dropdown } from '../controls/dropdown';
import { numberField } from '../controls/numberField';
import { h } from '../dom';
import { ActivationLegend } from '../panels/activationLegend';
import { ActivationTable } from '../panels/activationTable';
import { ChartSection } from '../panels/chartSection';
import type { TabContext, TabView } from './tab';

const mostLayers = 1000;
const products = Object.keys(productNames) as DerivativeProduct[];

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
    label: 'Layers L',
    min: 1,
    max: mostLayers,
    onInput: (value) => {
      change({ depth: value });
    },
  });
  const x = numberField({
    label: 'Input x',
    min: -5,
    max: 5,
    step: 0.1,
    onInput: (value) => {
      change({ x: value });
    },
  });
  const product = dropdown({
    labelledBy: 'product-label',
    options: products.map((name) => productNames[name]),
    onChange: (chosen) => {
      change({ product: products.find((name) => productNames[name] === chosen)! });
    },
  });
  const section = (id: string, title: string): ChartSection => new ChartSection({ id, title, onExport });
  const charts = [
    [section('activation', 'Activation φ(x)'), functionChart],
    [section('derivative', 'Derivative φ′(x)'), derivativeChart],
    [section('derivative-product', 'Product of derivatives over x'), productChart],
    [section('derivative-depth', 'Product of derivatives over depth'), depthChart],
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
        { class: 'tab-choices', 'aria-label': 'Comparison' },
        h('div', { class: 'choice' }, h('span', {}, 'Layers L'), depth.element),
        h('div', { class: 'choice' }, h('span', {}, 'Input x'), x.element),
        h(
          'div',
          { class: 'choice wide' },
          h('span', { id: 'product-label' }, 'Product of derivatives'),
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
      product.set(productNames[comparison.product]);
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
      Number.isInteger(depth) && Number(depth) >= 1 && Number(depth) <= mostLayers
        ? Number(depth)
        : articleDepth,
    product: products.find((name) => name === product) ?? 'same-input',
    x: typeof x === 'number' && Math.abs(x) <= 5 ? x : 1,
  };
}
