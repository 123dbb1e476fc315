import type { LossCurve } from './lossCurve';
import { nonFiniteRuns } from './nonFinite';
import type { MonitorRules } from './rules';
import type { Series } from './series';
import { finiteOf } from './statistics';
import { SortedWindow, medianOf } from './window';

export type MonitorVerdict = 'exploding' | 'vanishing' | 'stable' | 'undetermined';

/** The higher, the worse. */
export const severity: Readonly<Record<MonitorVerdict, number>> = {
  exploding: 3,
  vanishing: 2,
  undetermined: 1,
  stable: 0,
};

/** What is said of one step; `skipped` is a non-finite value that a finite one follows. */
export type StepState = 'stable' | 'skipped' | 'vanishing' | 'exploding';

/** Why a history is judged as it is, with the values that decide. */
export type Cause =
  /** Norms that are not finite up to the end of the log. */
  | { readonly kind: 'not-finite-to-the-end'; readonly count: number; readonly lossToo: boolean }
  | { readonly kind: 'loss-not-finite' }
  /** A norm so many times the median of those before it, and the loss rose for good. */
  | {
      readonly kind: 'growth-with-loss';
      readonly norm: number;
      readonly factor: number;
      readonly usual: number;
    }
  /** The same without a loss in the log, or one that only stopped falling, up to the end. */
  | {
      readonly kind: 'growth-to-the-end';
      readonly norm: number;
      readonly factor: number;
      readonly usual: number;
    }
  /** The loss scale fell below 1 and goes on falling, so all updates are skipped. */
  | { readonly kind: 'scale-collapsed'; readonly from: number; readonly to: number }
  /** A limit that the person has set. */
  | { readonly kind: 'norm-exploding'; readonly norm: number; readonly limit: number }
  | { readonly kind: 'norm-vanishing'; readonly norm: number; readonly limit: number }
  | { readonly kind: 'fall-without-loss'; readonly norm: number; readonly factor: number }
  | {
      readonly kind: 'first-layer-vanishing';
      readonly first: string;
      readonly last: string;
      readonly maxRatio: number;
      readonly maxNorm: number;
    }
  | {
      readonly kind: 'parameter-vanishing';
      readonly parameter: string;
      readonly norm: number;
      readonly limit: number;
    }
  /** Nothing can be said, and why. */
  | { readonly kind: 'one-record' }
  | { readonly kind: 'all-zero'; readonly text: string | null }
  | { readonly kind: 'last-not-finite' }
  | { readonly kind: 'never-finite'; readonly count: number }
  /** The loss cannot fall, for the learning rate is 0 all along. */
  | { readonly kind: 'rate-zero' }
  | { readonly kind: 'tiny-without-loss'; readonly norm: number; readonly limit: number }
  /** The norm fell by that factor, and the loss with it. */
  | { readonly kind: 'converged'; readonly factor: number };

/** A history of norms, judged. */
export interface Judgment {
  readonly verdict: MonitorVerdict;
  /** Index of the first value that the verdict speaks of; `null` for all or none of them. */
  readonly since: number | null;
  readonly cause: Cause | null;
  readonly states: StepState[];
  /** Stretches that were far above the usual and came back, as indices. */
  readonly recovered: readonly { readonly from: number; readonly to: number; readonly factor: number }[];
}

/** A norm this many times the running median is far above it. */
const farAbove = 30;
const medianWindow = 50;
/** Records that a median needs. */
const leastUsual = 2;
/** Records far above the median, up to the end, that are more than a spike. */
const leastRun = 3;
/** Fall of the norm that is worth a word. */
const farBelow = 1e3;
const finiteEnough = 25;

interface Growth {
  /** How many times the median before it each value is, where that is far; else 0. */
  readonly factors: Float64Array;
  /** That median. */
  readonly usual: Float64Array;
}

/** Every value against the running median of the usual ones before it. */
function growthOf(values: Float64Array): Growth {
  const factors = new Float64Array(values.length);
  const usual = new Float64Array(values.length);
  const window = new SortedWindow(medianWindow);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    const median = window.length >= leastUsual ? window.quantile(0.5) : NaN;
    usual[i] = median;
    if (median > 0 && value >= farAbove * median) factors[i] = value / median;
    else window.push(value);
  }
  return { factors, usual };
}

/** Where the stretch begins that is far above the usual up to the end, but for a record here and there; `null` for none. */
function lastStretch(values: Float64Array, factors: Float64Array, end: number): number | null {
  let far = 0;
  let finite = 0;
  let from: number | null = null;
  for (let i = end - 1; i >= 0; i--) {
    if (!Number.isFinite(values[i])) continue;
    finite++;
    if (factors[i]! > 0) far++;
    if (far < 0.8 * finite) break;
    if (factors[i]! > 0) from = i;
  }
  return from;
}

/** Judges one history of norms, with the loss where the log has one. */
export function judge(
  series: Series,
  loss: LossCurve | undefined,
  rules: MonitorRules,
  isStrict: boolean,
): Judgment {
  const { values } = series;
  const growth = growthOf(values);
  const explosion = explosionOf(values, growth, loss, rules) ?? (isStrict ? overLimit(values, rules) : null);
  const rest = explosion ?? undecided(series, loss) ?? fading(values, loss, rules);
  const { verdict, since, cause } = rest ?? { verdict: 'stable' as const, since: null, cause: null };
  const states = new Array<StepState>(values.length).fill('stable');
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) states[i] = 'skipped';
  if (since !== null && (verdict === 'exploding' || verdict === 'vanishing')) states.fill(verdict, since);
  const recovered = stretches(growth.factors, values, verdict === 'exploding' ? since : null);
  for (const { from, to } of recovered) states.fill('exploding', from, to + 1);
  return { verdict, since, cause, states, recovered };
}

