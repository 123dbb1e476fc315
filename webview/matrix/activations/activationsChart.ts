import * as l10n from '@vscode/l10n';
import {
  comparedActivations,
  inputs,
  productAt,
  productOverDepth,
  type DerivativeProduct,
} from '../../../src/core/activationComparison';
import { activation, type ActivationName } from '../../../src/core/recurrence/activation';
import { formatNumber, formatPowerOfTen } from '../../../src/present/format';
import { listed } from '../../../src/present/words';
import type { ChartContent } from '../../../src/present/plot/content';
import { logAxis } from '../../../src/present/plot/logAxis';
import type { Axis } from '../../../src/present/plot/plot';
import { seriesChart, type Series } from '../../../src/present/plot/seriesChart';
import { countTicks, linearTicks } from '../../../src/present/plot/ticks';

/** What the comparison shows. */
export interface Comparison {
  readonly shown: readonly ActivationName[];
  readonly depth: number;
  readonly product: DerivativeProduct;
  /** Input of the chart over depth. */
  readonly x: number;
}

/** How the two products are called. */
export function productName(product: DerivativeProduct): string {
  return product === 'same-input'
    ? l10n.t('same x in every layer (the article’s)')
    : l10n.t('composition φ∘φ∘…∘φ (chain rule)');
}

const reach = 5;
const places = inputs(-reach, reach, 201);
/** Every half unit. */
const halves = places.flatMap((_, i) => (i % 10 === 0 ? [i] : []));
const xAxis: Axis = { label: 'x', min: -reach, max: reach, ticks: linearTicks(-reach, reach, 5) };

const overInputs = {
  x: xAxis,
  places,
  placeName: 'x',
  formatPlace: (x: number): string => formatNumber(x),
  rows: halves,
};

function seriesOf(
  shown: readonly ActivationName[],
  values: (name: ActivationName) => readonly (number | null)[],
): Series[] {
  return shown.map((name) => ({
    label: name,
    index: comparedActivations.findIndex((compared) => compared === name),
    values: values(name),
  }));
}

function linearAxis(label: string, min: number, max: number): Axis {
  return { label, min, max, ticks: linearTicks(min, max) };
}

/** φ over x. */
export function functionChart({ shown }: Comparison): ChartContent {
  return seriesChart({
    ...overInputs,
    title: l10n.t('Activation φ(x)'),
    finding: l10n.t('Line chart of {0} activations over x from −{1} to {1}.', shown.length, reach),
    y: linearAxis('φ(x)', -2, 3),
    series: seriesOf(shown, (name) => places.map(activation(name).value)),
    formatValue: (value) => formatNumber(value ?? NaN),
    csvPrefix: '',
    notes: [l10n.t('What lies above 3 is cut off.')],
  });
}

/** φ′ over x. */
export function derivativeChart({ shown }: Comparison): ChartContent {
  const steepest = Math.max(0, ...shown.map((name) => activation(name).maxSlope));
  return seriesChart({
    ...overInputs,
    title: l10n.t('Derivative φ′(x)'),
    finding: l10n.t(
      'Line chart of {0} derivatives over x from −{1} to {1}; the steepest reaches {2}.',
      shown.length,
      reach,
      formatNumber(steepest),
    ),
    y: linearAxis('φ′(x)', -0.2, 1.9),
    series: seriesOf(shown, (name) => places.map(activation(name).derivative)),
    formatValue: (value) => formatNumber(value ?? NaN),
    csvPrefix: '',
    levels: [{ y: 1, label: '' }],
  });
}

const formatProduct = (log10: number | null): string => formatPowerOfTen(log10);

/** |the product of L derivatives| over the input x. */
export function productChart({ shown, depth, product }: Comparison): ChartContent {
  const series = seriesOf(shown, (name) => places.map((x) => productAt(name, x, depth, product)));
  const { axis, notes } = logAxis(
    product === 'same-input' ? '|φ′(x)|ᴸ' : '|(φ∘…∘φ)′(x)|',
    series.map(({ values }) => values),
  );
  return seriesChart({
    ...overInputs,
    title: l10n.t('Product of {0} derivatives over x', depth),
    finding: l10n.t(
      'Line chart, {0}: at x = 0 the product is {1}.',
      productName(product),
      atRest(shown, depth, product),
    ),
    y: axis,
    series,
    formatValue: formatProduct,
    csvPrefix: 'log10_',
    notes: [l10n.t('Product: {0}.', productName(product)), ...notes],
  });
}

/** |the product of l derivatives| for l = 1…L at one input. */
export function depthChart({ shown, depth, product, x }: Comparison): ChartContent {
  const layers = Array.from({ length: depth }, (_, i) => i + 1);
  const series = seriesOf(shown, (name) => productOverDepth(name, x, depth, product));
  const { axis, notes } = logAxis(
    l10n.t('product at x = {0}', formatNumber(x)),
    series.map(({ values }) => values),
  );
  const [min, max] = depth === 1 ? [0.5, 1.5] : [1, depth];
  return seriesChart({
    title: l10n.t('Product of derivatives over depth, at x = {0}', formatNumber(x)),
    finding: l10n.t(
      'Line chart, {0}: after {1} layers {2}.',
      productName(product),
      depth,
      listed(series.map(({ label, values }) => `${label} ${formatProduct(values.at(-1) ?? null)}`)),
    ),
    x: { label: l10n.t('l (layers)'), min, max, ticks: countTicks(depth) },
    y: axis,
    places: layers,
    placeName: 'l',
    formatPlace: String,
    series,
    formatValue: formatProduct,
    csvPrefix: 'log10_',
    notes: [l10n.t('Product: {0}.', productName(product)), ...notes],
  });
}

function atRest(shown: readonly ActivationName[], depth: number, product: DerivativeProduct): string {
  return listed(
    shown.map((name) => l10n.t('{0} for {1}', formatProduct(productAt(name, 0, depth, product)), name)),
  );
}
