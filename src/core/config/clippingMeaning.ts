import * as l10n from '@vscode/l10n';
import { formatNumber } from '../format';
import { defaultClipping, type Clipping, type RecurrentConfig } from './recurrentConfig';

/** Clipping as it will act: what the config states, or its framework's default; `null` where neither is known. */
export function clippingOf({ fields, family }: RecurrentConfig): Clipping | null {
  return fields.clipping?.value ?? defaultClipping(family);
}

/** Above this, a threshold element by element is one that no gradient of a running training reaches. */
export const looseValue = 1e3;
/** A norm above this is no limit for a training that has not diverged yet. */
export const looseNorm = 1e4;

/** What a clipping does to gradients, in one sentence. */
export function describeClipping(clipping: Clipping): string {
  const { kind, threshold, off } = clipping;
  const limit = formatNumber(threshold ?? 0);
  if (off) {
    return threshold === null
      ? l10n.t('Clipping is off: a gradient that explodes reaches the weights as it is.')
      : l10n.t(
          'Clipping is off ({0} is read as off): a gradient that explodes reaches the weights as it is.',
          limit,
        );
  }
  const loose = isLoose(clipping);
  switch (kind) {
    case 'global-norm':
      return loose
        ? l10n.t(
            'Clipping scales all gradients together so that their norm is at most {0}: so high that no gradient reaches it before training has diverged.',
            limit,
          )
        : l10n.t(
            'Clipping scales all gradients together so that their norm is at most {0}: it bounds what explodes and does nothing for what vanishes.',
            limit,
          );
    case 'norm':
      return loose
        ? l10n.t(
            "Clipping scales each weight tensor's gradient on its own so that its norm is at most {0}, which changes the step's direction: so high that no gradient reaches it before training has diverged.",
            limit,
          )
        : l10n.t(
            "Clipping scales each weight tensor's gradient on its own so that its norm is at most {0}, which changes the step's direction: it bounds what explodes and does nothing for what vanishes.",
            limit,
          );
    case 'value':
      return loose
        ? l10n.t(
            "Clipping cuts every element of the gradient to ±{0}, which changes the step's direction: so high that no gradient reaches it before training has diverged.",
            limit,
          )
        : l10n.t(
            "Clipping cuts every element of the gradient to ±{0}, which changes the step's direction: it bounds what explodes and does nothing for what vanishes.",
            limit,
          );
  }
}

/** Whether a threshold is so high that it never acts in time. */
export function isLoose({ kind, threshold, off }: Clipping): boolean {
  return !off && threshold !== null && threshold >= (kind === 'value' ? looseValue : looseNorm);
}
