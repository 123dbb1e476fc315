import { eigenvalueChart } from '../charts/eigenvalues';
import { explainNonSquare } from '../../src/core/record';
import type { VerdictName } from '../../src/core/verdict';
import type { LinearDetail, MatrixDetail, StackDetail, TensorDetail } from '../../src/shared/checkpoint';
import { button } from '../controls/button';
import { h } from '../dom';
import { formatNumber, formatPowerOfTen, formatSteps } from '../format';
import { keyFigures } from '../panels/figures';
import { formatBytes, formatLife, formatShape } from './cells';
import { discChart, halfLifeChart, powerChart, stackChart } from './charts';
import type { DetailContext } from './detailContext';
import { layersChart } from './layerCharts';
import { plainFigure, verdictBlock } from './verdictBlock';

const present = (parts: readonly (HTMLElement | null)[]): HTMLElement[] =>
  parts.filter((part): part is HTMLElement => part !== null);

const percent = (share: number): string => `${formatNumber(100 * share)} %`;

/** The detail of a linear recurrence. */
export function linearView({ record, disc }: LinearDetail, context: DetailContext): HTMLElement[] {
  const { multiplier, halfLife, shareBeyond, shareWithinStep, range } = record;
  return present([
    verdictBlock({
      verdict: record.verdict as VerdictName,
      explanation: record.explanation,
      notes: record.notes,
      figures: [
        {
          id: 'halfLife',
          term: 'Median half-life',
          text: formatLife(halfLife.p50),
          exact: String(halfLife.p50),
          meaning: `5 % to 95 %: ${formatLife(halfLife.p5)} to ${formatLife(halfLife.p95)}`,
        },
        plainFigure(
          'multiplier',
          'Median |a|',
          multiplier.median,
          formatNumber(multiplier.median, 5),
          `from ${formatNumber(multiplier.min, 5)} to ${formatNumber(multiplier.max, 5)}`,
        ),
        plainFigure(
          'shareBeyond',
          `Hold half over ${formatSteps(shareBeyond.steps)}`,
          shareBeyond.share,
          percent(shareBeyond.share),
          `of ${record.channels} channels`,
        ),
        plainFigure(
          'shareWithinStep',
          'Forget within a step',
          shareWithinStep,
          percent(shareWithinStep),
          'lose more than half in one',
        ),
        ...(range
          ? [
              {
                id: 'range',
                term: 'Attainable |a|',
                text: `${formatNumber(range.min, 4)} … ${formatNumber(range.max, 4)}`,
                exact: `${range.min} ${range.max}`,
                meaning: 'by the input',
              },
            ]
          : []),
      ],
    }),
    context.chart('half-lives', halfLifeChart(record.histogram, 'channels', 'Half-lives of the channels')),
    disc ? context.chart('disc', discChart(disc, record.channels)) : null,
    context.chart('layers', layersChart(context.layersOf(record.name))),
    h('p', { class: 'muted' }, `${record.family}; ${record.assumption}.`),
  ]);
}

/** The detail of a feed-forward stack. */
export function stackView({ record }: StackDetail, context: DetailContext): HTMLElement[] {
  return present([
    verdictBlock({
      verdict: record.verdict as VerdictName,
      explanation: record.explanation,
      notes: [],
      figures: [
        {
          id: 'gain',
          term: 'Gain of the stack',
          text: formatPowerOfTen(record.log10Gain),
          exact: record.log10Gain === null ? '0' : `log10 = ${record.log10Gain}`,
          meaning: `at rest, ${record.activation}`,
        },
      ],
    }),
    context.chart('stack', stackChart(record)),
  ]);
}

/** The detail of a matrix taken as recurrent. */
export function matrixView({ name, analysis, heatMap }: MatrixDetail, context: DetailContext): HTMLElement[] {
  return present([
    verdictBlock({
      verdict: analysis.verdict?.name ?? null,
      explanation: analysis.verdict?.explanation ?? explainNonSquare(analysis),
      notes: analysis.verdict?.notes ?? [],
      figures: keyFigures(analysis),
    }),
    context.chart('growth', powerChart(analysis)),
    context.chart('eigenvalues', eigenvalueChart({ analysis })),
    context.heatMap(heatMap, 'Entries', `${name}, as stored.`),
  ]);
}

/** The detail of a tensor by itself. */
export function tensorView(detail: TensorDetail, context: DetailContext): HTMLElement[] {
  const { row, spread, heatMap, withheld } = detail;
  const square = row.shape.length === 2 && row.shape[0] === row.shape[1] && row.unreadable === null;
  return present([
    h('p', { class: 'facts' }, `${row.dtype}, ${formatShape(row.shape)}, ${formatBytes(row.bytes)}`),
    row.unreadable ? h('p', { class: 'reason' }, `Its data is not read: ${row.unreadable}.`) : null,
    withheld
      ? h('p', { class: 'reason' }, `${withheld} `, button({ label: 'Read it', onClick: context.onRead }))
      : null,
    square
      ? button({
          label: 'Analyse as recurrent',
          title: 'Analyse this square matrix as a recurrent one',
          onClick: context.onRecurrent,
        })
      : null,
    spread
      ? h(
          'dl',
          { class: 'figures' },
          ...[
            plainFigure('min', 'Smallest', spread.min, formatNumber(spread.min), ''),
            plainFigure('max', 'Largest', spread.max, formatNumber(spread.max), ''),
            plainFigure('mean', 'Mean', spread.mean, formatNumber(spread.mean), ''),
            plainFigure(
              'deviation',
              'Standard deviation',
              spread.deviation,
              formatNumber(spread.deviation),
              '',
            ),
            plainFigure('nonFinite', 'Not finite', spread.nonFinite, String(spread.nonFinite), ''),
          ].map(({ id, term, text, exact }) =>
            h(
              'div',
              {},
              h('dt', {}, term),
              h('dd', { class: 'value', 'data-figure': id, 'data-exact': exact, title: exact }, text),
            ),
          ),
        )
      : null,
    heatMap ? context.heatMap(heatMap, 'Entries', 'As stored, the last axis across.') : null,
  ]);
}
