import * as l10n from '@vscode/l10n';
import type { Growth } from '../../../src/core/analysis';
import type { Remedy } from '../../../src/core/remedies';
import { gainCurve } from '../../../src/core/verdict';
import type { PanelModel } from '../../../src/shared/panel';
import { formatLog10, formatPowerOfTen, formatSteps } from '../../../src/present/format';
import type { ChartContent } from '../../../src/present/plot/content';
import { gainAxis, pointsOf, type Scale } from '../../../src/present/plot/gainAxis';
import { growthFigures } from '../../../src/present/matrix/growthFigures';
import { emptyPlot } from '../../../src/present/plot/plot';
import { shownRows, evenIndices } from '../../../src/present/plot/table';
import { stepsAxis } from '../../../src/present/plot/ticks';

/** Growth before and after a remedy; `null` where the remedy leaves the matrix as it is. */
export function remedyChart(model: PanelModel, remedy: Remedy, scale: Scale): ChartContent | null {
  const figures = growthFigures(model);
  if (!figures || !remedy.growth) return null;
  const { gain: before, slope, thresholds } = figures;
  const after = gainCurve(remedy.growth, slope);
  const steps = before.length;
  const label = slope === 1 ? '‖Wᵏ‖₂' : l10n.t('gain {0}', 'φ′(0)ᵏ·‖Wᵏ‖₂');
  const none = { low: Infinity, high: -Infinity };
  const axis = gainAxis({ label, main: [before, after], rest: none }, thresholds, scale);
  const thin = (curve: Growth): ReturnType<typeof pointsOf> => {
    const shown = evenIndices(steps, 1000);
    return pointsOf(
      shown.map((i) => curve[i] ?? null),
      axis.place,
      shown.map((i) => i + 1),
    );
  };
  const value = (curve: Growth, i: number): number => curve[i] ?? -Infinity;
  const rows = evenIndices(steps, shownRows);
  const end = (curve: Growth): string => formatPowerOfTen(curve.at(-1) ?? null);
  return {
    plot: {
      ...emptyPlot,
      kind: 'lines',
      title: l10n.t('Before and after: {0}', remedy.title),
      finding: l10n.t(
        'Line chart: over {0} the gain is {1} before and {2} after “{3}”.',
        formatSteps(steps),
        end(before),
        end(after),
        remedy.title,
      ),
      x: stepsAxis(steps),
      y: axis.axis,
      curves: [
        { role: 'before', label: l10n.t('before'), points: thin(before) },
        { role: 'after', label: l10n.t('after: {0}', remedy.title), points: thin(after) },
      ],
      band: axis.band,
      notes: axis.notes,
      describe: (x) => {
        const i = Math.round(x) - 1;
        return [
          `k = ${i + 1}`,
          l10n.t('before: {0}', formatLog10(value(before, i))),
          l10n.t('after: {0}', formatLog10(value(after, i))),
        ];
      },
    },
    table: {
      caption:
        rows.length < steps
          ? l10n.t('{0} of {1} steps; the CSV has all.', rows.length, steps)
          : l10n.t('Every step.'),
      columns: [
        { label: 'k', format: String },
        { label: l10n.t('gain before'), format: formatLog10 },
        { label: l10n.t('gain after'), format: formatLog10 },
      ],
      rows: rows.map((i) => [i + 1, value(before, i), value(after, i)]),
    },
    csv: {
      header: ['k', 'log10_gain_before', 'log10_gain_after'],
      rows: before.map((_, i) => [i + 1, value(before, i), value(after, i)]),
    },
  };
}
