import {
  comparedActivations,
  inputs,
  productAt,
  productOverDepth,
  type DerivativeProduct,
} from '../../src/core/activationComparison';
import { activation, type ActivationName } from '../../src/core/recurrence/activation';
import { formatNumber, formatPowerOfTen } from '../format';
import type { ChartContent } from './content';
import { logAxis } from './logAxis';
import type { Axis } from './plot';
import { seriesChart, type Series } from './seriesChart';
import { countTicks, linearTicks } from './ticks';

/** What the comparison shows. */
export interface Comparison {
  readonly shown: readonly ActivationName[];
  readonly depth: number;
  readonly product: DerivativeProduct;
  /** Input of the chart over depth. */
  readonly x: number;
}

/** How the two products are called. */
export const productNames: Readonly<Record<DerivativeProduct, string>> = {
  'same-input': 'same x in every layer (the article’s)',
  composition: 'composition φ∘φ∘…∘φ (chain rule)',
};

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
    title: 'Activation φ(x)',
    finding: `Line chart of ${shown.length} activations over x from −${reach} to ${reach}.`,
    y: linearAxis('φ(x)', -2, 3),
    series: seriesOf(shown, (name) => places.map(activation(name).value)),
    formatValue: (value) => formatNumber(value ?? NaN),
    csvPrefix: '',
    notes: ['What lies above 3 is cut off.'],
  });
}

/** φ′ over x. */
export function derivativeChart({ shown }: Comparison): ChartContent {
  const steepest = Math.max(0, ...shown.map((name) => activation(name).maxSlope));
  return seriesChart({
    ...overInputs,
    title: 'Derivative φ′(x)',
    finding: `Line chart of ${shown.length} derivatives over x from −${reach} to ${reach}; the steepest reaches ${formatNumber(steepest)}.`,
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
    title: `Product of ${depth} derivatives over x`,
    finding: `Line chart, ${productNames[product]}: at x = 0 the product is ${atRest(shown, depth, product)}.`,
    y: axis,
    series,
    formatValue: formatProduct,
    csvPrefix: 'log10_',
    notes: [`Product: ${productNames[product]}.`, ...notes],
  });
}

/** |the product of l derivatives| for l = 1…L at one input. */
export function depthChart({ shown, depth, product, x }: Comparison): ChartContent {
  const layers = Array.from({ length: depth }, (_, i) => i + 1);
  const series = seriesOf(shown, (name) => productOverDepth(name, x, depth, product));
  const { axis, notes } = logAxis(
    `product at x = ${formatNumber(x)}`,
    series.map(({ values }) => values),
  );
  const [min, max] = depth === 1 ? [0.5, 1.5] : [1, depth];
  return seriesChart({
    title: `Product of derivatives over depth, at x = ${formatNumber(x)}`,
    finding: `Line chart, ${productNames[product]}: after ${depth} layers ${series.map(({ label, values }) => `${label} ${formatProduct(values.at(-1) ?? null)}`).join(', ')}.`,
    x: { label: 'l (layers)', min, max, ticks: countTicks(depth) },
    y: axis,
    places: layers,
    placeName: 'l',
    formatPlace: String,
    series,
    formatValue: formatProduct,
    csvPrefix: 'log10_',
    notes: [`Product: ${productNames[product]}.`, ...notes],
  });
}

function atRest(shown: readonly ActivationName[], depth: number, product: DerivativeProduct): string {
  return shown.map((name) => `${formatProduct(productAt(name, 0, depth, product))} for ${name}`).join(', ');
}
