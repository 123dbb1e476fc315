import { eigenvalueChart } from '../charts/eigenvalues';
import type { VerdictName } from '../../src/core/verdict';
import type { CellDetail } from '../../src/shared/checkpoint';
import { h } from '../dom';
import { formatNumber, formatPowerOfTen, formatSteps } from '../format';
import { formatLife } from './cells';
import { halfLifeChart, jacobianChart, powerChart } from './charts';
import type { DetailContext } from './detailContext';
import { layersChart } from './layerCharts';
import { verdictBlock, type BlockFigure } from './verdictBlock';

/** The detail of a recurrent cell. */
export function cellView(detail: CellDetail, context: DetailContext): HTMLElement[] {
  const { record, analysis, units } = detail;
  const gates =
    record.gates.length === 1 ? '' : ` (${record.gates.map(({ gate }) => gate).join(', ')} from the top)`;
  return [
    readingChoice(detail, context),
    verdictBlock({
      verdict: record.verdict as VerdictName,
      explanation: record.explanation,
      notes: record.notes,
      figures: figuresOf(detail),
    }),
    gateTable(detail),
    context.chart('growth', analysis ? powerChart(analysis) : jacobianChart(detail.growth)),
    ...(analysis ? [context.chart('jacobian', jacobianChart(detail.growth))] : []),
    ...(units && record.gatePath
      ? [
          context.chart(
            'half-lives',
            halfLifeChart(
              units,
              'units',
              `Half-lives of the units under gate ${record.gatePath.gate} at rest`,
            ),
          ),
        ]
      : []),
    ...(analysis ? [context.chart('eigenvalues', eigenvalueChart({ analysis }))] : []),
    context.chart('layers', layersChart(context.layersOf(record.name))),
    context.heatMap(detail.heatMap, 'Recurrent weights', `Every gate’s W·h${gates}.`),
  ].filter((part): part is HTMLElement => part !== null);
}

function figuresOf({ record, analysis }: CellDetail): BlockFigure[] {
  const overflow = record.flags.includes('overflow');
  const log10 = (value: number | null): string => (value === null ? '0' : `log10 = ${value}`);
  return [
    {
      id: 'gain',
      term: `Gain over ${formatSteps(record.steps)}`,
      text: overflow ? '∞' : formatPowerOfTen(record.log10Gain),
      exact: overflow ? 'inf' : log10(record.log10Gain),
      meaning: 'sets the verdict',
    },
    ...(analysis
      ? [
          {
            id: 'driven',
            term: 'Driven Jacobian',
            text:
              record.trajectory.log10Gain === null && overflow
                ? '∞'
                : formatPowerOfTen(record.trajectory.log10Gain),
            exact: log10(record.trajectory.log10Gain),
            meaning: record.trajectory.assumption,
          },
        ]
      : []),
    {
      id: 'rest',
      term: 'Jacobian at rest',
      text: formatPowerOfTen(record.rest.log10Gain),
      exact: log10(record.rest.log10Gain),
      meaning: record.rest.assumption,
    },
    ...(record.gatePath
      ? [
          {
            id: 'gatePath',
            term: 'Gate path half-life',
            text: formatLife(record.gatePath.halfLife.p50),
            exact: String(record.gatePath.halfLife.p50),
            meaning: `median; 5 % to 95 %: ${formatLife(record.gatePath.halfLife.p5)} to ${formatLife(record.gatePath.halfLife.p95)}`,
          },
        ]
      : []),
    ...(analysis?.figures.spectralRadius
      ? [
          {
            id: 'henrici',
            term: 'Henrici departure',
            text: formatNumber(analysis.figures.henrici ?? 0),
            exact: String(analysis.figures.henrici ?? 0),
            meaning: '0 for a normal matrix',
          },
        ]
      : []),
  ];
}

const frameworks: Readonly<Record<string, string>> = {
  pytorch: 'PyTorch',
  keras: 'Keras',
  onnx: 'ONNX',
  flax: 'Flax',
  tensorflow1: 'TensorFlow 1',
  haiku: 'Haiku',
};
const frameworkOf = (name: string): string => `Stored as ${frameworks[name] ?? name} does`;

/** The blocks as they are stored: descriptions, no verdicts. */
function gateTable({ record }: CellDetail): HTMLElement {
  return h(
    'section',
    { class: 'gates', 'aria-labelledby': 'gates-heading' },
    h('h2', { id: 'gates-heading' }, record.gates.length === 1 ? 'Recurrent matrix' : 'Gates as stored'),
    h(
      'table',
      {},
      h('thead', {}, h('tr', {}, ...['gate', 'σ_max', 'ρ'].map((label) => h('th', { scope: 'col' }, label)))),
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
        ? `${frameworkOf(record.framework)}; activation ${record.activation}.`
        : `${frameworkOf(record.framework)}. A gate’s σ_max > 1 alone says nothing: the gates’ slopes multiply it.`,
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
        i === 0 ? `${label} (${record.cell}, default)` : label,
      ),
    ),
  );
  select.addEventListener('change', () => {
    context.onReading(Number(select.value));
  });
  return h(
    'p',
    { class: 'reading' },
    h('label', { for: 'reading' }, 'The file leaves this open. Read it '),
    select,
  );
}
