import * as l10n from '@vscode/l10n';
import { figureText, formatNumber, rounded, subscript } from '../format';
import { listed } from '../words';
import type { ChartContent } from '../plot/content';
import { emptyPlot, type Axis, type Level } from '../plot/plot';
import { seriesChart } from '../plot/seriesChart';
import { countTicks, linearTicks } from '../plot/ticks';

/** An exponent as people read it, with its error where that shows; `null` is the −∞ of a direction that dies in one step. */
export function formatExponent(value: number | null, error?: number | null): string {
  if (value === null) return '−∞';
  if (!error || error < 5e-5 * Math.abs(value)) return formatNumber(value, 4);
  return `${formatNumber(rounded(value, error), 4)} ± ${formatNumber(error, 1)}`;
}

/** An axis that holds all values and zero. */
function aroundZero(label: string, values: readonly (number | null)[]): Axis {
  const finite = values.filter((value) => value !== null);
  const [low, high] = [Math.min(0, ...finite), Math.max(0, ...finite)];
  const margin = 0.08 * Math.max(high - low, 0.1);
  const [min, max] = [low - margin, high + margin];
  return { label, min, max, ticks: linearTicks(min, max) };
}

/** The line at zero and that of the linear verdict; close together, one word does for both. */
function levelsOf(axis: Axis, linear: number | null): Level[] {
  const close = linear !== null && Math.abs(linear) < 0.07 * (axis.max - axis.min);
  return [
    { y: 0, label: close ? '' : l10n.t('0: neither grows nor fades') },
    ...(linear === null ? [] : [{ y: linear, label: l10n.t('ln(φ′(0)·ρ), linear') }]),
  ];
}
const dead = (values: readonly (number | null)[]): string[] =>
  values.includes(null)
    ? [l10n.t('Exponents of −∞ cannot be shown in the chart: those directions die in one step.')]
    : [];

/**
 * λ_i by rank, with the line at zero and the rate of the linear verdict.
 * @param errors how far each may be off, where that is known
 */
export function exponentsChart(
  exponents: readonly (number | null)[],
  linear: number | null,
  errors?: readonly (number | null)[],
): ChartContent {
  const count = exponents.length;
  const y = aroundZero(l10n.t('λᵢ per step'), [...exponents, linear ?? 0]);
  const positive = exponents.filter((value) => value !== null && value > 0).length;
  const largest = formatExponent(exponents[0] ?? null, errors?.[0]);
  return {
    plot: {
      ...emptyPlot,
      kind: 'points',
      title: l10n.t('Lyapunov exponents λᵢ'),
      finding:
        positive === 0
          ? l10n.t(
              'Scatter chart: none of the {0} leading exponents above 0; the largest is {1}.',
              count,
              largest,
            )
          : l10n.t(
              'Scatter chart: {0} of the {1} leading exponents above 0; the largest is {2}.',
              positive,
              count,
              largest,
            ),
      x: { label: l10n.t('rank i'), min: 0.5, max: count + 0.5, ticks: countTicks(count) },
      y,
      curves: [
        {
          role: 'values',
          label: l10n.t('exponent λᵢ'),
          points: exponents.flatMap((value, i) => (value === null ? [] : [{ x: i + 1, y: value }])),
        },
      ],
      levels: levelsOf(y, linear),
      notes: dead(exponents),
      describe: (x) => {
        const rank = Math.round(x);
        const value = exponents[rank - 1] ?? null;
        const equation = `λ${subscript(rank)} = ${formatExponent(value, errors?.[rank - 1])}`;
        return [
          value === null ? equation : l10n.t('{0}, × {1} per step', equation, formatNumber(Math.exp(value))),
        ];
      },
    },
    table: {
      caption: l10n.t('Every exponent asked for.'),
      columns: [
        { label: 'i', format: String },
        { label: 'λᵢ', format: formatExponent },
        ...(errors ? [{ label: '±', format: (error: number | null) => figureText(error) }] : []),
        { label: l10n.t('factor per step'), format: (value) => formatNumber(value ?? 0, 4) },
      ],
      rows: exponents.map((value, i) => {
        const error = errors?.[i] ?? 0;
        const known = value === null ? null : rounded(value, error);
        const factor = value === null ? 0 : rounded(Math.exp(value), Math.exp(value) * error);
        return [i + 1, known, ...(errors ? [errors[i] ?? null] : []), factor];
      }),
    },
    csv: {
      header: ['i', 'lambda', ...(errors ? ['standard_error'] : [])],
      rows: exponents.map((value, i) => [i + 1, value ?? -Infinity, ...(errors ? [errors[i] ?? null] : [])]),
    },
  };
}

/** λ_1 over the length of the trajectory, doubling. */
export function convergenceChart(
  convergence: readonly { readonly steps: number; readonly largest: number | null }[],
  linear: number | null,
): ChartContent {
  const values = convergence.map(({ largest }) => largest);
  const y = aroundZero(l10n.t('λ₁ per step'), [...values, linear ?? 0]);
  const places = convergence.map(({ steps }) => Math.log2(steps));
  const [first = 0, last = 1] = [places[0], places.at(-1)];
  const margin = 0.04 * Math.max(last - first, 1);
  const steps = (place: number): string => Math.round(2 ** place).toLocaleString('en-US');
  return seriesChart({
    title: l10n.t('λ₁ as the trajectory doubles'),
    finding: l10n.t(
      'Line chart: {0} steps.',
      listed(convergence.map(({ steps: t, largest }) => l10n.t('{0} after {1}', formatExponent(largest), t))),
    ),
    x: {
      label: l10n.t('T (steps, doubling)'),
      min: first - margin,
      max: last + margin,
      ticks: places.filter((_, i) => places.length < 9 || (places.length - 1 - i) % 2 === 0).map((value) => ({ value, label: steps(value) })), // prettier-ignore
    },
    y,
    places,
    placeName: 'T',
    formatPlace: steps,
    series: [{ label: 'λ₁', index: 0, values }],
    formatValue: formatExponent,
    csvPrefix: '',
    levels: levelsOf(y, linear),
    notes: dead(values),
  });
}
