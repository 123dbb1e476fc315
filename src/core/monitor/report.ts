import { defaultClipping } from './clipping';
import type { GradientLog } from './gradientLog';
import { judge, type Cause, type Judgment, type MonitorVerdict } from './judgment';
import { LossCurve } from './lossCurve';
import { nonFiniteRuns } from './nonFinite';
import { notesOf, skippedUpdates, type MonitorNote } from './notes';
import { depthRule, vanishingParameter, type DepthRule, type ParameterFinding } from './parameters';
import { isRecommended, recommend, type Recommendation, type Withheld } from './recommendation';
import { defaultRules, type MonitorRules } from './rules';
import type { Series, SeriesKind } from './series';
import { spikes } from './spikes';
import { sortedFinite, statistics, type Statistics } from './statistics';
import { timeline, type Segment } from './timeline';
import { totalsOf, type Total } from './totals';

export type { MonitorVerdict } from './judgment';

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

/** How often clipping fired, and how that is known. */
export interface ClipRate {
  readonly threshold: number | null;
  /** 0…1, of the logged steps. */
  readonly share: number;
  readonly source: 'threshold' | 'log';
}

/** A training log, judged. */
export interface MonitorReport {
  /** Totals first, then worst first. */
  readonly series: readonly SeriesReport[];
  /** The series that the verdict rests on: all gradients of a network together; of several networks the worst. */
  readonly total: Series | null;
  /** Whether the total was computed from the parameters' norms, for the log has none. */
  readonly derived: boolean;
  readonly verdict: MonitorVerdict | null;
  /** The step since when, and why. */
  readonly since: number | null;
  readonly cause: Cause | null;
  /** The series that shows it best. */
  readonly culprit: string | null;
  readonly stepFrom: 'logged' | 'record';
  readonly skippedUpdates: number;
  readonly timeline: readonly Segment[];
  readonly notes: readonly MonitorNote[];
  readonly clipRate: ClipRate | null;
  /** The only recommendation; `null` where there is none or each of several totals has its own. */
  readonly recommendation: Recommendation | null;
  readonly recommendations: readonly Recommendation[];
  /** Why there is no single recommendation. */
  readonly withheld: Withheld | null;
}

export interface MonitorOptions {
  readonly rules?: MonitorRules;
  /** First values that the recommendation leaves out. */
  readonly warmup?: number;
  /** The clipping threshold in force, where the person names it. */
  readonly threshold?: number | undefined;
  /** The producer of the log, whose default clipping may be known. */
  readonly format?: string | null;
}

interface JudgedTotal extends Total {
  readonly judgment: Judgment;
}

const severity: Readonly<Record<MonitorVerdict, number>> = {
  exploding: 3,
  vanishing: 2,
  undetermined: 1,
  stable: 0,
};

/** Judges everything that has been read of a log. */
export function report(log: GradientLog, options: MonitorOptions = {}): MonitorReport {
  const { rules = defaultRules, warmup = 0, format = null } = options;
  const { gradients, stepFrom } = log;
  const parameters = gradients.filter(({ kind }) => kind === 'parameter');
  const depth = depthRule(parameters, rules);
  const losses = log.of('loss');
  // A limit that is not the published one was set by the person, who wants it to count.
  const isStrict = rules.normExploding !== defaultRules.normExploding;
  const totals = totalsOf(gradients).map((total): JudgedTotal => ({
    ...total,
    judgment: judge(total.series, LossCurve.of(losses, total.series.steps), rules, isStrict),
  }));
  const main = totals.reduce<JudgedTotal | undefined>(
    (worst, total) =>
      worst && severity[worst.judgment.verdict] >= severity[total.judgment.verdict] ? worst : total,
    undefined,
  );
  const skipped = skippedUpdates(log);
  const rows = gradients.map((series) => rowOf(series, totals, depth, rules));
  if (!main || main.series.length === 0) {
    const recommended = {
      recommendation: null,
      recommendations: [],
      withheld: { kind: 'no-norms' } as const,
    };
    return {
      ...{
        series: rows,
        total: main?.series ?? null,
        derived: false,
        since: null,
        cause: null,
        culprit: null,
      },
      ...{ stepFrom, skippedUpdates: skipped, timeline: [], clipRate: null, ...recommended },
      verdict: skipped > 0 ? 'undetermined' : null,
      notes: [],
    };
  }
  const finding = overruling(main, vanishingParameter(parameters, depth, rules));
  const judged = finding ? withFinding(main, finding) : main.judgment;
  const { steps } = main.series;
  const clipRate = clipRateOf(log, main.series, options.threshold);
  return {
    series: rows.sort(totalsFirst(totals)),
    total: main.series,
    derived: main.derived,
    verdict: judged.verdict,
    since: judged.since === null ? null : steps[judged.since]!,
    cause: judged.cause,
    culprit: finding?.series.name ?? main.series.name,
    stepFrom,
    skippedUpdates: skipped,
    timeline: timeline(steps, judged.states),
    notes: notesOf({
      ...{ log, totals, rules, clipRate, total: main, judgment: judged },
      defaultClipping: defaultClipping(format),
    }),
    clipRate,
    ...recommendationsOf(totals, { rules, warmup, parameters }),
  };
}

/** What a parameter says counts where the total itself says nothing. */
function overruling({ judgment }: JudgedTotal, finding: ParameterFinding | null): ParameterFinding | null {
  return finding && judgment.verdict !== 'exploding' && judgment.cause?.kind !== 'converged' ? finding : null;
}

function withFinding({ series, judgment }: JudgedTotal, { since, cause }: ParameterFinding): Judgment {
  const found = series.steps.findIndex((step) => step >= since);
  const at = found === -1 ? series.length - 1 : found;
  const states = judgment.states.map((state, i) => (i >= at && state === 'stable' ? 'vanishing' : state));
  return { ...judgment, verdict: 'vanishing', since: at, cause, states };
}

function recommendationsOf(
  totals: readonly JudgedTotal[],
  { rules, warmup, parameters }: { rules: MonitorRules; warmup: number; parameters: readonly Series[] },
): Pick<MonitorReport, 'recommendation' | 'recommendations' | 'withheld'> {
  const found = totals.map(({ series, judgment }) =>
    recommend(series, {
      spikes: spikes(series.values, rules).length,
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

function clipRateOf(log: GradientLog, total: Series, threshold: number | undefined): ClipRate | null {
  const recorded = log.of('threshold')[0]?.values.at(-1);
  const rate = log.of('clipRate')[0]?.values.filter(Number.isFinite);
  if (threshold === undefined && rate && rate.length > 0) {
    const share = rate.reduce((sum, value) => sum + value, 0) / rate.length / 100;
    return { threshold: recorded ?? null, share, source: 'log' };
  }
  const limit = threshold ?? recorded;
  if (limit === undefined) return null;
  const above = total.values.reduce((count, value) => count + (value > limit ? 1 : 0), 0);
  return { threshold: limit, share: above / Math.max(total.length, 1), source: 'threshold' };
}

/** Runs of non-finite values by their steps, for marks in a chart. */
export function nonFiniteSteps({ steps, values }: Series): { from: number; to: number }[] {
  return nonFiniteRuns(values).map(({ from, to }) => ({ from: steps[from]!, to: steps[to]! }));
}
