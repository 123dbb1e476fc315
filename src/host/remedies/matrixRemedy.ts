import * as l10n from '@vscode/l10n';
import { formatNumber } from '../../present/format';
import { matrixRemedyNames, reshapeFor, type MatrixRemedyName } from '../../core/matrixRemedy';
import type { Reshape } from '../../core/reshape';
import type { Finding } from '../../shared/service';

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

/** What a remedy makes of a matrix; `undefined` where it does not apply, as to one that stands nowhere. */
export const reshapeOf = (
  remedy: MatrixRemedyName,
  { summary, derived }: Finding,
  target?: number,
): Reshape | undefined => (summary && !derived ? reshapeFor(remedy, summary, target) : undefined);

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
