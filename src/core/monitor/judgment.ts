import { layersOf } from './layers';
import { combine } from './combine';
import { nonFiniteRuns } from './nonFinite';
import type { MonitorRules } from './rules';
import type { Series } from './series';
import { percentile, sortedFinite } from './statistics';

/** What a rule says of one step; `skipped` is a non-finite value that stands alone. */
export type StepState = 'stable' | 'skipped' | 'vanishing' | 'exploding';

const firstNorms = 10;

/** The state of every value of one series, by its value alone: limits of size, of growth, and runs of non-finite values. */
export function statesOf(values: Float64Array, rules: MonitorRules): StepState[] {
  const reference = referenceNorm(values);
  const states = Array.from(values, (value): StepState => {
    if (value < rules.meanVanishing) return 'vanishing';
    return value >= rules.normExploding || (value > 1 && value >= rules.growthExploding * reference)
      ? 'exploding'
      : 'stable';
  });
  for (const { from, to } of nonFiniteRuns(values)) {
    states.fill(to - from + 1 >= rules.divergenceRun ? 'exploding' : 'skipped', from, to + 1);
  }
  return states;
}

/** Median of the first positive finite norms; ∞ where there is none to compare with. */
function referenceNorm(values: Float64Array): number {
  const first: number[] = [];
  for (const value of values) {
    if (first.length === firstNorms) break;
    if (Number.isFinite(value) && value > 0) first.push(value);
  }
  return percentile(sortedFinite(Float64Array.from(first)), 50) ?? Infinity;
}

/** A parameter that vanishes or explodes at some step. */
export interface ParameterFinding {
  readonly state: 'vanishing' | 'exploding';
  readonly series: Series;
  readonly value: number;
}

/**
 * The steps where a single parameter vanishes or explodes; where several do, the first that explodes, else the first. A
 * gradient of exactly zero is left out: so look a frozen weight and an unused one.
 */
export function parameterFindings(
  parameters: readonly { readonly series: Series; readonly states: readonly StepState[] }[],
): Map<number, ParameterFinding> {
  const findings = new Map<number, ParameterFinding>();
  for (const { series, states } of parameters) {
    const { steps, values } = series;
    states.forEach((state, i) => {
      const value = values[i]!;
      if ((state !== 'vanishing' && state !== 'exploding') || value === 0) return;
      const known = findings.get(steps[i]!)?.state;
      if (!known || (state === 'exploding' && known === 'vanishing'))
        findings.set(steps[i]!, { state, series, value });
    });
  }
  return findings;
}

/** First step in that state, or `null`. */
export function firstStep(series: Series, states: readonly StepState[], state: StepState): number | null {
  const index = states.indexOf(state);
  return index === -1 ? null : series.steps[index]!;
}

/** AUTOTRAINER's rule on the first and the last layer. */
export interface DepthRule {
  readonly first: string;
  readonly last: string;
  /** Parameters of the first layer, which a firing rule is held against. */
  readonly parameters: readonly Series[];
  /** Steps where it fires, with what it says. */
  readonly fired: ReadonlyMap<number, 'vanishing' | 'exploding'>;
  readonly firstVanishing: number | null;
  readonly firstExploding: number | null;
}

/**
 * Compares the first layer's norm with the last layer's at every step; `null` for fewer than two layers. A weight whose
 * gradient is zero all along is frozen or unused and stands for no layer.
 */
export function depthRule(parameters: readonly Series[], rules: MonitorRules): DepthRule | null {
  const layers = layersOf(parameters.filter(({ values }) => values.some((value) => value !== 0)));
  const [first, last] = [layers[0], layers.at(-1)];
  if (!first || !last || first === last) return null;
  const top = combine(first.name, first.series);
  const bottom = combine(last.name, last.series);
  const norms = new Map(Array.from(bottom.steps, (step, i) => [step, bottom.values[i]!]));
  const fired = new Map<number, 'vanishing' | 'exploding'>();
  let firstVanishing: number | null = null;
  let firstExploding: number | null = null;
  top.steps.forEach((step, i) => {
    const norm = top.values[i]!;
    const ratio = norm / (norms.get(step) ?? NaN);
    if (ratio < rules.ratioVanishing && norm < rules.firstLayerVanishing) {
      fired.set(step, 'vanishing');
      firstVanishing ??= step;
    } else if (ratio > rules.ratioExploding && ratio < Infinity) {
      fired.set(step, 'exploding');
      firstExploding ??= step;
    }
  });
  return {
    first: first.name,
    last: last.name,
    parameters: first.series,
    fired,
    firstVanishing,
    firstExploding,
  };
}
