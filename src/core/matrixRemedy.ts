import type { Remedy } from './remedies';
import type { Reshape } from './reshape';
import type { Verdict } from './verdict';

/** The remedies that rewrite a matrix: those of `remedies` and one for σ_max. */
export const matrixRemedyNames = ['rescale', 'rescale-sigma', 'orthogonal', 'scaled-identity'] as const;
export type MatrixRemedyName = (typeof matrixRemedyNames)[number];

/** What the choice of a remedy rests on. */
export interface RemedyGrounds {
  /** `null` for a matrix that is not square. */
  readonly verdict: Verdict | null;
  readonly remedies: readonly Remedy[];
  readonly sigmaMax: number;
}

/**
 * What a remedy makes of a matrix. Without a target, the rate at rest φ'(0)·ρ, or φ'(0)·σ_max, becomes 1; where ρ is
 * not to be trusted the gain over the horizon does. `undefined` where the remedy does not apply.
 */
export function reshapeFor(
  remedy: MatrixRemedyName,
  { verdict, remedies, sigmaMax }: RemedyGrounds,
  target?: number,
): Reshape | undefined {
  const gain = target ?? 1 / (verdict?.slopeAtRest ?? 1);
  switch (remedy) {
    case 'rescale-sigma':
      return sigmaMax > 0 ? { kind: 'sigma-max', target: gain } : undefined;
    case 'rescale': {
      if (!verdict) return undefined;
      const unsafe = verdict.flags.some((flag) => /undetermined|defective|nilpotent/.test(flag));
      if (target !== undefined || (!unsafe && verdict.spectralRadius.value > 0)) {
        return { kind: 'spectral-radius', target: gain };
      }
      const factor = remedies.find(({ name }) => name === 'rescale')?.numbers['factor'];
      return factor === undefined ? undefined : { kind: 'factor', factor };
    }
    case 'orthogonal':
      return verdict ? { kind: 'polar', gain } : undefined;
    case 'scaled-identity':
      return verdict ? { kind: 'scaled-identity', gain } : undefined;
  }
}
