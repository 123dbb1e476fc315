/** Limits by which a history of gradient norms is judged. */
export interface MonitorRules {
  /** First layer's norm over the last layer's, below which gradients vanish … (AUTOTRAINER) */
  readonly ratioVanishing: number;
  /** … if the first layer's norm is below this too. */
  readonly firstLayerVanishing: number;
  /** The same ratio, above which gradients explode (AUTOTRAINER). */
  readonly ratioExploding: number;
  /** A mean |g| below this vanishes (DeepDiagnosis). It holds for sure where the norm itself is below: mean |g| ≤ ‖g‖. */
  readonly meanVanishing: number;
  /** A norm from here on explodes: the gain that counts as exploding, for a loss gradient of order one. */
  readonly normExploding: number;
  /** A norm above 1 that grew by this factor over the median of the first ten explodes. */
  readonly growthExploding: number;
  /** So many non-finite values in a row are divergence; fewer are steps that mixed precision skipped. */
  readonly divergenceRun: number;
  /** z-score above which a norm is a spike, against exponential mean and deviation (ZClip). */
  readonly spikeZ: number;
  /** Weight of the past in that mean (ZClip). */
  readonly spikeDecay: number;
  /** Steps from which that mean starts; a quarter of a shorter history. */
  readonly spikeWarmup: number;
}

/**
 * Published limits: AUTOTRAINER [Zhang2021], DeepDiagnosis [Wardat2022], ZClip [Kumar2025]; the
 * factor 10³ is the gain that counts as exploding everywhere in this program.
 */
export const defaultRules: MonitorRules = {
  ratioVanishing: 1e-3,
  firstLayerVanishing: 1e-4,
  ratioExploding: 70,
  meanVanishing: 1e-7,
  normExploding: 1e3,
  growthExploding: 1e3,
  divergenceRun: 2,
  spikeZ: 2.5,
  spikeDecay: 0.97,
  spikeWarmup: 25,
};

export type RuleName = keyof MonitorRules;

export const ruleNames = Object.keys(defaultRules) as RuleName[];

/** What a rule may be set to: positive and finite, a decay below one, a run and a warm-up in whole numbers. */
export function isRuleValue(name: RuleName, value: unknown): value is number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) return false;
  if (name === 'spikeDecay') return value < 1;
  return (name !== 'divergenceRun' && name !== 'spikeWarmup') || Number.isInteger(value);
}

/** The default rules with a person's changes; what no rule may be set to counts as not given. */
export function rulesWith(changes: unknown): MonitorRules {
  const given = Object.entries(typeof changes === 'object' && changes !== null ? changes : {});
  const valid = given.filter(([name, value]) => {
    const known = ruleNames.find((rule) => rule === name);
    return known !== undefined && isRuleValue(known, value);
  });
  return { ...defaultRules, ...Object.fromEntries(valid) };
}
