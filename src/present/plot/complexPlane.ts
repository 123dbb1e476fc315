import * as l10n from '@vscode/l10n';
import { formatNumber } from '../format';
import type { ChartContent } from './content';
import { emptyPlot, type Axis, type Circle, type Plot } from './plot';
import { linearTicks } from './ticks';

/** Complex numbers: real and imaginary part each. */
export type ComplexNumbers = readonly (readonly [re: number, im: number])[];

export interface ComplexPlane extends Pick<Plot, 'title' | 'finding' | 'describe' | 'notes'> {
  readonly values: ComplexNumbers;
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
  const { values, symbol, label, caption, rows, first, digits } = chart;
  const reach = 1.12 * Math.max(1, chart.radius);
  const ticks = linearTicks(-reach, reach, 5);
  const axis = (part: string): Axis => ({ label: `${part} ${symbol}`, min: -reach, max: reach, ticks });
  const row = (i: number): number[] => {
    const [re, im] = values[i]!;
    return [i + first, re, im, Math.hypot(re, im)];
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
      ],
      rows: rows.map(row),
    },
    csv: { header: ['i', 're', 'im', 'modulus'], rows: values.map((_, i) => row(i)) },
  };
}
