import * as l10n from '@vscode/l10n';
import type { NoticeCause } from '../../core/config/notices';
import type { Prediction } from '../../core/config/prediction';
import { activation } from '../../core/recurrence/activation';
import { formatHorizon, formatNumber, sentences } from '../format';
import { cellTitles } from './cellTitles';
import { notAboveZero } from './clipping';
import { middleOf, noLengthText, shownGain } from './prediction';

/** Why a value of a config is underlined, in one sentence. */
export function noticeText(cause: NoticeCause): string {
  switch (cause.rule) {
    case 'config-sigmoid-state':
      return l10n.t(
        'A sigmoid state multiplies gradients by at most {0} of what the matrix does: gain {1}.',
        formatNumber(activation(cause.prediction.activation).slopeAtRest),
        shownGain(cause.prediction),
      );
    case 'config-unbounded-state':
      return l10n.t(
        'With {0} the state of this {1} can grow without bound, a usual cause of NaN: use tanh, or clip gradients and start from the identity or an orthogonal matrix.',
        cause.prediction.activation,
        cellTitles[cause.prediction.cell],
      );
    case 'config-clip-off':
      return l10n.t(
        'Clipping is off, and gradients explode at the start: gain {0} over {1}.',
        shownGain(cause.prediction),
        formatHorizon(cause.prediction.steps),
      );
    case 'config-clip-loose': {
      const limit = formatNumber(cause.clipping.threshold ?? 0);
      return cause.clipping.kind === 'value'
        ? l10n.t(
            'Clipping by value {0} never takes effect: gradients this large occur only after training has diverged.',
            limit,
          )
        : l10n.t(
            'Clipping by norm {0} never takes effect: gradients this large occur only after training has diverged.',
            limit,
          );
    }
    case 'config-clip-zero':
      return notAboveZero(cause.clipping, cause.reading);
    default:
      return outcomeText(cause.prediction);
  }
}

function outcomeText(prediction: Prediction): string {
  const outcome = startText(prediction);
  return prediction.lengthNamed ? outcome : sentences([outcome, noLengthText(prediction.steps)]);
}

function startText(prediction: Prediction): string {
  const { cell, steps, verdict } = prediction;
  const figures = [
    formatHorizon(steps),
    cellTitles[cell],
    shownGain(prediction),
    // The mean over the steps, so that it agrees with the gain of a finite matrix as the limit of ρ need not.
    formatNumber(10 ** ((middleOf(prediction) ?? -Infinity) / steps)),
  ] as const;
  return verdict === 'exploding'
    ? l10n.t(
        'Exploding gradients at the start: over {0} this {1} multiplies them by {2}, on average by {3} per step.',
        ...figures,
      )
    : l10n.t(
        'Vanishing gradients at the start: over {0} this {1} multiplies them by {2}, on average by {3} per step.',
        ...figures,
      );
}
