import * as l10n from '@vscode/l10n';
import { isLoose } from '../../core/config/clipping';
import type { Clipping } from '../../core/config/recurrentConfig';
import { formatNumber } from '../format';

/** What a clipping does to gradients, in one sentence. */
export function describeClipping(clipping: Clipping): string {
  const { kind, threshold, off } = clipping;
  const limit = formatNumber(threshold ?? 0);
  if (off) {
    return threshold === null
      ? l10n.t('Clipping is off: a gradient that explodes reaches the weights unchanged.')
      : l10n.t(
          'Clipping is off ({0} is read as off): a gradient that explodes reaches the weights unchanged.',
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
            'Clipping scales all gradients together so that their norm is at most {0}: it bounds exploding gradients and does nothing for vanishing ones.',
            limit,
          );
    case 'norm':
      return loose
        ? l10n.t(
            "Clipping scales each weight tensor's gradient on its own so that its norm is at most {0}, which changes the step's direction: so high that no gradient reaches it before training has diverged.",
            limit,
          )
        : l10n.t(
            "Clipping scales each weight tensor's gradient on its own so that its norm is at most {0}, which changes the step's direction: it bounds exploding gradients and does nothing for vanishing ones.",
            limit,
          );
    case 'value':
      return loose
        ? l10n.t(
            "Clipping cuts every element of the gradient to ±{0}, which changes the step's direction: so high that no gradient reaches it before training has diverged.",
            limit,
          )
        : l10n.t(
            "Clipping cuts every element of the gradient to ±{0}, which changes the step's direction: it bounds exploding gradients and does nothing for vanishing ones.",
            limit,
          );
  }
}
