import * as l10n from '@vscode/l10n';
import { figureText, formatNumber, rounded } from '../format';
import type { ChartContent } from './content';
import { emptyPlot, type Axis, type Circle, type Plot } from './plot';
import { linearTicks } from './ticks';

/** Complex numbers: real and imaginary part each. */
export type ComplexNumbers = readonly (readonly [re: number, im: number])[];

export interface ComplexPlane extends Pick<Plot, 'title' | 'finding' | 'describe' | 'notes'> {
  readonly values: ComplexNumbers;
  /** How far each may be off, where that shows; `null` where it is not known. */
  readonly bounds?: readonly (number | null)[] | undefined;
  /** What one of them is called: `λ`. */
  readonly symbol: string;
  /** Their name in the legend. */
  readonly label: string;
  /** The largest modulus that the picture must hold. */
  readonly radius: number;
  /** Beside the unit circle. */
  readonly circles?: readonly Circle[];
  readonly caption: string;
  /** Indices of the values that the table shows. */
  readonly rows: readonly number[];
  /** Number of the first value. */
  readonly first: 0 | 1;
  /** Significant digits in the table. */
  readonly digits: number;
}

/** Complex numbers in their plane with the unit circle, with their table and CSV. */
export function complexPlane(chart: ComplexPlane): ChartContent {
  const { values, bounds, symbol, label, caption, rows, first, digits } = chart;
  const reach = 1.12 * Math.max(1, chart.radius);
  const ticks = linearTicks(-reach, reach, 5);
  const axis = (part: string): Axis => ({ label: `${part} ${symbol}`, min: -reach, max: reach, ticks });
  const row = (i: number): (number | null)[] => {
    const [re, im] = values[i]!;
    return [i + first, re, im, Math.hypot(re, im), ...(bounds ? [bounds[i] ?? null] : [])];
  };
  const known = (i: number): (number | null)[] => {
    const [number, ...figures] = row(i);
    const bound = bounds?.[i] ?? 0;
    return [
      number!,
      ...figures.map((value, k) => (value === null || k === 3 ? value : rounded(value, bound))),
    ];
  };
  const format = (value: number | null): string => formatNumber(value ?? 0, digits);
  return {
    plot: {
      ...emptyPlot,
      kind: 'points',
      title: chart.title,
      finding: chart.finding,
      x: axis('Re'),
      y: axis('Im'),
      curves: [{ role: 'values', label, points: values.map(([x, y]) => ({ x, y })) }],
      circles: [{ radius: 1, role: 'reference', label: l10n.t('unit circle') }, ...(chart.circles ?? [])],
      equalAspect: true,
      notes: chart.notes,
      describe: chart.describe,
    },
    table: {
      caption,
      columns: [
        { label: 'i', format: String },
        ...[`Re ${symbol}`, `Im ${symbol}`, `|${symbol}|`].map((name) => ({ label: name, format })),
        ...(bounds ? [{ label: '±', format: boundText }] : []),
      ],
      rows: rows.map(known),
    },
    csv: {
      header: ['i', 're', 'im', 'modulus', ...(bounds ? ['bound'] : [])],
      rows: values.map((_, i) => row(i)),
    },
  };
}

const boundText = (bound: number | null): string =>
  figureText(bound === null ? null : Number(bound.toPrecision(1)));
