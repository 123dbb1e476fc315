import * as l10n from '@vscode/l10n';
import type { Analysis } from '../../core/analysis';
import { formatComplex, formatNumber, formatRadiusInterval, rounded, subscript } from '../format';
import { complexPlane, type ComplexNumbers } from '../plot/complexPlane';
import type { ChartContent } from '../plot/content';
import { evenIndices, shownRows } from '../plot/table';

/** The eigenvalues in the complex plane with the unit circle; `null` for a matrix that has none. */
export function eigenvalueChart({ figures }: Analysis): ChartContent | null {
  const { eigenvalues, eigenvalueBounds, spectralRadius } = figures;
  if (!eigenvalues || !spectralRadius) return null;
  const radius = spectralRadius.value;
  const interval = formatRadiusInterval(spectralRadius);
  const telling = eigenvalueBounds?.some((bound) => bound === null || bound > 1e-4 * radius);
  const bounds = telling ? eigenvalueBounds : null;
  const rows = evenIndices(eigenvalues.length, shownRows);
  return complexPlane({
    title: l10n.t('Eigenvalues of W'),
    finding: findingOf(eigenvalues, radius),
    values: eigenvalues,
    bounds: bounds ?? undefined,
    symbol: 'λ',
    label: l10n.t('eigenvalue λ'),
    radius,
    circles: radius > 0 ? [{ radius, role: 'lowerBound', label: `|λ| = ρ = ${formatNumber(radius)}` }] : [],
    notes: interval === null ? [] : [l10n.t('Rounding leaves ρ anywhere in {0}.', interval)],
    describe: (_, index) => {
      const [re, im] = eigenvalues[index] ?? [0, 0];
      const bound = bounds?.[index] ?? 0;
      return [
        `λ${subscript(index + 1)} = ${formatComplex(rounded(re, bound), rounded(im, bound))}`,
        `|λ| = ${formatNumber(rounded(Math.hypot(re, im), bound))}`,
        ...(bound > 1e-4 * radius ? [`± ${formatNumber(bound, 1)}`] : []),
      ];
    },
    caption:
      rows.length < eigenvalues.length
        ? l10n.t('{0} of {1} eigenvalues; the CSV has all.', rows.length, eigenvalues.length)
        : l10n.t('Every eigenvalue, by falling modulus.'),
    rows,
    first: 1,
    digits: 4,
  });
}

function findingOf(eigenvalues: ComplexNumbers, radius: number): string {
  const outside = eigenvalues.filter(([re, im]) => Math.hypot(re, im) > 1 + 1e-9).length;
  return outside === 0
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
      );
}
