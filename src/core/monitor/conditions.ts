import type { GradientLog } from './gradientLog';
import type { Judgment } from './judgment';
import type { Series, SeriesKind } from './series';

/** A loss scale that was lowered: so many halvings, from and to. */
export interface LoweredScale {
  readonly times: number;
  readonly from: number;
  readonly to: number;
}

/** A learning rate that rose up to a step, over the records before it. */
export interface RisingRate {
  readonly from: number;
  readonly to: number;
}

/** Under this a loss scale leaves gradients smaller than they are, which overflow all the same. */
const leastScale = 1;
/** A scale that looks for its place falls by less. */
const collapse = 1024;
/** Records before a step that say how the learning rate got there. */
const ratesBefore = 20;
const leastRise = 1.05;

/** Of several optimizers or groups of parameters the one with the most records. */
function longest(log: GradientLog, kind: SeriesKind): Series | undefined {
  return log.of(kind).reduce<Series | undefined>((a, b) => (a && a.length >= b.length ? a : b), undefined);
}

/** How often mixed precision lowered its scale; between two records several times count as the halvings they make. */
export function loweredScale(log: GradientLog): LoweredScale | null {
  const values = longest(log, 'lossScale')?.values ?? [];
  let times = 0;
  let [from, to] = [NaN, NaN];
  for (let i = 1; i < values.length; i++) {
    const ratio = values[i - 1]! / values[i]!;
    if (!(ratio > 1.5 && ratio < Infinity)) continue;
    if (times === 0) from = values[i - 1]!;
    times += Math.max(1, Math.round(Math.log2(ratio)));
    to = values[i]!;
  }
  return times > 0 ? { times, from, to } : null;
}

/**
 * The step from which the loss scale is below 1 and still falling at the end of the log, over a thousandfold below its
 * largest: no scale is small enough, so every update is skipped though the log may show finite norms alone.
 */
function collapsedSince(scale: Series | undefined): { step: number; from: number; to: number } | null {
  if (!scale || scale.length < 4) return null;
  const { values, steps } = scale;
  const last = values.at(-1)!;
  const most = values.reduce((a, b) => (b > a ? b : a), 0);
  const before = values[Math.floor(0.9 * (values.length - 1))]!;
  if (!(last > 0 && last < leastScale && last * collapse <= most)) return null;
  let i = values.length - 1;
  while (i > 0 && values[i - 1]! < leastScale) i--;
  const isLowest = values.every((value) => !(value < last));
  return isLowest && before > last ? { step: steps[i]!, from: most, to: last } : null;
}

/** The judgment of norms with what learning rate and loss scale say besides. */
export function underConditions(judgment: Judgment, { steps }: Series, log: GradientLog): Judgment {
  const { verdict } = judgment;
  const collapsed = verdict === 'exploding' ? null : collapsedSince(longest(log, 'lossScale'));
  if (collapsed) {
    const found = steps.findIndex((step) => step >= collapsed.step);
    const since = found === -1 ? steps.length - 1 : found;
    const states = judgment.states.map((state, i) => (i >= since ? 'exploding' : state));
    const { from, to } = collapsed;
    return { ...judgment, verdict: 'exploding', since, states, cause: { kind: 'scale-collapsed', from, to } };
  }
  const rates = longest(log, 'learningRate')?.values;
  if (verdict === 'vanishing' && rates && rates.length > 1 && rates.every((rate) => rate === 0)) {
    const states = judgment.states.map((state) => (state === 'vanishing' ? 'stable' : state));
    return { ...judgment, verdict: 'undetermined', since: null, states, cause: { kind: 'rate-zero' } };
  }
  return judgment;
}

/** How the learning rate rose up to a step; `null` where it did not. */
export function risingRate(log: GradientLog, step: number): RisingRate | null {
  const rate = longest(log, 'learningRate');
  if (!rate) return null;
  const found = rate.steps.findIndex((own) => own > step);
  const end = found === -1 ? rate.length : found;
  const part = rate.values.subarray(Math.max(0, end - ratesBefore), end);
  const [from, to] = [part[0], part.at(-1)];
  if (from === undefined || to === undefined || !(to > leastRise * from && to < Infinity)) return null;
  // Not past its peak: a schedule that falls again has nothing to do with it.
  return part.every((value) => value <= to * (1 + 1e-9)) ? { from, to } : null;
}
