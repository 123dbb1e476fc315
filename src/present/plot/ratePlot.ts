import * as l10n from '@vscode/l10n';
import type { Growth, Thresholds } from '../../core/analysis';
import { formatLog10, formatPowerOfTen, formatSteps } from '../format';
import { gainAxis, pointsOf } from './gainAxis';
import { emptyPlot, type Plot } from './plot';
import { evenIndices } from './table';
import { stepsAxis } from './ticks';

/** Points of a straight line that a sparkline and a legible tooltip need. */
const maxPoints = 100;

/**
 * The gain over `steps` steps at one factor a step, on a log axis with the band of what counts as stable.
 * @param log10Rate log10 of the factor; `null` for an exact zero
 */
export function ratePlot(
  title: string,
  log10Rate: number | null,
  steps: number,
  thresholds: Thresholds,
): Plot {
  const places = evenIndices(steps, maxPoints).map((i) => i + 1);
  const gain: Growth = places.map((k) => (log10Rate === null ? null : k * log10Rate));
  const label = l10n.t('gain');
  const none = { low: Infinity, high: -Infinity };
  const { axis, band, notes, place } = gainAxis({ label, main: [gain], rest: none }, thresholds, 'log');
  return {
    ...emptyPlot,
    kind: 'lines',
    title,
    finding: l10n.t(
      'Line chart: the gain comes to {0} over {1}.',
      formatPowerOfTen(gain.at(-1) ?? null),
      formatSteps(steps),
    ),
    x: stepsAxis(steps),
    y: axis,
    curves: [{ role: 'largest', label, points: pointsOf(gain, place, places) }],
    band,
    notes,
    describe: (_, i) => [`k = ${places[i] ?? 0}`, formatLog10(gain[i] ?? -Infinity)],
  };
}
