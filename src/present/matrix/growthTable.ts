import * as l10n from '@vscode/l10n';
import type { Growth } from '../../core/analysis';
import { formatLog10 } from '../format';
import type { GrowthFigures } from './growthFigures';
import { shownRows, evenIndices, type Csv, type Table } from '../plot/table';

/** In figures, an exact zero is −∞ in log10 and `null` is what was not computed. */
const cell = (curve: Growth | null | undefined, i: number): number => curve?.[i] ?? -Infinity;
/** The same of a singular value, whose curve may have ended. */
const known = (curve: Growth, i: number): number | null => (i < curve.length ? cell(curve, i) : null);

/** The growth chart in at most 50 rows, the peak's among them. */
export function growthTable({ verdict, gain, lower, upper, spectrum, slope }: GrowthFigures): Table {
  const factor = slope === 1 ? '' : 'φ′(0)ᵏ·';
  const rows = evenIndices(gain.length, shownRows, verdict.peak.step - 1);
  const column = (label: string) => ({ label, format: formatLog10 });
  const smallest = spectrum && spectrum.curves.length > 1 ? spectrum.curves.at(-1) : undefined;
  return {
    caption:
      rows.length < gain.length
        ? l10n.t('{0} of {1} steps; the CSV has all.', rows.length, gain.length)
        : l10n.t('Every step.'),
    columns: [
      { label: 'k', format: String },
      column(`${factor}‖Wᵏ‖₂`),
      ...(smallest
        ? [
            column(
              spectrum?.curves.length === spectrum?.total
                ? l10n.t('{0}, smallest', `${factor}σ`)
                : l10n.t('{0}, smallest shown', `${factor}σ`),
            ),
          ]
        : []),
      column(l10n.t('lower bound')),
      column(l10n.t('upper bound')),
    ],
    rows: rows.map((i) => {
      const at = spectrum?.steps.indexOf(i + 1) ?? -1;
      const sigma = at === -1 || !smallest ? null : known(smallest, at);
      const low = sigma === null ? null : sigma + (i + 1) * Math.log10(slope);
      return [i + 1, cell(gain, i), ...(smallest ? [low] : []), cell(lower, i), cell(upper, i)];
    }),
  };
}

/** Every step, and every singular value at the steps where it was sampled. The slope is in the first three alone. */
export function growthCsv({ gain, lower, upper, spectrum, slope }: GrowthFigures): Csv {
  const sampled = new Map(spectrum?.steps.map((k, i) => [k, i]));
  return {
    header: [
      'k',
      'log10_gain',
      'log10_lower_bound',
      'log10_upper_bound',
      'log10_norm',
      ...(spectrum?.indices ?? []).map((index) => `log10_sigma_${index + 1}`),
    ],
    rows: gain.map((log10, i) => {
      const at = sampled.get(i + 1);
      const norm = log10 === null ? -Infinity : log10 - (i + 1) * Math.log10(slope);
      return [
        i + 1,
        cell(gain, i),
        cell(lower, i),
        cell(upper, i),
        norm,
        ...(spectrum?.curves ?? []).map((curve) => (at === undefined ? null : known(curve, at))),
      ];
    }),
  };
}
