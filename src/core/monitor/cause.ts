import type { DepthRule, ParameterFinding } from './judgment';
import type { MonitorVerdict } from './report';
import type { MonitorRules } from './rules';
import type { Series } from './series';
import type { Segment } from './timeline';

/** A rule that a history breaks, with the values that break it and the limits that they pass. */
export type BrokenRule =
  | { readonly kind: 'divergence-run'; readonly run: number }
  | { readonly kind: 'norm-vanishing'; readonly norm: number; readonly limit: number }
  | {
      readonly kind: 'first-layer-vanishing';
      readonly first: string;
      readonly last: string;
      readonly maxRatio: number;
      readonly maxNorm: number;
    }
  | {
      readonly kind: 'first-layer-exploding';
      readonly first: string;
      readonly last: string;
      readonly minRatio: number;
    }
  | {
      readonly kind: 'parameter-vanishing';
      readonly parameter: string;
      readonly norm: number;
      readonly limit: number;
    }
  | { readonly kind: 'norm-exploding'; readonly norm: number; readonly limit: number }
  | { readonly kind: 'growth-exploding'; readonly norm: number; readonly factor: number };

/** Where gradients first vanish or explode, and by which rule. */
export interface Cause {
  readonly state: 'vanishing' | 'exploding';
  readonly from: number;
  readonly broken: BrokenRule;
  /** The last step, if no rule fires there any more. */
  readonly stableAt: number | null;
}

/** What a verdict rests on. */
export interface Evidence {
  readonly total: Series | null;
  readonly segments: readonly Segment[];
  readonly depth: DepthRule | null;
  readonly found: ReadonlyMap<number, ParameterFinding>;
  readonly verdict: MonitorVerdict;
  readonly rules: MonitorRules;
}

/** The cause of a verdict; `null` where no rule fires. */
export function causeOf({ total, segments, verdict, ...evidence }: Evidence): Cause | null {
  const first = segments.find(({ state }) => state === verdict);
  if (!total || !first || verdict === 'stable') return null;
  const last = segments.at(-1);
  return {
    state: verdict,
    from: first.from,
    broken: brokenRule(total, first, evidence),
    stableAt: last?.state === 'stable' ? last.to : null,
  };
}

function brokenRule(
  total: Series,
  { from, state }: Segment,
  { depth, found, rules }: Pick<Evidence, 'depth' | 'found' | 'rules'>,
): BrokenRule {
  const norm = total.values[total.steps.indexOf(from)]!;
  if (!Number.isFinite(norm)) return { kind: 'divergence-run', run: rules.divergenceRun };
  const limit = rules.meanVanishing;
  if (state === 'vanishing' && norm < limit) return { kind: 'norm-vanishing', norm, limit };
  if (depth?.fired.get(from) === state) {
    const { first, last } = depth;
    return state === 'vanishing'
      ? {
          kind: 'first-layer-vanishing',
          first,
          last,
          maxRatio: rules.ratioVanishing,
          maxNorm: rules.firstLayerVanishing,
        }
      : { kind: 'first-layer-exploding', first, last, minRatio: rules.ratioExploding };
  }
  const parameter = found.get(from);
  if (parameter?.state === state && state === 'vanishing') {
    const { series, value } = parameter;
    return { kind: 'parameter-vanishing', parameter: series.parameter ?? series.name, norm: value, limit };
  }
  return norm >= rules.normExploding
    ? { kind: 'norm-exploding', norm, limit: rules.normExploding }
    : { kind: 'growth-exploding', norm, factor: rules.growthExploding };
}
