import * as l10n from '@vscode/l10n';
import type { MonitorNote } from '../../core/monitor/notes';
import type { ClipRate } from '../../core/monitor/report';
import { formatLossScale, formatNumber } from '../format';
import { listed } from '../words';
import { placeText } from './place';

/** What a reader of the figures should know besides, in one sentence. */
export function noteText(note: MonitorNote, stepFrom: 'logged' | 'record' = 'logged'): string {
  switch (note.kind) {
    case 'skipped-steps':
      return note.count === 1
        ? l10n.t('1 norm is not finite and finite ones follow it: mixed precision skipped that step.')
        : l10n.t(
            '{0} norms are not finite and finite ones follow them: mixed precision skipped those steps.',
            note.count,
          );
    case 'skipped-updates':
      return note.count === 1
        ? l10n.t('The log says that 1 update was skipped, for its gradient was not finite.')
        : l10n.t(
            'The log says that {0} updates were skipped, for their gradients were not finite.',
            note.count,
          );
    case 'scale-lowered':
      return l10n.t(
        'The loss scale was halved {0} times, from {1} to {2}: mixed precision skips an update whose gradient overflows, and halves the scale.',
        note.times,
        formatLossScale(note.from),
        formatLossScale(note.to),
      );
    case 'rate-rising':
      return l10n.t(
        'The learning rate had risen from {0} to {1} up to there: a lower peak or a longer warm-up is worth a try.',
        formatNumber(note.from, 3),
        formatNumber(note.to, 3),
      );
    case 'divergence':
      return l10n.t(
        'Norms are not finite from {0} to {1}, the end of the log: this is divergence, and clipping cannot repair a NaN.',
        placeText(note.from, stepFrom),
        placeText(note.to, stepFrom),
      );
    case 'recovered':
      return l10n.t(
        'From {0} to {1} the norm was up to {2} times its median, and came back.',
        placeText(note.from, stepFrom),
        placeText(note.to, stepFrom),
        formatNumber(note.factor, 2),
      );
    case 'far-above-at-end':
      return l10n.t(
        'From {0} to {1}, the end of the log, the norm is up to {2} times its median: see whether it comes back.',
        placeText(note.from, stepFrom),
        placeText(note.to, stepFrom),
        formatNumber(note.factor, 2),
      );
    case 'resumed':
      return l10n.t(
        'Steps go back from {0} to {1}: the run was resumed, and what it repeats replaces what was logged before.',
        note.from,
        note.to,
      );
    case 'logged-after-clipping':
      return l10n.t(
        'Many norms are exactly {0} and none is larger: they were clipped at it before they were logged.',
        formatNumber(note.at),
      );
    case 'default-clipping':
      return l10n.t(
        'Unless {0} was changed, {1} clips at {2}: then {3} % of the logged steps were clipped.',
        note.key,
        note.framework,
        note.threshold,
        formatNumber(100 * note.share, 3),
      );
    case 'clip-rate':
      return clipRateText(note);
    case 'thinned':
      return l10n.t(
        'Of {0} records {1} were kept, evenly over the run, with the smallest and the largest of each stretch: minimum, maximum and counts are exact, percentiles nearly so.',
        note.count,
        note.kept,
      );
    case 'derived-total':
      return l10n.t(
        'The log has no total norm; it is computed here as the square root of the sum of the squared norms of all parameters.',
      );
    case 'average-total':
      return l10n.t('The log has averages of the norm over several steps, which hide single spikes.');
    case 'several-networks':
      return l10n.t(
        '{0} are norms of networks with optimizers of their own: each is judged by itself, and they have no common total.',
        listed(note.series),
      );
    case 'far-below':
      return l10n.t(
        'The norm of {0} is {1} times that of the largest parameter: hardly any gradient reaches it.',
        note.name,
        formatNumber(note.share, 2),
      );
    case 'large-norm':
      return l10n.t(
        'The largest norm, {0}, is over {1}. That depends on the scale of the loss and is no sign of an explosion by itself.',
        formatNumber(note.norm),
        formatNumber(note.limit),
      );
    case 'recurrent-weight':
      return l10n.t(
        'A weight gradient of a recurrent network sums short and long products, so a healthy ∂L/∂W does not disprove vanishing over long distances: the gradient with respect to early hidden states would show it.',
      );
    case 'clipping-cannot-help':
      return l10n.t(
        'Clipping does nothing for vanishing gradients: change the recurrence, its initialization or the depth.',
      );
  }
}

function clipRateText({ share, source, threshold }: ClipRate): string {
  const percent = formatNumber(100 * share, 3);
  if (source === 'threshold') {
    return l10n.t(
      'Norms are logged before clipping: those above the threshold {0} were clipped, {1} % of the logged steps.',
      formatNumber(threshold ?? 0),
      percent,
    );
  }
  return threshold === null
    ? l10n.t('The trainer itself says that clipping fired in {0} % of the logged steps.', percent)
    : l10n.t(
        'The trainer itself says that clipping fired in {0} % of the logged steps (last threshold {1}).',
        percent,
        formatNumber(threshold),
      );
}
