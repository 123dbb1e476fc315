import * as l10n from '@vscode/l10n';
import type { Cause } from '../../core/monitor/judgment';
import type { MonitorReport } from '../../core/monitor/report';
import { formatNumber, formatLossScale } from '../format';
import { placeText } from './place';
import { zeroText } from './zero';

type Judged = Pick<MonitorReport, 'total' | 'cause' | 'verdict' | 'since' | 'stepFrom' | 'skippedUpdates'>;

/** The verdict on a history in one sentence: since when, and why. */
export function explain({ total, cause, verdict, since, stepFrom, skippedUpdates }: Judged): string {
  if (!total || total.length === 0) {
    return skippedUpdates > 0
      ? l10n.t(
          'The log holds no gradient norms, but says of {0} updates that they were skipped, for the gradient was not finite.',
          skippedUpdates,
        )
      : l10n.t('The log holds no gradient norms yet.');
  }
  if (!cause) {
    return l10n.t('Over {0} records the gradients neither vanish nor explode.', total.count);
  }
  const reason = causeText(cause);
  if (since === null) return reason;
  const place = placeText(since, stepFrom);
  if (verdict === 'exploding') return l10n.t('Gradients explode from {0}: {1}.', place, reason);
  return l10n.t('Gradients vanish from {0}: {1}.', place, reason);
}

const times = (factor: number): string => formatNumber(factor, 2);

function causeText(cause: Cause): string {
  switch (cause.kind) {
    case 'not-finite-to-the-end':
      return cause.lossToo
        ? l10n.t('norm and loss are not finite up to the end of the log, so the run has diverged')
        : l10n.t(
            'the last {0} norms are not finite and no finite one follows, so the run has diverged',
            cause.count,
          );
    case 'loss-not-finite':
      return l10n.t('the loss is not finite from here to the end of the log, so the run has diverged');
    case 'growth-with-loss':
      return l10n.t(
        'the norm {0} is {1} times the median before it, {2}, and the loss rose and stayed up',
        formatNumber(cause.norm),
        times(cause.factor),
        formatNumber(cause.usual),
      );
    case 'growth-to-the-end':
      return l10n.t(
        'the norm {0} is {1} times the median before it, {2}, and stays far above it to the end of the log',
        formatNumber(cause.norm),
        times(cause.factor),
        formatNumber(cause.usual),
      );
    case 'scale-collapsed':
      return l10n.t(
        'the loss scale fell from {0} to {1} and goes on falling, so every update is skipped',
        formatLossScale(cause.from),
        formatLossScale(cause.to),
      );
    case 'norm-exploding':
      return l10n.t('the norm {0} is at or above {1}', formatNumber(cause.norm), formatNumber(cause.limit));
    case 'norm-vanishing':
      return l10n.t(
        'the norm {0} is below {1} (DeepDiagnosis) and the loss no longer falls',
        formatNumber(cause.norm),
        formatNumber(cause.limit),
      );
    case 'fall-without-loss':
      return l10n.t(
        'the norm fell by a factor of {0} to {1} and the loss no longer falls, well above its best',
        times(cause.factor),
        formatNumber(cause.norm),
      );
    case 'first-layer-vanishing':
      return l10n.t(
        'the first layer, {0}, has under {1} of the norm of the last, {2}, and under {3} (AUTOTRAINER)',
        cause.first,
        formatNumber(cause.maxRatio),
        cause.last,
        formatNumber(cause.maxNorm),
      );
    case 'parameter-vanishing':
      return l10n.t(
        'the norm of {0}, {1}, is below {2} (DeepDiagnosis)',
        cause.parameter,
        formatNumber(cause.norm),
        formatNumber(cause.limit),
      );
    default:
      return undeterminedText(cause);
  }
}

type Undetermined = Extract<
  Cause,
  {
    kind:
      | 'one-record'
      | 'rate-zero'
      | 'all-zero'
      | 'last-not-finite'
      | 'never-finite'
      | 'tiny-without-loss'
      | 'converged';
  }
>;

function undeterminedText(cause: Undetermined): string {
  switch (cause.kind) {
    case 'one-record':
      return l10n.t('One record shows no course: more are needed for a verdict.');
    case 'rate-zero':
      return l10n.t(
        'The learning rate is 0 all along, so the loss cannot fall and says nothing of the gradients.',
      );
    case 'all-zero':
      return zeroText(cause.text);
    case 'last-not-finite':
      return l10n.t(
        'The last norm is not finite and the log has no loss: a skipped step or the beginning of divergence, which the next records will tell.',
      );
    case 'never-finite':
      return l10n.t(
        'None of the {0} norms is finite: mixed precision may still look for its loss scale, or the run has diverged.',
        cause.count,
      );
    case 'tiny-without-loss':
      return l10n.t(
        'The norm {0} is below {1} (DeepDiagnosis): vanished or converged, which a loss in the log would tell.',
        formatNumber(cause.norm),
        formatNumber(cause.limit),
      );
    case 'converged':
      return l10n.t(
        'The norm fell by a factor of {0} together with the loss: the run has converged.',
        times(cause.factor),
      );
  }
}
