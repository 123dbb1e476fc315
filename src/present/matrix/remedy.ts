// Not translated: it writes code.
import * as l10n from '@vscode/l10n';
import type { Remedy } from '../../core/remedies';
import { formatNumber, formatPowerOfTen, formatSteps } from '../format';

/** A remedy in words. */
export interface RemedyText {
  readonly title: string;
  /** What to do, with the numbers for this matrix. */
  readonly action: string;
  /** What it does not cure. */
  readonly limits: string;
  /** A line of code that does it, in PyTorch. */
  readonly code: string;
}

/** What a remedy does, what it leaves uncured, and how. */
export function remedyText(remedy: Remedy): RemedyText {
  const number = (name: string): number => remedy.numbers[name] ?? NaN;
  switch (remedy.name) {
    case 'clip-norm':
      return {
        title: l10n.t('Clip the gradient norm'),
        action: l10n.t(
          'Clip by global norm, starting at the customary maxGradNorm = {0} (a convention, not a result); undoing the gain over {1} alone would take a factor of {2}.',
          formatNumber(number('maxGradNorm')),
          formatSteps(remedy.steps),
          formatPowerOfTen(number('log10Factor')),
        ),
        limits: l10n.t(
          'Bounds the step and keeps its direction; it does not help gradients that vanish and does not remove the cause.',
        ),
        code: `torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=${number('maxGradNorm').toFixed(1)})`,
      };
    case 'rescale': {
      const factor = formatNumber(number('factor'), 4).replace('−', '-');
      return {
        title: l10n.t('Rescale the matrix'),
        action:
          remedy.by === 'rate'
            ? l10n.t("Multiply W by {0}, so that the rate φ'(0)·ρ becomes 1.", factor)
            : l10n.t(
                'Multiply W by {0}, so that the gain over {1} becomes 1.',
                factor,
                formatSteps(remedy.steps),
              ),
        limits: l10n.t(
          'Changes what the network computes, so do it at initialization; a non-normal W keeps its transient.',
        ),
        code: `with torch.no_grad(): W.mul_(${factor})`,
      };
    }
    case 'orthogonal': {
      const gain = formatNumber(number('gain'));
      return {
        title: l10n.t('Make it orthogonal'),
        action:
          number('gain') === 1
            ? l10n.t(
                'Replace W with its nearest orthogonal matrix UVᵀ (or initialize so): every singular value of every power is 1.',
              )
            : l10n.t(
                "Replace W with {0}·UVᵀ, its nearest orthogonal matrix times 1/φ'(0): the gain of every step at rest is 1.",
                gain,
              ),
        limits: l10n.t(
          'Training moves it away again unless it is constrained, and a saturated activation still shrinks gradients.',
        ),
        code: `torch.nn.init.orthogonal_(W, gain=${gain})`,
      };
    }
    case 'scaled-identity': {
      const gain = formatNumber(number('gain'));
      return {
        title: l10n.t('Start from the identity'),
        action: l10n.t(
          'Initialize W = {0} with relu and zero bias (IRNN, Le et al. 2015), so that a state is kept until the input changes it.',
          number('gain') === 1 ? 'I' : `${gain}I`,
        ),
        limits: l10n.t(
          'Only a start: no unit sees another at first, and relu states can still grow without bound.',
        ),
        code:
          number('gain') === 1
            ? 'torch.nn.init.eye_(W)'
            : `with torch.no_grad(): torch.nn.init.eye_(W).mul_(${gain})`,
      };
    }
    case 'gated-cell':
      return {
        title: l10n.t('Use a gated cell'),
        action: l10n.t(
          'Use an LSTM or GRU: its direct path multiplies by the forget gate, not by W; for a memory of {0}, initialize the forget bias up to ln(T−1) = {1} (Tallec & Ollivier 2018).',
          formatSteps(remedy.steps),
          formatNumber(number('forgetBias')),
        ),
        limits: l10n.t(
          'The path through W remains alongside the gate, so gradients can still explode: keep clipping.',
        ),
        code: 'torch.nn.LSTM(input_size, hidden_size)',
      };
    case 'shorten-horizon':
      return {
        title: l10n.t('Truncate backpropagation'),
        action: l10n.t(
          'Truncate backpropagation through time to {0}: within that span the gain stays below {1}.',
          formatSteps(number('steps')),
          formatNumber(remedy.maxGain),
        ),
        limits: l10n.t('Dependencies longer than that cannot be learned.'),
        code: `hidden = hidden.detach()  # every ${number('steps')} steps`,
      };
  }
}
