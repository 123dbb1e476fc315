/** A discrete multiplier in polar form. */
export interface Discrete {
  /** ln |a|. */
  readonly logModulus: number;
  /** arg a. */
  readonly phase: number;
}

/** a = exp(z) for z = λ·dt. */
export function zeroOrderHold(re: number, im: number): Discrete {
  return { logModulus: re, phase: im };
}

/** a = (1 + z/2)/(1 − z/2) for z = λ·dt. */
export function bilinear(re: number, im: number): Discrete {
  // |1 + z/2|²/|1 − z/2|² = (s + re)/(s − re), s = 1 + |z|²/4: no cancellation where re is small.
  const s = 1 + (re * re + im * im) / 4;
  return {
    logModulus: Math.atanh(re / s),
    phase: Math.atan2(im / 2, 1 + re / 2) + Math.atan2(im / 2, 1 - re / 2),
  };
}
