import * as l10n from '@vscode/l10n';
import { eigenvalueChart } from '../../src/present/matrix/eigenvalueChart';
import type { VerdictName } from '../../src/core/verdict';
import type {
  LinearDetail,
  MatrixDetail,
  MatrixFigures,
  StackDetail,
  TensorDetail,
} from '../../src/shared/checkpoint';
import { button } from '../ui/controls/button';
import { h } from '../ui/dom';
import { formatLife, formatNumber, formatPowerOfTen, formatSteps } from '../../src/present/format';
import { exactLog10, plainFigure } from '../ui/figures';
import { listed } from '../../src/present/words';
import { formatBytes, formatShape, typeAndRole } from './cells';
import { stackChart } from '../../src/present/feedforward/stackChart';
import { halfLifeChart } from '../../src/present/linearRecurrence/halfLifeChart';
import { discChart, powerChart } from './charts';
import type { DetailContext } from './detailContext';
import { layersChart } from './layerCharts';
import type { Figure } from '../ui/figures';
import { figureElement, matrixFacts, verdictBlock } from '../ui/verdictCard';

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
          term: l10n.t('Median half-life'),
          text: formatLife(halfLife.p50),
          exact: String(halfLife.p50),
          meaning: l10n.t('5 % to 95 %: {0} to {1}', formatLife(halfLife.p5), formatLife(halfLife.p95)),
        },
        plainFigure(
          'multiplier',
          l10n.t('Median |a|'),
          multiplier.median,
          formatNumber(multiplier.median, 5),
          l10n.t('from {0} to {1}', formatNumber(multiplier.min, 5), formatNumber(multiplier.max, 5)),
        ),
        plainFigure(
          'shareBeyond',
          l10n.t('Hold half over {0}', formatSteps(shareBeyond.steps)),
          shareBeyond.share,
          percent(shareBeyond.share),
          l10n.t('of {0} channels', record.channels),
        ),
        plainFigure(
          'shareWithinStep',
          l10n.t('Forget within a step'),
          shareWithinStep,
          percent(shareWithinStep),
          l10n.t('lose more than half in one'),
        ),
        ...(range
          ? [
              {
                id: 'range',
                term: l10n.t('Attainable |a|'),
                text: `${formatNumber(range.min, 4)} … ${formatNumber(range.max, 4)}`,
                exact: `${range.min} ${range.max}`,
                meaning: l10n.t('by the input'),
              },
            ]
          : []),
      ],
    }),
    context.chart(
      'half-lives',
      halfLifeChart(record.histogram, l10n.t('channels'), l10n.t('Half-lives of the channels')),
    ),
    disc ? context.chart('disc', discChart(disc, record.channels)) : null,
    context.chart('layers', layersChart(context.layersOf(record.name))),
    h('p', { class: 'muted' }, l10n.t('{0}; {1}.', record.family, record.assumption)),
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
          term: l10n.t('Gain of the stack'),
          text: formatPowerOfTen(record.log10Gain),
          exact: exactLog10(record.log10Gain),
          meaning: l10n.t('at rest, {0}', record.activation),
        },
      ],
    }),
    context.chart('stack', stackChart(record)),
  ]);
}

/** The detail of a matrix taken as recurrent. */
export function matrixView({ name, analysis, heatMap }: MatrixDetail, context: DetailContext): HTMLElement[] {
  return present([
    verdictBlock(matrixFacts(analysis)),
    context.chart('growth', powerChart(analysis)),
    context.chart('eigenvalues', eigenvalueChart(analysis)),
    context.heatMap(heatMap, l10n.t('Entries'), l10n.t('{0}, as stored.', name)),
  ]);
}

/** The detail of a tensor by itself. */
export function tensorView(detail: TensorDetail, context: DetailContext): HTMLElement[] {
  const { row, spread, heatMap, figures, withheld } = detail;
  const square = row.shape.length === 2 && row.shape[0] === row.shape[1] && row.unreadable === null;
  return present([
    h('p', { class: 'facts' }, listed([typeAndRole(row), formatShape(row.shape), formatBytes(row.bytes)])),
    row.unreadable
      ? h('p', { class: 'reason' }, l10n.t('Its data was not read: {0}.', row.unreadable))
      : null,
    withheld
      ? h(
          'p',
          { class: 'reason' },
          `${withheld} `,
          button({ label: l10n.t('Read it'), onClick: context.onRead }),
        )
      : null,
    square
      ? button({
          label: l10n.t('Analyze as recurrent'),
          title: l10n.t('Analyze this square matrix as a recurrent one'),
          onClick: context.onRecurrent,
        })
      : null,
    spread
      ? h(
          'dl',
          { class: 'figures' },
          ...[
            ...(figures ? figuresOfMatrix(figures) : []),
            plainFigure('min', l10n.t('Smallest'), spread.min, formatNumber(spread.min), ''),
            plainFigure('max', l10n.t('Largest'), spread.max, formatNumber(spread.max), ''),
            plainFigure('mean', l10n.t('Mean'), spread.mean, formatNumber(spread.mean), ''),
            plainFigure(
              'deviation',
              l10n.t('Standard deviation'),
              spread.deviation,
              formatNumber(spread.deviation),
              '',
            ),
            plainFigure('nonFinite', l10n.t('Not finite'), spread.nonFinite, String(spread.nonFinite), ''),
          ].map(figureElement),
        )
      : null,
    heatMap ? context.heatMap(heatMap, l10n.t('Entries'), l10n.t('As stored, the last axis across.')) : null,
  ]);
}

function figuresOfMatrix({ sigmaMax, stableRank, spectralRadius }: MatrixFigures): Figure[] {
  return [
    plainFigure('sigmaMax', 'σ_max', sigmaMax, formatNumber(sigmaMax, 5), l10n.t('largest gain in one use')),
    plainFigure(
      'stableRank',
      l10n.t('Stable rank'),
      stableRank,
      formatNumber(stableRank, 4),
      '‖W‖_F²/σ_max²',
    ),
    ...(spectralRadius === null
      ? []
      : [plainFigure('spectralRadius', 'ρ', spectralRadius, formatNumber(spectralRadius, 5), '')]),
  ];
}
