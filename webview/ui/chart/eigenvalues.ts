import * as l10n from '@vscode/l10n';
import type { PanelModel } from '../../../src/shared/panel';
import { formatComplex, formatNumber, formatRadiusInterval, subscript } from '../../../src/present/format';
import type { ChartContent } from '../../../src/present/plot/content';
import { emptyPlot, type Axis, type Plot } from '../../../src/present/plot/plot';
import { shownRows, evenIndices, type Csv, type Table } from '../../../src/present/plot/table';
import { linearTicks } from '../../../src/present/plot/ticks';

type Eigenvalues = readonly (readonly [number, number])[];

/** The eigenvalues in the complex plane with the unit circle; `null` for a matrix that has none. */
export function eigenvalueChart({
  analysis: { figures },
}: Pick<PanelModel, 'analysis'>): ChartContent | null {
  const { eigenvalues, spectralRadius } = figures;
  if (!eigenvalues || !spectralRadius) return null;
  return {
    plot: eigenvaluePlot(eigenvalues, spectralRadius.value, formatRadiusInterval(spectralRadius)),
    table: eigenvalueTable(eigenvalues),
    csv: eigenvalueCsv(eigenvalues),
  };
}

function eigenvaluePlot(eigenvalues: Eigenvalues, radius: number, interval: string | null): Plot {
  const reach = 1.12 * Math.max(1, radius);
  const axis = (label: string): Axis => ({
    label,
    min: -reach,
    max: reach,
    ticks: linearTicks(-reach, reach, 5),
  });
  const outside = eigenvalues.filter(([re, im]) => Math.hypot(re, im) > 1 + 1e-9).length;
  return {
    ...emptyPlot,
    kind: 'points',
    title: l10n.t('Eigenvalues of W'),
    finding:
      outside === 0
        ? l10n.t(
            'Scatter chart in the complex plane: none of {0} eigenvalues outside the unit circle; spectral radius {1}.',
            eigenvalues.length,
            formatNumber(radius),
          )
        : l10n.t(
            'Scatter chart in the complex plane: {0} of {1} eigenvalues outside the unit circle; spectral radius {2}.',
            outside,
            eigenvalues.length,
            formatNumber(radius),
          ),
    x: axis('Re λ'),
    y: axis('Im λ'),
    curves: [
      {
        role: 'values',
        label: l10n.t('eigenvalue λ'),
        points: eigenvalues.map(([re, im]) => ({ x: re, y: im })),
      },
    ],
    circles: [
      { radius: 1, role: 'reference', label: l10n.t('unit circle') },
      ...(radius > 0
        ? [{ radius, role: 'lowerBound', label: `|λ| = ρ = ${formatNumber(radius)}` } as const]
        : []),
    ],
    equalAspect: true,
    notes: interval === null ? [] : [l10n.t('Rounding leaves ρ anywhere in {0}.', interval)],
    describe: (_, index) => {
      const [re, im] = eigenvalues[index] ?? [0, 0];
      return [
        `λ${subscript(index + 1)} = ${formatComplex(re, im)}`,
        `|λ| = ${formatNumber(Math.hypot(re, im))}`,
      ];
    },
  };
}

const asNumber = (value: number | null): string => formatNumber(value ?? 0, 4);

function eigenvalueTable(eigenvalues: Eigenvalues): Table {
  const rows = evenIndices(eigenvalues.length, shownRows);
  return {
    caption:
      rows.length < eigenvalues.length
        ? l10n.t('{0} of {1} eigenvalues; the CSV has all.', rows.length, eigenvalues.length)
        : l10n.t('Every eigenvalue, by falling modulus.'),
    columns: [
      { label: 'i', format: String },
      { label: 'Re λ', format: asNumber },
      { label: 'Im λ', format: asNumber },
      { label: '|λ|', format: asNumber },
    ],
    rows: rows.map((i) => {
      const [re, im] = eigenvalues[i]!;
      return [i + 1, re, im, Math.hypot(re, im)];
    }),
  };
}

function eigenvalueCsv(eigenvalues: Eigenvalues): Csv {
  return {
    header: ['i', 're', 'im', 'modulus'],
    rows: eigenvalues.map(([re, im], i) => [i + 1, re, im, Math.hypot(re, im)]),
  };
}
