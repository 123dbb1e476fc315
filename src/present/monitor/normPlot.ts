import * as l10n from '@vscode/l10n';
import type { SeriesReport } from '../../core/monitor/report';
import { formatNumber } from '../format';
import { emptyPlot, type Axis, type Level, type Mark, type Plot } from '../plot/plot';
import { listed } from '../words';
import { firstSteps } from './firstSteps';
import { log10Norm, normAxis, normPoints, stepAxis, type NormCurve } from './normAxes';
import { seriesName } from './seriesName';

/** The norms of a series, sampled. */
export interface NamedNorms extends NormCurve {
  readonly name: string;
}

/** The series in front, with what is marked on it. */
export interface FocusedNorms extends NamedNorms {
  /** Number of values, of which the samples are a part. */
  readonly count: number;
  readonly p10: number | null;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly spikes: readonly { readonly step: number; readonly value: number }[];
  readonly nonFinite: readonly { readonly from: number; readonly to: number }[];
}

/** What a picture of a log's norms shows. */
export interface ShownNorms {
  /** Name of the total. */
  readonly total: string | null;
  readonly others: readonly NamedNorms[];
  readonly series: readonly SeriesReport[];
  /** How many series there are beside those that are drawn. */
  readonly matching: number;
  /** The verdict in a sentence. */
  readonly explanation: string;
}

export interface NormPlotOptions {
  /** Whether all other series are drawn. */
  readonly others: boolean;
  /** A clipping threshold, drawn where the total is in front. */
  readonly threshold: number | null;
}

/** Share of the axis that a line of words takes, and of the steps that its length may take. */
const wordHeight = 0.055;
const wordLength = 0.25;

/** The norms over the steps on a log axis: one series in front with its name at its end, the others behind it. */
export function normPlot(
  model: ShownNorms,
  focus: FocusedNorms,
  { others, threshold }: NormPlotOptions,
): Plot {
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
      ...{ x, y },
    }),
    notes: notesOf(focus),
    describe: (_, index) => describe(focus, index),
  };
}

/** Percentiles of the series and the threshold, on the axis; words that would cover each other are joined at the highest. */
function levelsOf({ p10, p50, p90 }: FocusedNorms, threshold: number | null, { min, max }: Axis): Level[] {
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
  { series, matching, total }: ShownNorms,
  { name }: FocusedNorms,
  drawn: number,
): string {
  const shown = new Set([name, total]);
  const others = matching - series.filter((report) => shown.has(report.name)).length;
  if (drawn < others) return l10n.t('the {0} worst of {1} other series', drawn, others);
  return drawn === 1 ? l10n.t('the other series') : l10n.t('the {0} other series', drawn);
}

/** Names at the ends of curves; one that would cover the word of a level or a mark is written before that. */
function named(
  ends: readonly Mark[],
  { levels, marks, x, y }: Pick<Plot, 'levels' | 'marks' | 'x' | 'y'>,
): Pick<Plot, 'levels' | 'marks'> {
  const [words, points] = [[...levels], [...marks]];
  const isNear = (a: number, b: number): boolean => Math.abs(a - b) < 2 * wordHeight * (y.max - y.min);
  for (const end of ends) {
    const beside = words.findIndex((level) => level.label !== '' && isNear(level.y, end.y));
    const level = words[beside];
    if (level) {
      words[beside] = { ...level, label: `${end.label} · ${level.label}` };
      continue;
    }
    const near = points.findIndex(
      (mark) => mark.label !== '' && isNear(mark.y, end.y) && end.x - mark.x < wordLength * (x.max - x.min),
    );
    const mark = points[near];
    if (mark) points[near] = { ...mark, label: `${end.label} · ${mark.label}` };
    else points.push(end);
  }
  return { levels: words, marks: points };
}

/** The names of curves at their ends; of two that end together the first is named. */
function endsOf(curves: readonly NamedNorms[], y: Axis): Mark[] {
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
function marksOf({ series }: ShownNorms, focus: FocusedNorms, x: Axis, y: Axis): Mark[] {
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

function notesOf({ spikes, count, steps, values }: FocusedNorms): string[] {
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

function describe({ name, steps, values }: FocusedNorms, index: number): string[] {
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
