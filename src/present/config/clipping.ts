import * as l10n from '@vscode/l10n';
import { isLoose } from '../../core/config/clipping';
import type { Clipping } from '../../core/config/recurrentConfig';
import { formatNumber } from '../format';

/** What a clipping does to gradients, in one sentence; `reading` is what the trainer makes of a threshold not above zero. */
export function describeClipping(clipping: Clipping, reading: 'off' | 'as-is' | 'unknown' = 'off'): string {
  const { kind, threshold, off } = clipping;
  const limit = formatNumber(threshold ?? 0);
  if (off) {
    if (reading !== 'off') return notAboveZero(clipping, reading);
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

/** What comes of a threshold of zero or below: torch scales by threshold/norm, and clamps to ±threshold. */
export function notAboveZero({ kind, threshold }: Clipping, reading: 'off' | 'as-is' | 'unknown'): string {
  const limit = formatNumber(threshold ?? 0);
  if (reading === 'off') return l10n.t('{0} switches clipping off here; it does not clip to zero.', limit);
  const zero = threshold === 0;
  if (reading === 'as-is') {
    if (zero) return l10n.t('{0} does not switch clipping off here: it makes every gradient zero.', limit);
    return kind === 'value'
      ? l10n.t(
          '{0} does not switch clipping off here: it sets every element of every gradient to {0}.',
          limit,
        )
      : l10n.t('{0} does not switch clipping off here: it reverses every gradient.', limit);
  }
  if (zero) {
    return l10n.t(
      'Most trainers read {0} as "do not clip"; passed to clip_grad_norm_ as it is, it makes every gradient zero.',
      limit,
    );
  }
  return kind === 'value'
    ? l10n.t(
        'Many trainers read {0} as "do not clip"; passed to clip_grad_value_ as it is, it sets every element of every gradient to {0}.',
        limit,
      )
    : l10n.t(
        'Many trainers read {0} as "do not clip"; passed to clip_grad_norm_ as it is, it reverses every gradient.',
        limit,
      );
}
