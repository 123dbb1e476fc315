import type { FocusedCurve, MonitorCurve, MonitorModel } from '../../src/shared/monitor';
import type { ChartContent } from '../charts/content';
import { bare, type Axis, type Level, type Mark, type Plot, type Point } from '../charts/plot';
import { shownRows, spread } from '../charts/table';
import { decadeTicks, linearTicks } from '../charts/ticks';
import { formatNumber } from '../format';

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
  const shown = spread(rows.length, shownRows);
  return {
    plot: plotOf(model, focus, options),
    table: {
      caption: `${shown.length} of ${focus.count} recorded steps, as logged; the CSV has ${rows.length}.`,
      columns: [
        { label: 'step', format: String },
        { label: focus.name, format: (value) => (value === null ? 'not finite' : String(value)) },
      ],
      rows: shown.map((i) => rows[i]!),
    },
    csv: { header: ['step', focus.name.replace(/[",\n]/g, ' ')], rows },
  };
}

/** Share of the axis that a line of words takes, and of the steps that its length may take. */
const wordHeight = 0.055;
const wordLength = 0.25;

const log10 = (value: number | null): number | null =>
  value !== null && value > 0 ? Math.log10(value) : null;

function pointsOf({ steps, values }: MonitorCurve): Point[] {
  return steps.map((x, i) => ({ x, y: log10(values[i] ?? null) }));
}

function plotOf(model: MonitorModel, focus: FocusedCurve, { others, threshold }: NormChartOptions): Plot {
  const crowd = others ? model.others : [];
  const y = normAxis([focus, ...crowd]);
  const x = stepAxis([focus, ...crowd]);
  return {
    ...bare,
    kind: 'lines',
    title: `Gradient norm over the steps: ${focus.name}`,
    finding: `Line chart on a log axis: ${model.explanation}`,
    x,
    y,
    curves: [{ role: 'largest', label: focus.name, points: pointsOf(focus) }],
    crowd:
      crowd.length === 0
        ? null
        : {
            role: 'fewOthers',
            label: crowdLabel(model, focus, crowd.length),
            curves: crowd.map(pointsOf),
          },
    levels: levelsOf(focus, focus.name === model.total ? threshold : null, y),
    marks: marksOf(model, focus, x, y),
    notes: notesOf(focus),
    describe: (_, index) => describe(focus, index),
  };
}

/** Whole decades around all values; at least one. */
function normAxis(curves: readonly MonitorCurve[]): Axis {
  let low = Infinity;
  let high = -Infinity;
  for (const { values } of curves) {
    for (const value of values) {
      const at = log10(value);
      if (at === null) continue;
      low = Math.min(low, at);
      high = Math.max(high, at);
    }
  }
  if (low === Infinity) [low, high] = [-1, 1];
  const min = Math.floor(low - 0.05);
  const max = Math.max(Math.ceil(high + 0.15), min + 1);
  return { label: 'gradient norm (log)', min, max, ticks: decadeTicks(min, max) };
}

function stepAxis(curves: readonly MonitorCurve[]): Axis {
  let min = Infinity;
  let max = -Infinity;
  for (const { steps } of curves) {
    for (const step of steps) {
      min = Math.min(min, step);
      max = Math.max(max, step);
    }
  }
  if (min === max) [min, max] = [min - 0.5, max + 0.5];
  return { label: 'step', min, max, ticks: linearTicks(min, max) };
}

/** Percentiles of the series and the threshold, on the axis; words that would cover each other are joined at the highest. */
function levelsOf({ p10, p50, p90 }: FocusedCurve, threshold: number | null, { min, max }: Axis): Level[] {
  const words: [number | null, string][] = [
    [p90, 'p90'],
    [p50, 'p50'],
    [p10, 'p10'],
    [threshold, `clip at ${formatNumber(threshold ?? 0)}`],
  ];
  const levels: Level[] = [];
  const placed = words
    .map(([value, label]) => ({ y: log10(value) ?? Infinity, label }))
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

function crowdLabel({ series, matching }: MonitorModel, { name }: FocusedCurve, drawn: number): string {
  const others = matching - (series.some((report) => report.name === name) ? 1 : 0);
  if (drawn < others) return `the ${drawn} worst of ${others} other series`;
  return drawn === 1 ? 'the other series' : `the ${drawn} other series`;
}

/** Spikes as bare circles, the first steps of verdicts and of non-finite runs with words. */
function marksOf({ series }: MonitorModel, focus: FocusedCurve, x: Axis, y: Axis): Mark[] {
  const spikes = focus.spikes.map(({ step, value }): Mark => ({
    x: step,
    y: log10(value) ?? y.min,
    label: '',
    role: 'peak',
  }));
  const own = series.find(({ name }) => name === focus.name);
  const at = (step: number): number =>
    log10(focus.values[focus.steps.findIndex((candidate) => candidate >= step)] ?? null) ?? y.min;
  const words: Mark[] = [];
  if (own && own.firstVanishing !== null) {
    const { firstVanishing: step } = own;
    words.push({ x: step, y: at(step), label: `vanishes at ${step}`, role: 'peak' });
  }
  const isBroken = focus.nonFinite.some(({ from }) => from === own?.firstExploding);
  if (own && own.firstExploding !== null && !isBroken) {
    const { firstExploding: step } = own;
    words.push({ x: step, y: at(step), label: `explodes at ${step}`, role: 'peak' });
  }
  const top = y.max - 0.04 * (y.max - y.min);
  for (const { from, to } of focus.nonFinite) {
    const label = from === to ? `not finite at ${from}` : `not finite from ${from} to ${to}`;
    words.push({ x: from, y: top, label, role: 'upperBound' });
  }
  return [...spikes, ...legible(words, x, y)];
}

/** Of marks so near that their words would cover each other, one has the words of two, and the others none. */
function legible(marks: readonly Mark[], x: Axis, y: Axis): Mark[] {
  const shown: Mark[] = [];
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
      if (!other.label.includes(',')) shown[near] = { ...other, label: `${other.label}, ${mark.label}` };
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
          `Circles are spikes: z-score over 2.5 against the exponential mean (ZClip), ${spikes.length === 60 ? 'the 60 highest' : spikes.length}.`,
        ]
      : []),
    ...(zeros > 0 ? ['A norm of exactly zero has no place on a log axis.'] : []),
    ...(steps.length < count
      ? [
          `${count} values are drawn as ${steps.length}: the lowest and the highest of each stretch, as recorded.`,
        ]
      : []),
  ];
}

function describe({ name, steps, values }: FocusedCurve, index: number): string[] {
  const value = values[index];
  return [
    `step ${steps[index] ?? ''}`,
    `${name}: ${value === null || value === undefined ? 'not finite' : String(Number(value.toPrecision(8)))}`,
  ];
}
