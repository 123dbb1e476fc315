import type { Growth } from '../../src/core/analysis';
import type { Remedy } from '../../src/core/remedies';
import { gainCurve } from '../../src/core/verdict';
import type { PanelModel } from '../../src/shared/panel';
import { formatLog10, formatPowerOfTen, formatSteps } from '../format';
import type { ChartContent } from './content';
import { gainAxis, pointsOf, type Scale } from './gainAxis';
import { growthFigures } from './growthFigures';
import { bare } from './plot';
import { shownRows, spread } from './table';
import { stepsAxis } from './ticks';

/** Growth before and after a remedy; `null` where the remedy leaves the matrix as it is. */
export function remedyChart(model: PanelModel, remedy: Remedy, scale: Scale): ChartContent | null {
  const figures = growthFigures(model);
  if (!figures || !remedy.growth) return null;
  const { gain: before, slope, thresholds } = figures;
  const after = gainCurve(remedy.growth, slope);
  const steps = before.length;
  const label = slope === 1 ? '‖Wᵏ‖₂' : 'gain φ′(0)ᵏ·‖Wᵏ‖₂';
  const none = { low: Infinity, high: -Infinity };
  const axis = gainAxis({ label, main: [before, after], rest: none }, thresholds, scale);
  const thin = (curve: Growth): ReturnType<typeof pointsOf> => {
    const shown = spread(steps, 1000);
    return pointsOf(
      shown.map((i) => curve[i] ?? null),
      axis.place,
      shown.map((i) => i + 1),
    );
  };
  const value = (curve: Growth, i: number): number => curve[i] ?? -Infinity;
  const rows = spread(steps, shownRows);
  const end = (curve: Growth): string => formatPowerOfTen(curve.at(-1) ?? null);
  return {
    plot: {
      ...bare,
      kind: 'lines',
      title: `Before and after: ${remedy.title}`,
      finding: `Line chart: over ${formatSteps(steps)} the gain is ${end(before)} before and ${end(after)} after “${remedy.title}”.`,
      x: stepsAxis(steps),
      y: axis.axis,
      curves: [
        { role: 'before', label: 'before', points: thin(before) },
        { role: 'after', label: `after: ${remedy.title}`, points: thin(after) },
      ],
      band: axis.band,
      notes: axis.notes,
      describe: (x) => {
        const i = Math.round(x) - 1;
        return [
          `k = ${i + 1}`,
          `before: ${formatLog10(value(before, i))}`,
          `after: ${formatLog10(value(after, i))}`,
        ];
      },
    },
    table: {
      caption: rows.length < steps ? `${rows.length} of ${steps} steps; the CSV has all.` : 'Every step.',
      columns: [
        { label: 'k', format: String },
        { label: 'gain before', format: formatLog10 },
        { label: 'gain after', format: formatLog10 },
      ],
      rows: rows.map((i) => [i + 1, value(before, i), value(after, i)]),
    },
    csv: {
      header: ['k', 'log10_gain_before', 'log10_gain_after'],
      rows: before.map((_, i) => [i + 1, value(before, i), value(after, i)]),
    },
  };
}