type Found = Pick<Judgment, 'verdict' | 'since' | 'cause'>;

function explosionOf(
  values: Float64Array,
  { factors, usual }: Growth,
  loss: LossCurve | undefined,
  rules: MonitorRules,
): Found | null {
  const run = nonFiniteRuns(values).at(-1);
  const last = run?.to === values.length - 1 ? run : undefined;
  const broken = loss?.brokenFrom ?? null;
  const count = last ? last.to - last.from + 1 : 0;
  const lossToo = broken !== null;
  if (
    last &&
    (count >= rules.divergenceRun || lossToo) &&
    (last.from > 0 || lossToo || count >= finiteEnough)
  ) {
    const since = lastStretch(values, factors, last.from) ?? last.from;
    return { verdict: 'exploding', since, cause: { kind: 'not-finite-to-the-end', count, lossToo } };
  }
  if (broken !== null) {
    const since = Math.min(lastStretch(values, factors, broken + 1) ?? broken, broken);
    return { verdict: 'exploding', since, cause: { kind: 'loss-not-finite' } };
  }
  const end = last ? last.from : values.length;
  const stretch = lastStretch(values, factors, end);
  const factsAt = (at: number) => ({ norm: values[at]!, factor: factors[at]!, usual: usual[at]! });
  if (stretch !== null) {
    const change = loss?.changeAt(stretch) ?? 'unknown';
    if (change === 'rises')
      return {
        verdict: 'exploding',
        since: stretch,
        cause: { kind: 'growth-with-loss', ...factsAt(stretch) },
      };
    const far = factors.subarray(stretch, end).filter((factor) => factor > 0);
    const isLarge = values[end - 1]! > 1;
    const isLong = far.length >= leastRun || far.some((factor) => factor >= rules.growthExploding);
    if (change !== 'falls' && isLarge && isLong)
      return {
        verdict: 'exploding',
        since: stretch,
        cause: { kind: 'growth-to-the-end', ...factsAt(stretch) },
      };
  }
  const lasting = loss ? startsOf(factors).find((at) => loss.changeAt(at) === 'rises') : undefined;
  return lasting === undefined
    ? null
    : { verdict: 'exploding', since: lasting, cause: { kind: 'growth-with-loss', ...factsAt(lasting) } };
}

/** A person who sets a limit wants it to count. */
function overLimit(values: Float64Array, { normExploding: limit }: MonitorRules): Found | null {
  const since = values.findIndex((value) => value >= limit && value < Infinity);
  return since === -1
    ? null
    : { verdict: 'exploding', since, cause: { kind: 'norm-exploding', norm: values[since]!, limit } };
}

/** Starts of the first stretches far above the usual. */
function startsOf(factors: Float64Array): number[] {
  const starts: number[] = [];
  for (let i = 0; i < factors.length && starts.length < 50; i++)
    if (factors[i]! > 0 && !(factors[i - 1]! > 0)) starts.push(i);
  return starts;
}

function undecided({ values, zeroText }: Series, loss: LossCurve | undefined): Found | null {
  const none = (cause: Cause): Found => ({ verdict: 'undetermined', since: null, cause });
  const finite = finiteOf(values);
  if (values.length === 1 && finite.length === 1 && finite[0] !== 0) return none({ kind: 'one-record' });
  if (finite.length === 0) return none({ kind: 'never-finite', count: values.length });
  if (finite.every((value) => value === 0)) return none({ kind: 'all-zero', text: zeroText });
  if (!Number.isFinite(values.at(-1)) && !loss) return none({ kind: 'last-not-finite' });
  return null;
}

function fading(values: Float64Array, loss: LossCurve | undefined, rules: MonitorRules): Found | null {
  const finite = finiteOf(values, 0);
  if (finite.length < 2) return null;
  const part = Math.max(1, Math.floor(finite.length / 10));
  const [first, last] = [
    medianOf(finite.subarray(0, Math.min(10, part + 2))),
    medianOf(finite.subarray(-part)),
  ];
  const factor = first / last;
  const limit = rules.meanVanishing;
  const course = loss?.course ?? 'unknown';
  if (factor >= farBelow && course === 'fell')
    return { verdict: 'stable', since: null, cause: { kind: 'converged', factor } };
  const isTiny = last < limit;
  if (!isTiny && !(factor >= farBelow && course === 'stuck')) return null;
  if (course === 'fell') return null;
  if (course === 'unknown')
    return { verdict: 'undetermined', since: null, cause: { kind: 'tiny-without-loss', norm: last, limit } };
  const bound = isTiny ? limit : first / farBelow;
  let since = values.length - 1;
  while (since > 0 && !(values[since - 1]! >= bound)) since--;
  return {
    verdict: 'vanishing',
    since,
    cause: isTiny
      ? { kind: 'norm-vanishing', norm: last, limit }
      : { kind: 'fall-without-loss', norm: last, factor },
  };
}

/** Stretches of at least `leastRun` records far above the usual that end before `end`. */
function stretches(factors: Float64Array, values: Float64Array, end: number | null): Judgment['recovered'] {
  const found: { from: number; to: number; factor: number }[] = [];
  const length = end ?? values.length;
  for (let i = 0; i < length; i++) {
    if (!(factors[i]! > 0)) continue;
    const from = i;
    let factor = factors[i]!;
    while (i + 1 < length && factors[i + 1]! > 0) factor = Math.max(factor, factors[++i]!);
    if (i - from + 1 >= leastRun) found.push({ from, to: i, factor });
  }
  return found;
}
