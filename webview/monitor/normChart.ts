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
            label: `${crowd.length} of the ${model.matching - (model.matching > crowd.length ? 1 : 0)} other series, the worst first`,
            curves: crowd.map(pointsOf),
          },
    levels: levelsOf(focus, focus.name === model.total ? threshold : null).filter(
      (level) => level.y >= y.min && level.y <= y.max,
    ),
    marks: marksOf(model, focus, y),
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

/** Percentiles of the series and the threshold; levels too near each other share a line. */
function levelsOf({ p10, p50, p90 }: FocusedCurve, threshold: number | null): Level[] {
  const levels: Level[] = [];
  const add = (value: number | null, label: string): void => {
    const y = log10(value);
    if (y === null) return;
    const near = levels.findIndex((level) => Math.abs(level.y - y) < 0.02);
    if (near === -1) levels.push({ y, label });
    else levels[near] = { y: levels[near]!.y, label: `${levels[near]!.label}, ${label}` };
  };
  add(p10, 'p10');
  add(p50, 'p50');
  add(p90, 'p90');
  add(threshold, threshold === null ? '' : `clip at ${formatNumber(threshold)}`);
  return levels;
}

/** Spikes as bare circles, the first steps of verdicts and of non-finite runs with words. */
function marksOf({ series }: MonitorModel, focus: FocusedCurve, y: Axis): Mark[] {
  const top = y.max - 0.04 * (y.max - y.min);
  const marks: Mark[] = focus.spikes.map(({ step, value }) => ({
    x: step,
    y: log10(value) ?? y.min,
    label: '',
    role: 'peak',
  }));
  focus.nonFinite.forEach(({ from, to }, i) => {
    // Words for the first and the last run only, or they cover each other.
    const words = from === to ? `not finite at ${from}` : `not finite from ${from} to ${to}`;
    const isNamed = i === 0 || (i === focus.nonFinite.length - 1 && i < 20);
    marks.push({ x: from, y: top, label: isNamed ? words : '', role: 'upperBound' });
  });
  const own = series.find(({ name }) => name === focus.name);
  const at = (step: number | null): number | null => {
    const index = step === null ? -1 : focus.steps.findIndex((candidate) => candidate >= step);
    return log10(focus.values[index] ?? null);
  };
  for (const [step, label] of [
    [own?.firstVanishing ?? null, 'vanishes'],
    [own?.firstExploding ?? null, 'explodes'],
  ] as const) {
    const place = at(step);
    if (step !== null && place !== null)
      marks.push({ x: step, y: place, label: `${label} at ${step}`, role: 'peak' });
  }
  return marks;
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
