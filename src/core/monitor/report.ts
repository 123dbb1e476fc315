import { causeOf, type Cause } from './cause';
import { combine, derivedTotal } from './combine';
import type { GradientLog } from './gradientLog';
import {
  depthRule,
  firstStep,
  parameterFindings,
  statesOf,
  type DepthRule,
  type ParameterFinding,
  type StepState,
} from './judgment';
import { nonFiniteRuns } from './nonFinite';
import { notesOf, type MonitorNote } from './notes';
import { recommend, type Recommendation } from './recommendation';
import { defaultRules, type MonitorRules } from './rules';
import type { Series, SeriesKind } from './series';
import { spikes } from './spikes';
import { sortedFinite, statistics, type Statistics } from './statistics';
import { timeline, worse, type Segment } from './timeline';

export type MonitorVerdict = 'exploding' | 'vanishing' | 'stable';

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
  /** Worst first. */
  readonly series: readonly SeriesReport[];
  /** The series that verdict and recommendation rest on: all gradients together. */
  readonly total: Series | null;
  /** Whether the total was computed from the parameters' norms, for the log has none. */
  readonly derived: boolean;
  readonly verdict: MonitorVerdict | null;
  /** Where gradients first vanish or explode; `null` where no rule fires. */
  readonly cause: Cause | null;
  readonly timeline: readonly Segment[];
  readonly notes: readonly MonitorNote[];
  readonly clipRate: ClipRate | null;
  readonly recommendation: Recommendation | null;
}

export interface MonitorOptions {
  readonly rules?: MonitorRules;
  /** First values that the recommendation leaves out. */
  readonly warmup?: number;
  /** The clipping threshold in force, where the person names it. */
  readonly threshold?: number | undefined;
}

/** Judges everything that has been read of a log. */
export function report(log: GradientLog, options: MonitorOptions = {}): MonitorReport {
  const { rules = defaultRules, warmup = 0 } = options;
  const { gradients } = log;
  const parameters = gradients.filter(({ kind }) => kind === 'parameter');
  const depth = depthRule(parameters, rules);
  const logged = mainOf(gradients);
  const total = logged ?? (parameters.length > 0 ? combine(derivedTotal, parameters) : null);
  const states = new Map(gradients.map((series) => [series, statesOf(series.values, rules)]));
  const judged = gradients.map((series) => judge(series, states.get(series)!, depth, rules));
  const found = parameterFindings(parameters.map((series) => ({ series, states: states.get(series)! })));
  const overall = total
    ? overallStates(total, states.get(total) ?? statesOf(total.values, rules), depth, found)
    : [];
  const segments = total ? timeline(total.steps, overall) : [];
  const clipRate = total ? clipRateOf(log, total, options.threshold) : null;
  const verdict = verdictOf(segments.map(({ state }) => state));
  return {
    series: judged.sort(worstFirst),
    total,
    derived: total !== null && logged === undefined,
    verdict: total && total.length > 0 ? verdict : null,
    cause: causeOf({ total, segments, depth, found, verdict, rules }),
    timeline: segments,
    notes: total ? notesOf({ log, total, rules, clipRate, verdict, derived: logged === undefined }) : [],
    clipRate,
    recommendation: total ? recommendFor(total, rules, warmup) : null,
  };
}

function recommendFor({ values }: Series, rules: MonitorRules, warmup: number): Recommendation | null {
  return recommend(values, { spikes: spikes(values, rules).length, exploding: rules.normExploding, warmup });
}

/** Of several totals the longest, of as long ones the first. */
function mainOf(gradients: readonly Series[]): Series | undefined {
  return gradients
    .filter(({ kind }) => kind === 'total')
    .reduce<Series | undefined>(
      (best, series) => (best && best.length >= series.length ? best : series),
      undefined,
    );
}

/** What the total's own value, the comparison of layers, and the single parameters say at each step: the worst. */
function overallStates(
  { steps }: Series,
  own: readonly StepState[],
  depth: DepthRule | null,
  found: ReadonlyMap<number, ParameterFinding>,
): StepState[] {
  return own.map((state, i) => {
    const step = steps[i]!;
    return worse(worse(state, depth?.fired.get(step) ?? 'stable'), found.get(step)?.state ?? 'stable');
  });
}

function judge(
  series: Series,
  states: readonly StepState[],
  depth: DepthRule | null,
  rules: MonitorRules,
): SeriesReport {
  const { name, kind, parameter, values } = series;
  const first = depth?.parameters.includes(series) ? depth : null;
  const firstVanishing = earlier(firstStep(series, states, 'vanishing'), first?.firstVanishing ?? null);
  const firstExploding = earlier(firstStep(series, states, 'exploding'), first?.firstExploding ?? null);
  return {
    name,
    kind,
    parameter,
    ...statistics(values, sortedFinite(values)),
    spikes: spikes(values, rules).length,
    firstVanishing,
    firstExploding,
    verdict: firstExploding !== null ? 'exploding' : firstVanishing !== null ? 'vanishing' : 'stable',
  };
}

function earlier(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b);
}

function verdictOf(states: readonly StepState[]): MonitorVerdict {
  return states.includes('exploding') ? 'exploding' : states.includes('vanishing') ? 'vanishing' : 'stable';
}

const order: Readonly<Record<MonitorVerdict, number>> = { exploding: 0, vanishing: 1, stable: 2 };

/** Exploding before vanishing before the rest; within, the most broken and the most spread. */
function worstFirst(a: SeriesReport, b: SeriesReport): number {
  return order[a.verdict] - order[b.verdict] || b.nonFinite - a.nonFinite || extremity(b) - extremity(a);
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
