import * as l10n from '@vscode/l10n';
import type { Growth } from '../../src/core/analysis';
import type { Prediction } from '../../src/core/config/prediction';
import { middleText } from '../../src/present/config/prediction';
import { verdictWord } from '../../src/present/verdictWord';
import type { PredictionPanelModel } from '../../src/shared/predictionPanel';
import type { ChartContent } from '../../src/present/plot/content';
import type { Scale } from '../../src/present/plot/gainAxis';
import { gainLines, type GainLine } from '../../src/present/plot/gainLines';
import { evenIndices } from '../../src/present/plot/table';
import { formatSteps } from '../../src/present/format';

/** Places of a chart where nothing was drawn. */
const limitPoints = 100;

/**
 * The gain over the sequence length: the draws' median and spread, the limit for large H, and what the file leads to where
 * something else is supposed; `null` where nothing can be predicted.
 */
export function gainChart(
  { stated, supposed, whatIf, thresholds }: PredictionPanelModel,
  scale: Scale,
): ChartContent | null {
  const { prediction } = supposed;
  if (prediction?.log10Gain === null || !prediction) return null;
  const { band, steps, verdict, sampled, driven } = prediction;
  const places = placesOf(prediction);
  const drawn = driven?.drawn ?? sampled;
  const { draws = 0, size = 0 } = drawn ?? {};
  return gainLines(
    {
      title: l10n.t('Gain over the sequence length'),
      finding: l10n.t(
        'Line chart: the gain at the start of training comes to {0} over {1}; verdict {2}.',
        middleText(prediction),
        formatSteps(steps),
        verdict ? verdictWord(verdict) : l10n.t('unknown'),
      ),
      label: l10n.t('gain'),
      ...(driven ? { digits: 1 } : {}),
      steps,
      places,
      lines: linesOf(prediction, Object.keys(whatIf).length > 0 ? stated.prediction : null, places),
      spread: band && {
        label: driven
          ? l10n.t('spread of {0} draws under inputs of deviation 0.1 to 1', draws)
          : l10n.t('spread of {0} draws', draws),
        low: band.low,
        high: band.high,
      },
      caption: (rows) =>
        drawn
          ? l10n.t('{0} draws of {1} × {1}; {2} of {3} places.', draws, size, rows, places.length)
          : l10n.t('{0} of {1} places.', rows, places.length),
    },
    thresholds,
    scale,
  );
}

function placesOf({ curveSteps, steps }: Prediction): readonly number[] {
  return curveSteps.length > 0 ? curveSteps : evenIndices(steps, limitPoints).map((i) => i + 1);
}

function linesOf(
  { band, curve, rate, driven }: Prediction,
  stated: Prediction | null,
  places: readonly number[],
): GainLine[] {
  const limit = places.map((k) => k * Math.log10(Math.max(rate ?? 0, 1e-300)));
  const drawn: GainLine[] = band
    ? [
        { role: 'largest', label: l10n.t('median of the draws'), csvName: 'median', values: band.median },
        { role: 'lowerBound', label: l10n.t('lowest draw'), csvName: 'lowest', values: band.low },
        { role: 'upperBound', label: l10n.t('highest draw'), csvName: 'highest', values: band.high },
      ]
    : curve.length > 0
      ? [{ role: 'largest', label: l10n.t('first draw'), csvName: 'first', values: curve }]
      : [];
  const before: GainLine[] = stated
    ? [{ role: 'before', label: l10n.t('as in the file'), csvName: 'file', values: at(stated, places) }]
    : [];
  return [
    ...drawn,
    {
      role: 'reference',
      label: driven ? l10n.t('at rest, for large H') : l10n.t('limit for large H'),
      csvName: 'limit',
      values: limit,
    },
    ...before,
  ];
}

/** A prediction's curve at the places of another: on the line between its own, and nothing beyond its end. */
function at({ band, curve, curveSteps, rate }: Prediction, places: readonly number[]): Growth {
  const values = band?.median ?? curve;
  return places.map((k) => {
    if (values.length === 0) return rate === null ? null : k * Math.log10(Math.max(rate, 1e-300));
    const next = curveSteps.findIndex((step) => step >= k);
    if (next === -1) return null;
    const [right, left] = [values[next] ?? null, values[next - 1] ?? null];
    if (curveSteps[next] === k || next === 0) return right;
    if (left === null || right === null) return null;
    const [from, to] = [curveSteps[next - 1]!, curveSteps[next]!];
    return left + ((right - left) * (k - from)) / (to - from);
  });
}
