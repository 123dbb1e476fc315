import { combine } from './combine';
import type { Cause } from './judgment';
import { layersOf } from './layers';
import { networkOf } from './network';
import type { MonitorRules } from './rules';
import type { Series } from './series';
import { medianOf } from './window';

/** What single parameters say of a run: that gradients vanish on their way to one of them, since a step. */
export interface ParameterFinding {
  readonly since: number;
  readonly cause: Extract<Cause, { kind: 'first-layer-vanishing' | 'parameter-vanishing' }>;
  /** The series that shows it. */
  readonly series: Series;
}

/** AUTOTRAINER's rule on the first and the last layer. */
export interface DepthRule {
  readonly first: string;
  readonly last: string;
  /** Parameters of the first layer, which a firing rule is held against. */
  readonly parameters: readonly Series[];
  readonly firstVanishing: number | null;
  readonly firstExploding: number | null;
  /** Since when it says up to the end that gradients vanish. */
  readonly vanishingSince: number | null;
}

/**
 * Compares the first layer's norm with the last layer's at every step; `null` for fewer than two layers, and for layers
 * of several networks, which have no order. A weight whose gradient is zero all along is frozen or unused and stands for
 * no layer.
 */
export function depthRule(parameters: readonly Series[], rules: MonitorRules): DepthRule | null {
  if (new Set(parameters.map(({ name }) => networkOf(name))).size > 1) return null;
  const layers = layersOf(parameters.filter(({ values }) => values.some((value) => value !== 0)));
  const [first, last] = [layers[0], layers.at(-1)];
  if (!first || !last || first === last) return null;
  const top = combine(first.name, first.series);
  const bottom = combine(last.name, last.series);
  const [{ steps, values }, lower] = [top, { steps: bottom.steps, values: bottom.values }];
  // Both have their steps ascending.
  let at = 0;
  let firstVanishing: number | null = null;
  let firstExploding: number | null = null;
  let vanishingSince: number | null = null;
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i]!;
    while (lower.steps[at]! < step) at++;
    const norm = values[i]!;
    const ratio = norm / (lower.steps[at] === step ? lower.values[at]! : NaN);
    if (ratio < rules.ratioVanishing && norm < rules.firstLayerVanishing) {
      firstVanishing ??= step;
      vanishingSince ??= step;
    } else {
      vanishingSince = null;
      if (ratio > rules.ratioExploding && ratio < Infinity) firstExploding ??= step;
    }
  }
  return {
    first: first.name,
    last: last.name,
    parameters: first.series,
    firstVanishing,
    firstExploding,
    vanishingSince,
  };
}

/** Share of the largest norm under which a parameter's is far from it. */
const farShare = 1e-4;

/** A bias may have no gradient at all by its place, before a normalization or among the keys of an attention. */
const isBias = (name: string): boolean => /bias/i.test(name);

/**
 * Where single parameters say that gradients vanish, up to the end of the log. A norm that is small beside no other has
 * only converged.
 */
export function vanishingParameter(
  parameters: readonly Series[],
  depth: DepthRule | null,
  rules: MonitorRules,
): ParameterFinding | null {
  const largest = Math.max(0, ...parameters.map((series) => usual(series)));
  const limit = rules.meanVanishing;
  for (const series of parameters) {
    if (isBias(series.name) || !(usual(series) < farShare * largest)) continue;
    const { values, steps } = series;
    let since = values.length;
    while (since > 0 && values[since - 1]! < limit && values[since - 1]! > 0) since--;
    if (since >= values.length) continue;
    const norm = values[since]!;
    const parameter = series.parameter ?? series.name;
    return { since: steps[since]!, series, cause: { kind: 'parameter-vanishing', parameter, norm, limit } };
  }
  if (depth?.vanishingSince == null) return null;
  const { first, last, vanishingSince, parameters: top } = depth;
  const cause = {
    kind: 'first-layer-vanishing',
    first,
    last,
    maxRatio: rules.ratioVanishing,
    maxNorm: rules.firstLayerVanishing,
  } as const;
  return { since: vanishingSince, series: top[0]!, cause };
}

/** The parameter with the least norm beside the largest, where that is far below; `null` where none is. */
export function farBelow(
  parameters: readonly Series[],
): { readonly name: string; readonly share: number } | null {
  const largest = Math.max(0, ...parameters.map(usual));
  let least: { name: string; share: number } | null = null;
  for (const series of parameters) {
    const share = usual(series) / largest;
    if (isBias(series.name) || !(share > 0 && share < farShare)) continue;
    if (!least || share < least.share) least = { name: series.parameter ?? series.name, share };
  }
  return least;
}

/** Median of the last norms that are finite; 0 of none. */
function usual({ values }: Series): number {
  return medianOf([...values.subarray(Math.max(0, values.length - 50)).filter(Number.isFinite)]) || 0;
}
