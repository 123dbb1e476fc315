import { frameworkNames } from '../../src/core/recurrence/layout/evidence';
import * as l10n from '@vscode/l10n';
import { eigenvalueChart } from '../../src/present/matrix/eigenvalueChart';
import type { Judgment } from '../../src/core/verdict';
import type { CellDetail } from '../../src/shared/checkpoint';
import { h } from '../ui/dom';
import { gainRange, tenthText } from '../../src/present/cell/gain';
import { formatLife, formatNumber, formatPowerOfTen, formatSteps } from '../../src/present/format';
import { listed } from '../../src/present/words';
import { halfLifeChart } from '../../src/present/linearRecurrence/halfLifeChart';
import { jacobianChart, powerChart } from './charts';
import type { DetailContext } from './detailContext';
import { layersChart } from './layerCharts';
import { exactLog10, henriciFigure, type Figure } from '../ui/figures';
import { verdictBlock } from '../ui/verdictCard';

/** The detail of a recurrent cell. */
export function cellView(detail: CellDetail, context: DetailContext): HTMLElement[] {
  const { record, analysis, units } = detail;
  return [
    readingChoice(detail, context),
    verdictBlock({
      verdict: record.verdict as Judgment,
      explanation: record.explanation,
      notes: record.notes,
      figures: figuresOf(detail),
    }),
    gateTable(detail),
    context.chart('growth', analysis ? powerChart(analysis) : jacobianChart(detail.growth)),
    ...(analysis ? [context.chart('jacobian', jacobianChart(detail.growth))] : []),
    ...(units
      ? [
          context.chart(
            'half-lives',
            halfLifeChart(units, l10n.t('units'), l10n.t('Half-lives of the units along the driven states')),
          ),
        ]
      : []),
    ...(analysis ? [context.chart('eigenvalues', eigenvalueChart(analysis))] : []),
    context.chart('layers', layersChart(context.layersOf(record.name))),
    context.heatMap(detail.heatMap, l10n.t('Recurrent weights'), storedOrder(detail)),
  ].filter((part): part is HTMLElement => part !== null);
}

/** Which rows of the picture are which gate's. */
function storedOrder({ record: { gates } }: CellDetail): string {
  return gates.length === 1
    ? l10n.t('Every gate’s W·h.')
    : l10n.t('Every gate’s W·h ({0} from the top).', listed(gates.map(({ gate }) => gate)));
}

function figuresOf({ record, analysis }: CellDetail): Figure[] {
  const { timescales, gatePath, rest, steps } = record;
  return [
    {
      id: 'tenth',
      term: l10n.t('Gradient'),
      text: tenthText(record),
      exact: `${timescales.stepsToTenth.low ?? 'none'} to ${timescales.stepsToTenth.high ?? 'none'}`,
      meaning: l10n.t('over inputs of standard deviation {0}', record.scales.map(({ inputStd }) => inputStd).join(', ')), // prettier-ignore
    },
    {
      id: 'gain',
      term: l10n.t('Gain over {0}', formatSteps(steps)),
      text: gainRange(record),
      exact: record.flags.includes('overflow') ? 'inf' : exactLog10(record.log10Gain),
      meaning: l10n.t('sets the verdict'),
    },
    ...(timescales.slowestUnits.length > 0
      ? [
          {
            id: 'slowest',
            term: l10n.t('Slowest units halve in'),
            text: listed(timescales.slowestUnits.slice(0, 3).map(formatLife)),
            exact: timescales.slowestUnits.join(', '),
            meaning: l10n.t('under what their gates keep along the driven states'),
          },
        ]
      : []),
    {
      id: 'rest',
      term: l10n.t('Jacobian at rest'),
      text: formatPowerOfTen(rest.log10Gain),
      exact: exactLog10(rest.log10Gain),
      meaning: rest.assumption,
    },
    ...(gatePath
      ? [
          {
            id: 'gatePath',
            term: l10n.t('Half-life at birth'),
            text: formatLife(gatePath.halfLife.p50),
            exact: String(gatePath.halfLife.p50),
            meaning: l10n.t('median, by the biases of gate {0} alone', gatePath.gate),
          },
        ]
      : []),
    ...(analysis?.figures.spectralRadius ? [henriciFigure(analysis.figures.henrici)] : []),
  ];
}

const frameworks: Readonly<Record<string, string>> = { ...frameworkNames, custom: 'NumPy' };

/** The blocks as they are stored: descriptions, no verdicts. */
function gateTable({ record }: CellDetail): HTMLElement {
  const framework = frameworks[record.framework] ?? record.framework;
  return h(
    'section',
    { class: 'gates', 'aria-labelledby': 'gates-heading' },
    h(
      'h2',
      { id: 'gates-heading' },
      record.gates.length === 1 ? l10n.t('Recurrent matrix') : l10n.t('Gates as stored'),
    ),
    h(
      'table',
      {},
      h(
        'thead',
        {},
        h('tr', {}, ...[l10n.t('gate'), 'σ_max', 'ρ'].map((label) => h('th', { scope: 'col' }, label))),
      ),
      h(
        'tbody',
        {},
        ...record.gates.map(({ gate, sigmaMax, spectralRadius }) =>
          h(
            'tr',
            { 'data-gate': gate },
            h('th', { scope: 'row' }, gate),
            h('td', { 'data-figure': 'sigmaMax', 'data-exact': sigmaMax }, formatNumber(sigmaMax, 4)),
            h(
              'td',
              { 'data-figure': 'spectralRadius', 'data-exact': spectralRadius },
              formatNumber(spectralRadius, 4),
            ),
          ),
        ),
      ),
    ),
    h(
      'p',
      { class: 'muted' },
      record.gates.length === 1
        ? l10n.t('Stored as in {0}; activation {1}.', framework, record.activation)
        : l10n.t('Stored as in {0}.', framework),
    ),
  );
}

function readingChoice(
  { readings, reading, record }: CellDetail,
  context: DetailContext,
): HTMLElement | null {
  if (readings.length < 2) return null;
  const select = h(
    'select',
    { id: 'reading' },
    ...readings.map((label, i) =>
      h(
        'option',
        { value: i, selected: i === reading },
        i === 0 ? l10n.t('{0} ({1}, default)', label, record.cell) : label,
      ),
    ),
  );
  select.addEventListener('change', () => {
    context.onReading(Number(select.value));
  });
  return h(
    'p',
    { class: 'reading' },
    h('label', { for: 'reading' }, l10n.t('The file leaves this open. Read it'), ' '),
    select,
  );
}
