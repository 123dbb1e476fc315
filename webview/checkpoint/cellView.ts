import { frameworkNames } from '../../src/core/recurrence/layout/evidence';
import * as l10n from '@vscode/l10n';
import { eigenvalueChart } from '../../src/present/matrix/eigenvalueChart';
import type { CellRecord } from '../../src/core/recurrence/records';
import type { Judgment } from '../../src/core/verdict';
import type { SaturatingPart } from '../../src/core/recurrence/activity';
import type { GateRole } from '../../src/core/recurrence/layout/cell';
import { exponentsChart } from '../../src/present/matrix/lyapunovChart';
import type { CellDetail, InputsSummary } from '../../src/shared/checkpoint';
import { button } from '../ui/controls/button';
import { h } from '../ui/dom';
import { gainRange, lifeText, slowestRange, tenthText } from '../../src/present/cell/gain';
import {
  formatLife,
  formatNumber,
  formatPowerOfTen,
  formatShare,
  formatSteps,
} from '../../src/present/format';
import { listed } from '../../src/present/words';
import { halfLifeChart } from '../../src/present/linearRecurrence/halfLifeChart';
import { jacobianChart, ownGrowthChart, powerChart } from './charts';
import type { DetailContext } from './detailContext';
import { layersChart } from './layerCharts';
import { exactLog10, henriciFigure, type Figure } from '../ui/figures';
import { verdictBlock } from '../ui/verdictCard';

/** The detail of a recurrent cell. */
export function cellView(detail: CellDetail, context: DetailContext): HTMLElement[] {
  const { record, analysis, units } = detail;
  return [
    readingChoice(detail, context),
    dataBar(detail, context),
    verdictBlock({
      verdict: record.verdict as Judgment,
      explanation: record.explanation,
      notes: record.notes,
      figures: figuresOf(detail),
    }),
    gateTable(detail),
    ...ownCharts(detail, context),
    context.chart('growth', analysis ? powerChart(analysis) : jacobianChart(detail.growth, record.scales)),
    ...(analysis ? [context.chart('jacobian', jacobianChart(detail.growth, record.scales))] : []),
    ...(units
      ? [
          context.chart(
            'half-lives',
            halfLifeChart(
              units,
              l10n.t('units'),
              record.trajectory.source === 'file'
                ? l10n.t('Half-lives of the units along your data')
                : l10n.t('Half-lives of the units along the driven states'),
            ),
          ),
        ]
      : []),
    ...(analysis ? [context.chart('eigenvalues', eigenvalueChart(analysis))] : []),
    context.chart('layers', layersChart(context.layersOf(record.name))),
    context.heatMap(detail.heatMap, l10n.t('Recurrent weights'), storedOrder(detail)),
  ].filter((part): part is HTMLElement => part !== null);
}

/** What drives the cell, and how to have it driven otherwise. */
function dataBar({ record, width }: CellDetail, context: DetailContext): HTMLElement {
  const { inputs } = context;
  const own = record.trajectory.source === 'file';
  const said = !inputs
    ? l10n.t('Driven by Gaussian inputs of several scales.')
    : own
      ? l10n.t('Driven by {0} ({1}).', inputs.name, inputsSize(inputs))
      : width === null
        ? l10n.t('{0} does not drive this cell, whose input weights are not in the file.', inputs.name)
        : l10n.t('{0} does not drive this cell: it has {1} numbers a step, and the cell takes {2}.', inputs.name, inputs.width, width); // prettier-ignore
  return h(
    'p',
    { class: 'data-bar' },
    h('span', { class: 'driven-by' }, said),
    ' ',
    width === null
      ? null
      : button({
          label: l10n.t('Drive with Your Data…'),
          title: l10n.t(
            'Drive with Your Data: choose a .npy or .npz file of steps × {0}, or sequences × steps × {0}',
            width,
          ),
          onClick: context.onDrive,
        }),
    inputs
      ? button({
          label: l10n.t('Remove'),
          title: l10n.t('Remove {0}: drive the cells by Gaussian inputs again', inputs.name),
          onClick: context.onDriveWithout,
        })
      : null,
  );
}

function inputsSize({ sequences, steps, width }: InputsSummary): string {
  return sequences === 1 ? `${steps} × ${width}` : `${sequences} × ${steps} × ${width}`;
}

