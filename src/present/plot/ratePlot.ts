import * as l10n from '@vscode/l10n';
import type { Thresholds } from '../../core/analysis';
import { formatPowerOfTen, formatSteps } from '../format';
import { gainLines } from './gainLines';
import type { Plot } from './plot';
import { evenIndices } from './table';

/** Points of a straight line that a sparkline and a legible tooltip need. */
const maxPoints = 100;

/**
 * The gain over `steps` steps at one factor a step, on a log axis with the band of what counts as stable.
 * @param log10Rate log10 of the factor; `null` for an exact zero
 * @param last the gain over all steps as text, where it is not known to three digits
 */
export function ratePlot(
  title: string,
  log10Rate: number | null,
  steps: number,
  thresholds: Thresholds,
  last?: string,
): Plot {
  const places = evenIndices(steps, maxPoints).map((i) => i + 1);
  const values = places.map((k) => (log10Rate === null ? -Infinity : k * log10Rate));
  const label = l10n.t('gain');
  const finding = l10n.t(
    'Line chart: the gain comes to {0} over {1}.',
    last ?? formatPowerOfTen(values.at(-1) ?? null),
    formatSteps(steps),
  );
  const digits = last === undefined ? 3 : 1;
  const lines = [{ role: 'largest', label, csvName: 'gain', values } as const];
  return gainLines(
    { title, finding, label, steps, places, lines, digits, caption: () => '' },
    thresholds,
    'log',
  ).plot;
}
