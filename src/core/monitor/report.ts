import { defaultClipping } from './clipping';
import type { GradientLog } from './gradientLog';
import { judgeRun, type JudgedTotal, type RunOptions, type RunVerdict } from './judgeRun';
import { judge, severity, type MonitorVerdict } from './judgment';
import { nonFiniteRuns } from './nonFinite';
import { notesOf, type MonitorNote } from './notes';
import type { DepthRule } from './parameters';
import { isRecommended, recommend, type Recommendation, type Withheld } from './recommendation';
import { defaultRules, type MonitorRules } from './rules';
import type { Series, SeriesKind } from './series';
import { spikes } from './spikes';
import { sortedFinite, statistics, type Statistics } from './statistics';
import { timeline, type Segment } from './timeline';

export type { MonitorVerdict } from './judgment';
export type { ClipRate } from './judgeRun';

/** One series of gradient norms, judged. */
export interface SeriesReport extends Statistics {
  readonly name: string;
  readonly kind: SeriesKind;
  readonly parameter: string | null;
  /** Number of spikes. */
  readonly spikes: number;
  readonly firstVanishing: number | null;
  readonly firstExploding: number | null;
  readonly verdict: MonitorVerdict;
}

/** A training log, judged. */
export interface MonitorReport extends RunVerdict {
  /** Totals first, then worst first. */
  readonly series: readonly SeriesReport[];
  readonly timeline: readonly Segment[];
  readonly notes: readonly MonitorNote[];
  /** The only recommendation; `null` where there is none or each of several totals has its own. */
  readonly recommendation: Recommendation | null;
  readonly recommendations: readonly Recommendation[];
  /** Why there is no single recommendation. */
  readonly withheld: Withheld | null;
}

export interface MonitorOptions extends RunOptions {
  /** First values that the recommendation leaves out. */
  readonly warmup?: number;
  /** The producer of the log, whose default clipping may be known. */
  readonly format?: string | null;
}

/** Judges everything that has been read of a log. */
export function report(log: GradientLog, options: MonitorOptions = {}): MonitorReport {
  const { rules = defaultRules, warmup = 0, format = null } = options;
  const run = judgeRun(log, options);
  const { judgment, totals, main, depth, parameters, clipRate, ...verdict } = run;
  const rows = log.gradients.map((series) => rowOf(series, totals, depth, rules));
  if (!main || !judgment) {
    return {
      ...verdict,
      ...{ clipRate, series: rows, timeline: [], notes: [] },
      ...{ recommendation: null, recommendations: [], withheld: { kind: 'no-norms' } },
    };
  }
  const spikesOf = (series: Series): number =>
    rows.find(({ name }) => name === series.name)?.spikes ?? spikes(series.values, rules).length;
  return {
    ...verdict,
    clipRate,
    series: rows.sort(totalsFirst(totals)),
    timeline: timeline(main.series.steps, judgment.states),
    notes: notesOf({
      ...{ log, totals, rules, clipRate, total: main, judgment },
      defaultClipping: defaultClipping(format),
    }),
    ...recommendationsOf(totals, { spikesOf, warmup, parameters }),
  };
}

function recommendationsOf(
  totals: readonly JudgedTotal[],
  {
    spikesOf,
    warmup,
    parameters,
  }: { spikesOf: (series: Series) => number; warmup: number; parameters: readonly Series[] },
): Pick<MonitorReport, 'recommendation' | 'recommendations' | 'withheld'> {
  const found = totals.map(({ series, judgment }) =>
    recommend(series, {
      spikes: spikesOf(series),
      warmup,
      end:
        judgment.verdict === 'exploding' && judgment.cause?.kind !== 'norm-exploding' ? judgment.since : null,
      parameters: totals.length === 1 ? parameters : [],
    }),
  );
  const recommendations = found.filter(isRecommended);
  const [only] = found;
  if (found.length === 1 && only) {
    return isRecommended(only)
      ? { recommendation: only, recommendations, withheld: null }
      : { recommendation: null, recommendations, withheld: only };
  }
  const names = recommendations.map(({ series }) => series);
  const none = found.find((one) => !isRecommended(one));
  return {
    recommendation: null,
    recommendations,
    withheld:
      names.length > 0 ? { kind: 'several-totals', series: names } : ((none as Withheld | undefined) ?? null),
  };
}

function rowOf(
  series: Series,
  totals: readonly JudgedTotal[],
  depth: DepthRule | null,
  rules: MonitorRules,
): SeriesReport {
  const { name, kind, parameter, values, steps } = series;
  const judgment =
    totals.find((total) => total.series === series)?.judgment ?? judge(series, undefined, rules, false);
  const first = depth?.parameters.includes(series) ? depth : null;
  const tiny = values.findIndex((value) => value > 0 && value < rules.meanVanishing);
  const isTiny = judgment.cause?.kind === 'tiny-without-loss';
  const verdict = kind === 'parameter' && isTiny ? 'vanishing' : judgment.verdict;
  const since = judgment.since === null ? null : steps[judgment.since]!;
  const ownVanishing = verdict === 'vanishing' && since !== null ? since : tiny === -1 ? null : steps[tiny]!;
  const over = values.findIndex((value) => value >= rules.normExploding && value < Infinity);
  const found = statistics(values, sortedFinite(values));
  return {
    ...{ name, kind, parameter, ...found },
    count: series.count,
    nonFinite: found.nonFinite + series.droppedNonFiniteValues,
    spikes: spikes(values, rules).length,
    firstVanishing:
      judgment.cause?.kind === 'converged' ? null : earlier(ownVanishing, first?.firstVanishing ?? null),
    firstExploding: earlier(
      verdict === 'exploding' ? since : over === -1 ? null : steps[over]!,
      first?.firstExploding ?? null,
    ),
    verdict: first?.vanishingSince != null && verdict === 'stable' ? 'vanishing' : verdict,
  };
}

function earlier(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b);
}

/** Totals, then exploding before vanishing before the rest; within, the most broken and the most spread. */
function totalsFirst(totals: readonly JudgedTotal[]): (a: SeriesReport, b: SeriesReport) => number {
  const names = new Set(totals.map(({ series }) => series.name));
  const rank = ({ name }: SeriesReport): number => (names.has(name) ? 0 : 1);
  return (a, b) =>
    rank(a) - rank(b) ||
    severity[b.verdict] - severity[a.verdict] ||
    b.nonFinite - a.nonFinite ||
    extremity(b) - extremity(a);
}

/** Decades between the median and 1, the distance from a norm that no rule would mind. */
function extremity({ median }: SeriesReport): number {
  return median === null || median === 0 ? Infinity : Math.abs(Math.log10(median));
}

/** Runs of non-finite values by their steps, for marks in a chart. */
export function nonFiniteSteps({ steps, values }: Series): { from: number; to: number }[] {
  return nonFiniteRuns(values).map(({ from, to }) => ({ from: steps[from]!, to: steps[to]! }));
}