/** What happens along the person's own inputs. */
function ownCharts({ record, gates }: CellDetail, context: DetailContext): (HTMLElement | null)[] {
  const { growth, lyapunov, lyapunovErrors, gates: figures = [] } = record.trajectory;
  return [
    growth ? context.chart('own-growth', ownGrowthChart(growth, record.trajectory.sequences ?? 1)) : null,
    lyapunov && lyapunov.length > 0
      ? context.chart('lyapunov', exponentsChart(lyapunov, null, lyapunovErrors))
      : null,
    ...gates.map(({ gate, map }) => {
      const figure = figures.find((one) => one.gate === gate);
      return context.heatMap(
        map,
        gateTitle(gate),
        figure
          ? l10n.t(
              'Units from the top, steps from the left, along the first sequence; mean {0}, open (above 0.95) {1} of the time, closed (below 0.05) {2}.',
              formatNumber(figure.mean),
              formatShare(figure.open),
              formatShare(figure.closed),
            )
          : '',
        'gates',
      );
    }),
  ];
}

function gateTitle(gate: GateRole): string {
  switch (gate) {
    case 'input':
      return l10n.t('Input gate over time');
    case 'forget':
      return l10n.t('Forget gate over time');
    case 'output':
      return l10n.t('Output gate over time');
    case 'reset':
      return l10n.t('Reset gate over time');
    case 'update':
      return l10n.t('Update gate over time');
    case 'candidate':
    case 'state':
      return gate;
  }
}

/** Which rows of the picture are which gate's. */
function storedOrder({ record: { gates } }: CellDetail): string {
  return gates.length === 1
    ? l10n.t('Every gate’s W·h.')
    : l10n.t('Every gate’s W·h ({0} from the top).', listed(gates.map(({ gate }) => gate)));
}

function figuresOf({ record, analysis }: CellDetail): Figure[] {
  const { timescales, gatePath, rest, steps, trajectory } = record;
  const own = trajectory.source === 'file';
  const slowest = slowestRange(record);
  return [
    {
      id: 'tenth',
      term: l10n.t('Gradient'),
      text: tenthText(record),
      exact: `${timescales.stepsToTenth.low ?? 'none'} to ${timescales.stepsToTenth.high ?? 'none'}`,
      meaning: own
        ? record.trajectory.assumption
        : l10n.t('over inputs of standard deviation {0}', record.scales.map(({ inputStd }) => inputStd).join(', ')), // prettier-ignore
    },
    {
      id: 'gain',
      term: l10n.t('Gain over {0}', formatSteps(steps)),
      text: gainRange(record),
      exact: exactGain(record),
      meaning: l10n.t('sets the verdict'),
    },
    ...(slowest === null
      ? []
      : [
          {
            id: 'slowest',
            term: l10n.t('Slowest units halve in'),
            text: slowest,
            exact: listed(timescales.slowestRanges.map(lifeText)),
            meaning: own
              ? l10n.t('under what their gates keep along your data of {0}', formatSteps(steps))
              : l10n.t('under what their gates keep along the driven states'),
          },
        ]),
    ...(trajectory.saturation ?? []).map(({ of, share }) => ({
      id: `saturation-${of}`,
      term: saturationTerm(of),
      text: formatShare(share),
      exact: String(share),
      meaning: l10n.t('of units and steps with |φ′| < 0.05 along your data'),
    })),
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

/** Along one sequence of data a gain is known to the last digit; over runs that differ it is a range. */
function exactGain({ trajectory, range, log10Gain, flags }: CellRecord): string {
  if (trajectory.source === 'file' && trajectory.sequences === 1) return exactLog10(log10Gain);
  const { low, high } = trajectory.range ?? range;
  const end = (log10: number | null, none: string): string => log10?.toFixed(1) ?? none;
  return `log10 = ${end(low, '−∞')} … ${end(high, flags.includes('overflow') ? '∞' : '−∞')}`;
}

function saturationTerm(of: SaturatingPart): string {
  switch (of) {
    case 'state':
      return l10n.t('Saturated states');
    case 'candidate':
      return l10n.t('Saturated candidates');
    case 'memory':
      return l10n.t('Saturated memory c');
  }
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
