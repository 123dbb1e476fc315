import * as l10n from '@vscode/l10n';
import { formatNumber } from '../../present/format';
import type { Reshape } from '../../core/reshape';
import type { Finding } from '../../shared/service';

/** The remedies that rewrite a matrix, by the names of `core/remedies` and one for σ_max. */
export const matrixRemedyNames = ['rescale', 'rescale-sigma', 'orthogonal', 'scaled-identity'] as const;
export type MatrixRemedyName = (typeof matrixRemedyNames)[number];

/** A remedy for one matrix as an action offers it. */
export interface MatrixRemedy {
  readonly name: MatrixRemedyName;
  readonly title: string;
  readonly reshape: Reshape;
  /** Whether the verdict calls for it. */
  readonly fits: boolean;
}

/** Relative distance from the target at which there is nothing left to do. */
const tolerance = 1e-3;

/**
 * What a remedy makes of a matrix. Without a target, the rate at rest φ'(0)·ρ, or φ'(0)·σ_max, becomes 1; where ρ is
 * not to be trusted the gain over the horizon does. `undefined` where the remedy does not apply.
 */
export function reshapeOf(
  remedy: MatrixRemedyName,
  { summary, derived }: Finding,
  target?: number,
): Reshape | undefined {
  if (!summary || derived) return undefined;
  const { verdict, remedies, sigmaMax } = summary;
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

/** The remedies that change a matrix, without those that it has already. */
export function matrixRemedies(finding: Finding): MatrixRemedy[] {
  const { summary } = finding;
  if (!summary) return [];
  const named = new Set<string>(summary.remedies.map(({ name }) => name));
  return matrixRemedyNames.flatMap((name) => {
    const reshape = reshapeOf(name, finding);
    if (!reshape || isThere(reshape, finding)) return [];
    const fits = named.has(name === 'rescale-sigma' ? 'rescale' : name);
    return [{ name, reshape, fits, title: titleOf(reshape, finding.name) }];
  });
}

function isThere(reshape: Reshape, { summary }: Finding): boolean {
  if (!('target' in reshape) || !summary) return false;
  const { sigmaMax, verdict } = summary;
  const value = reshape.kind === 'sigma-max' ? sigmaMax : (verdict?.spectralRadius.value ?? 0);
  return Math.abs(value - reshape.target) <= tolerance * reshape.target;
}

/** `Rescale W to ρ = 1` */
export function titleOf(reshape: Reshape, name: string): string {
  switch (reshape.kind) {
    case 'spectral-radius':
      return l10n.t('Rescale {0} to ρ = {1}', name, formatNumber(reshape.target));
    case 'sigma-max':
      return l10n.t('Rescale {0} to σ_max = {1}', name, formatNumber(reshape.target));
    case 'factor':
      return l10n.t('Multiply {0} by {1}', name, formatNumber(reshape.factor, 4));
    case 'polar':
      return reshape.gain === 1
        ? l10n.t('Replace {0} with its nearest orthogonal matrix', name)
        : l10n.t(
            'Replace {0} with {1} times its nearest orthogonal matrix',
            name,
            formatNumber(reshape.gain),
          );
    case 'scaled-identity':
      return reshape.gain === 1
        ? l10n.t('Replace {0} with the identity', name)
        : l10n.t('Replace {0} with {1} times the identity', name, formatNumber(reshape.gain));
  }
}
