import * as l10n from '@vscode/l10n';
import { firstSteps } from '../../src/present/monitor/firstSteps';
import { log10Norm, normAxis, normPoints, stepAxis } from '../../src/present/monitor/normAxes';
import { seriesName } from '../../src/present/monitor/seriesName';
import type { FocusedCurve, MonitorCurve, MonitorModel } from '../../src/shared/monitor';
import type { ChartContent } from '../../src/present/plot/content';
import { emptyPlot, type Axis, type Level, type Mark, type Plot } from '../../src/present/plot/plot';
import { shownRows, evenIndices } from '../../src/present/plot/table';
import { formatNumber } from '../../src/present/format';
import { listed } from '../../src/present/words';

export interface NormChartOptions {
  readonly others: boolean;
  /** Threshold of the what-if slider, drawn where the total is in front. */
  readonly threshold: number | null;
}

/** The norms over the steps on a log axis: one series in front, the others behind it; `null` for a log without norms. */
export function normChart(model: MonitorModel, options: NormChartOptions): ChartContent | null {
  const { focus } = model;
  if (!focus || focus.count === 0) return null;
  const rows = focus.steps.map((step, i) => [step, focus.values[i] ?? null] as const);
  const shown = evenIndices(rows.length, shownRows);
  return {
    plot: plotOf(model, focus, options),
    table: {
      caption: l10n.t(
        '{0} of {1} recorded steps, as logged; the CSV has {2}.',
        shown.length,
        focus.count,
        rows.length,
      ),
      columns: [
        { label: l10n.t('step'), format: String },
        {
          label: seriesName(focus.name),
          format: (value) => (value === null ? l10n.t('not finite') : String(value)),
        },
      ],
      rows: shown.map((i) => rows[i]!),
    },
    csv: { header: ['step', focus.name.replace(/[",\n]/g, ' ')], rows },
  };
}

/** Share of the axis that a line of words takes, and of the steps that its length may take. */
const wordHeight = 0.055;
const wordLength = 0.25;

function plotOf(model: MonitorModel, focus: FocusedCurve, { others, threshold }: NormChartOptions): Plot {
  const total = model.others.find(({ name }) => name === model.total);
  const background = others ? model.others.filter((curve) => curve !== total) : [];
  const drawn = [focus, ...(total ? [total] : []), ...background];
  const y = normAxis(drawn);
  const x = stepAxis(drawn);
  return {
    ...emptyPlot,
    kind: 'lines',
    title: l10n.t('Gradient norm over the steps: {0}', seriesName(focus.name)),
    finding: l10n.t('Line chart on a log axis: {0}', model.explanation),
    x,
    y,
    // The series in front, which the verdict names, apart from the rest, and the total beside it.
    curves: [
      { role: 'largest', label: seriesName(focus.name), points: normPoints(focus) },
      ...(total
        ? [{ role: 'after', label: seriesName(total.name), points: normPoints(total) } as const]
        : []),
    ],
    background:
      background.length === 0
        ? null
        : {
            role: 'beside',
            label: backgroundLabel(model, focus, background.length),
            curves: background.map(normPoints),
          },
    ...named(drawn.length > 1 ? endsOf([focus, ...(total ? [total] : [])], y) : [], {
      levels: levelsOf(focus, focus.name === model.total ? threshold : null, y),
      marks: marksOf(model, focus, x, y),
      y,
    }),
    notes: notesOf(focus),
    describe: (_, index) => describe(focus, index),
  };
}

/** Percentiles of the series and the threshold, on the axis; words that would cover each other are joined at the highest. */
function levelsOf({ p10, p50, p90 }: FocusedCurve, threshold: number | null, { min, max }: Axis): Level[] {
  const words: [number | null, string][] = [
    [p90, 'p90'],
    [p50, 'p50'],
    [p10, 'p10'],
    [threshold, l10n.t('clip at {0}', formatNumber(threshold ?? 0))],
  ];
  const levels: Level[] = [];
  const placed = words
    .map(([value, label]) => ({ y: log10Norm(value) ?? Infinity, label }))
    .filter(({ y }) => y >= min && y <= max)
    .sort((a, b) => b.y - a.y);
  let named = -1;
  for (const { y, label } of placed) {
    const above = levels[named];
    if (above && above.y - y < wordHeight * (max - min)) {
      levels[named] = { y: above.y, label: `${above.label} · ${label}` };
      levels.push({ y, label: '' });
    } else {
      named = levels.length;
      levels.push({ y, label });
    }
  }
  return levels;
}

function backgroundLabel(
  { series, matching, total }: MonitorModel,
  { name }: FocusedCurve,
  drawn: number,
): string {
  const shown = new Set([name, total]);
  const others = matching - series.filter((report) => shown.has(report.name)).length;
  if (drawn < others) return l10n.t('the {0} worst of {1} other series', drawn, others);
  return drawn === 1 ? l10n.t('the other series') : l10n.t('the {0} other series', drawn);
}

/** Names at the ends of curves; one that would cover the word of a level is written before that. */
function named(
  ends: readonly Mark[],
  {
    levels,
    marks,
    y,
  }: { readonly levels: readonly Level[]; readonly marks: readonly Mark[]; readonly y: Axis },
): Pick<Plot, 'levels' | 'marks'> {
  const words = [...levels];
  const free: Mark[] = [];
  for (const end of ends) {
    const near = words.findIndex(
      (level) => level.label !== '' && Math.abs(level.y - end.y) < 2 * wordHeight * (y.max - y.min),
    );
    const level = words[near];
    if (level) words[near] = { ...level, label: `${end.label} · ${level.label}` };
    else free.push(end);
  }
  return { levels: words, marks: [...marks, ...free] };
}

/** The names of curves at their ends; of two that end together the first is named. */
function endsOf(curves: readonly MonitorCurve[], y: Axis): Mark[] {
  const ends: Mark[] = [];
  for (const { name, steps, values } of curves) {
    const at = values.findLastIndex((value) => value !== null && value > 0);
    const level = log10Norm(values[at] ?? null);
    if (level === null) continue;
    const isFree = ends.every((end) => Math.abs(end.y - level) > 2 * wordHeight * (y.max - y.min));
    if (isFree) ends.push({ x: steps[at]!, y: level, label: seriesName(name), role: 'largest' });
  }
  return ends;
}

/** Spikes as bare circles, the first steps of verdicts and of non-finite runs with words. */
function marksOf({ series }: MonitorModel, focus: FocusedCurve, x: Axis, y: Axis): Mark[] {
  const spikes = focus.spikes.map(({ step, value }): Mark => ({
    x: step,
    y: log10Norm(value) ?? y.min,
    label: '',
    role: 'peak',
  }));
  const own = series.find(({ name }) => name === focus.name);
  const at = (step: number): number =>
    log10Norm(focus.values[focus.steps.findIndex((candidate) => candidate >= step)] ?? null) ?? y.min;
  const words: Mark[] = [];
  const { vanishes, explodes } = own ? firstSteps(own) : { vanishes: null, explodes: null };
  if (vanishes !== null)
    words.push({ x: vanishes, y: at(vanishes), label: l10n.t('vanishes at {0}', vanishes), role: 'peak' });
  const isBroken = focus.nonFinite.some(({ from }) => from === explodes);
  if (explodes !== null && !isBroken)
    words.push({ x: explodes, y: at(explodes), label: l10n.t('explodes at {0}', explodes), role: 'peak' });
  const top = y.max - 0.04 * (y.max - y.min);
  for (const { from, to } of focus.nonFinite) {
    const label =
      from === to ? l10n.t('not finite at {0}', from) : l10n.t('not finite from {0} to {1}', from, to);
    words.push({ x: from, y: top, label, role: 'upperBound' });
  }
  return [...spikes, ...legible(words, x, y)];
}

/** Of marks so near that their words would cover each other, one has the words of two, and the others none. */
function legible(marks: readonly Mark[], x: Axis, y: Axis): Mark[] {
  const shown: Mark[] = [];
  const shared = new Set<number>();
  for (const mark of marks) {
    const near = shown.findIndex(
      (other) =>
        other.label !== '' &&
        Math.abs(other.x - mark.x) < wordLength * (x.max - x.min) &&
        Math.abs(other.y - mark.y) < 2 * wordHeight * (y.max - y.min),
    );
    const other = shown[near];
    if (!other) shown.push(mark);
    else {
      if (!shared.has(near)) shown[near] = { ...other, label: listed([other.label, mark.label]) };
      shared.add(near);
      shown.push({ ...mark, label: '' });
    }
  }
  return shown;
}

function notesOf({ spikes, count, steps, values }: FocusedCurve): string[] {
  const zeros = values.filter((value) => value === 0).length;
  return [
    ...(spikes.length > 0
      ? [
          spikes.length === 60
            ? l10n.t(
                'Circles are spikes, at least 3 times the running median and far outside its usual range: the {0} highest.',
                spikes.length,
              )
            : l10n.t(
                'Circles are spikes, at least 3 times the running median and far outside its usual range: {0}.',
                spikes.length,
              ),
        ]
      : []),
    ...(zeros > 0 ? [l10n.t('A norm of exactly zero cannot be shown on a log axis.')] : []),
    ...(steps.length < count
      ? [
          l10n.t(
            '{0} values are drawn as {1}: the lowest and the highest of each stretch, as recorded.',
            count,
            steps.length,
          ),
        ]
      : []),
  ];
}

function describe({ name, steps, values }: FocusedCurve, index: number): string[] {
  const value = values[index];
  return [
    l10n.t('step {0}', steps[index] ?? ''),
    l10n.t(
      '{0}: {1}',
      name,
      value === null || value === undefined ? l10n.t('not finite') : String(Number(value.toPrecision(8))),
    ),
  ];
}
