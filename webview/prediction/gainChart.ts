import * as l10n from '@vscode/l10n';
import type { Growth, Thresholds } from '../../src/core/analysis';
import type { Prediction } from '../../src/core/config/prediction';
import { verdictWord } from '../../src/present/verdictWord';
import type { PredictionPanelModel } from '../../src/shared/predictionPanel';
import type { ChartContent } from '../../src/present/plot/content';
import { gainAxis, pointsOf, type Scale } from '../../src/present/plot/gainAxis';
import { emptyPlot, type Curve, type Plot } from '../../src/present/plot/plot';
import { shownRows, evenIndices } from '../../src/present/plot/table';
import { stepsAxis } from '../../src/present/plot/ticks';
import { formatLog10, formatSteps } from '../../src/present/format';

/** A curve that a picture, a table and a CSV share. */
interface Line {
  readonly role: Curve['role'];
  readonly label: string;
  /** What the CSV calls it, after `log10_`. */
  readonly name: string;
  /** At the places of the chart. */
  readonly values: Growth;
}

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
  const places = placesOf(prediction);
  const lines = linesOf(prediction, Object.keys(whatIf).length > 0 ? stated.prediction : null, places);
  const { draws = 0, size = 0 } = prediction.sampled ?? {};
  const rows = evenIndices(places.length, shownRows);
  const row = (i: number): (number | null)[] => [places[i]!, ...lines.map(({ values }) => values[i] ?? null)];
  return {
    plot: plotOf(prediction, lines, places, thresholds, scale),
    table: {
      caption: prediction.sampled
        ? l10n.t('{0} draws of {1} × {1}; {2} of {3} places.', draws, size, rows.length, places.length)
        : l10n.t('{0} of {1} places.', rows.length, places.length),
      columns: [
        { label: 'k', format: String },
        ...lines.map(({ label }) => ({ label, format: formatLog10 })),
      ],
      rows: rows.map(row),
    },
    csv: {
      header: ['k', ...lines.map(({ name }) => `log10_${name}`)],
      rows: places.map((_, i) => row(i)),
    },
  };
}

function placesOf({ curveSteps, steps }: Prediction): readonly number[] {
  return curveSteps.length > 0 ? curveSteps : evenIndices(steps, limitPoints).map((i) => i + 1);
}

function linesOf(
  { band, curve, rate }: Prediction,
  stated: Prediction | null,
  places: readonly number[],
): Line[] {
  const limit = places.map((k) => k * Math.log10(Math.max(rate ?? 0, 1e-300)));
  const drawn: Line[] = band
    ? [
        { role: 'largest', label: l10n.t('median of the draws'), name: 'median', values: band.median },
        { role: 'lowerBound', label: l10n.t('lowest draw'), name: 'lowest', values: band.low },
        { role: 'upperBound', label: l10n.t('highest draw'), name: 'highest', values: band.high },
      ]
    : curve.length > 0
      ? [{ role: 'largest', label: l10n.t('first draw'), name: 'first', values: curve }]
      : [];
  const before: Line[] = stated
    ? [{ role: 'before', label: l10n.t('as in the file'), name: 'file', values: at(stated, places) }]
    : [];
  return [
    ...drawn,
    { role: 'reference', label: l10n.t('limit for large H'), name: 'limit', values: limit },
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

function plotOf(
  { band, steps, verdict, sampled, log10Gain }: Prediction,
  lines: readonly Line[],
  places: readonly number[],
  thresholds: Thresholds,
  scale: Scale,
): Plot {
  const main = lines.map(({ values }) => values);
  const axis = gainAxis({ label: l10n.t('gain'), main, rest: { low: 0, high: 0 } }, thresholds, scale);
  const points = ({ values }: Line) => pointsOf(values, axis.place, places);
  const gain = formatLog10(sampled ? sampled.log10Gain.median : log10Gain);
  return {
    ...emptyPlot,
    kind: 'lines',
    title: l10n.t('Gain over the sequence length'),
    finding: l10n.t(
      'Line chart: the gain at the start of training comes to {0} over {1}; verdict {2}.',
      gain,
      formatSteps(steps),
      verdict ? verdictWord(verdict) : l10n.t('unknown'),
    ),
    x: stepsAxis(steps),
    y: axis.axis,
    curves: lines.map((line) => ({ role: line.role, label: line.label, points: points(line) })),
    ribbon: band && {
      role: 'spread',
      label: l10n.t('spread of {0} draws', sampled?.draws ?? 0),
      lower: pointsOf(band.low, axis.place, places),
      upper: pointsOf(band.high, axis.place, places),
    },
    band: axis.band,
    notes: axis.notes,
    describe: (_, i) => [
      `k = ${places[i] ?? 0}`,
      ...lines.map(({ label, values }) => l10n.t('{0}: {1}', label, formatLog10(values[i] ?? null))),
    ],
  };
}
