import * as l10n from '@vscode/l10n';
import type { Growth } from '../../../src/core/analysis';
import type { Remedy } from '../../../src/core/remedies';
import { gainCurve } from '../../../src/core/verdict';
import { formatPowerOfTen, formatSteps } from '../../../src/present/format';
import { remedyText } from '../../../src/present/matrix/remedy';
import { growthFigures } from '../../../src/present/matrix/growthFigures';
import type { ChartContent } from '../../../src/present/plot/content';
import type { Scale } from '../../../src/present/plot/gainAxis';
import { gainLines } from '../../../src/present/plot/gainLines';
import type { PanelModel } from '../../../src/shared/panel';

/** Growth before and after a remedy; `null` where the remedy leaves the matrix as it is. */
export function remedyChart(model: PanelModel, remedy: Remedy, scale: Scale): ChartContent | null {
  const figures = growthFigures(model);
  if (!figures || !remedy.growth) return null;
  const { gain: before, slope, thresholds } = figures;
  const { title } = remedyText(remedy);
  const after = gainCurve(remedy.growth, slope);
  const steps = before.length;
  const places = before.map((_, i) => i + 1);
  const known = (curve: Growth): Growth => places.map((k) => curve[k - 1] ?? -Infinity);
  const end = (curve: Growth): string => formatPowerOfTen(curve.at(-1) ?? null);
  return gainLines(
    {
      title: l10n.t('Before and after: {0}', title),
      finding: l10n.t(
        'Line chart: over {0} the gain is {1} before and {2} after “{3}”.',
        formatSteps(steps),
        end(before),
        end(after),
        title,
      ),
      label: slope === 1 ? '‖Wᵏ‖₂' : l10n.t('gain {0}', 'φ′(0)ᵏ·‖Wᵏ‖₂'),
      steps,
      places,
      lines: [
        {
          role: 'before',
          label: l10n.t('before'),
          column: l10n.t('gain before'),
          csvName: 'gain_before',
          values: known(before),
        },
        {
          role: 'after',
          label: l10n.t('after: {0}', title),
          name: l10n.t('after'),
          column: l10n.t('gain after'),
          csvName: 'gain_after',
          values: known(after),
        },
      ],
      caption: (rows) =>
        rows < steps ? l10n.t('{0} of {1} steps; the CSV has all.', rows, steps) : l10n.t('Every step.'),
    },
    thresholds,
    scale,
  );
}
