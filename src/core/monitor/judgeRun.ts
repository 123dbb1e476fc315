import { underConditions } from './conditions';
import type { GradientLog } from './gradientLog';
import { judge, severity, type Cause, type Judgment, type MonitorVerdict } from './judgment';
import { LossCurve } from './lossCurve';
import { skippedUpdates } from './notes';
import { depthRule, vanishingParameter, type DepthRule, type ParameterFinding } from './parameters';
import { defaultRules, type MonitorRules } from './rules';
import type { Series } from './series';
import { isOfOptimizer, totalsOf, type Total } from './totals';

/** How often clipping fired, and how that is known. */
export interface ClipRate {
  readonly threshold: number | null;
  /** 0…1, of the logged steps. */
  readonly share: number;
  readonly source: 'threshold' | 'log';
}

/** What is said of a run as a whole. */
export interface RunVerdict {
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
  readonly clipRate: ClipRate | null;
}

export interface RunOptions {
  readonly rules?: MonitorRules;
  /** The clipping threshold in force, where the person names it. */
  readonly threshold?: number | undefined;
}

export interface JudgedTotal extends Total {
  readonly judgment: Judgment;
}

/** The same with what it was made of. */
export interface JudgedRun extends RunVerdict {
  readonly totals: readonly JudgedTotal[];
  /** That of the totals that is told of. */
  readonly main: JudgedTotal | undefined;
  /** `null` for a log without norms. */
  readonly judgment: Judgment | null;
  readonly parameters: readonly Series[];
  readonly depth: DepthRule | null;
}

/** Judges a log as a whole: less work than a report, which tells of every series. */
export function judgeRun(log: GradientLog, { rules = defaultRules, threshold }: RunOptions = {}): JudgedRun {
  const { gradients, stepFrom } = log;
  const losses = log.of('loss');
  const parameters = gradients.filter((one) => one.kind === 'parameter' && !isOfOptimizer(one, losses));
  const depth = depthRule(parameters, rules);
  // A limit that is not the published one was set by the person, who wants it to count.
  const isStrict = rules.normExploding !== defaultRules.normExploding;
  const totals = totalsOf(gradients, losses).map((total): JudgedTotal => ({
    ...total,
    judgment: underConditions(
      judge(total.series, LossCurve.of(losses, total.series), rules, isStrict),
      total.series,
      log,
    ),
  }));
  const main = totals.reduce<JudgedTotal | undefined>(
    (worst, total) =>
      worst && severity[worst.judgment.verdict] >= severity[total.judgment.verdict] ? worst : total,
    undefined,
  );
  const skipped = skippedUpdates(log);
  const common = { totals, parameters, depth, stepFrom, skippedUpdates: skipped };
  if (!main || main.series.length === 0) {
    return {
      ...{ ...common, main: undefined, judgment: null, total: main?.series ?? null, derived: false },
      ...{ verdict: skipped > 0 ? 'undetermined' : null, since: null, cause: null, culprit: null },
      clipRate: null,
    };
  }
  const finding = overruling(main, vanishingParameter(parameters, depth, rules));
  const judgment = finding ? withFinding(main, finding) : main.judgment;
  return {
    ...{ ...common, main, judgment, total: main.series, derived: main.derived },
    verdict: judgment.verdict,
    since: judgment.since === null ? null : main.series.steps[judgment.since]!,
    cause: judgment.cause,
    culprit: finding?.series.name ?? main.series.name,
    clipRate: clipRateOf(log, main.series, threshold),
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
