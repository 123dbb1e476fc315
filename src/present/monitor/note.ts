import * as l10n from '@vscode/l10n';
import type { MonitorNote } from '../../core/monitor/notes';
import type { ClipRate } from '../../core/monitor/report';
import { formatNumber } from '../format';

/** What a reader of the figures should know besides, in one sentence. */
export function noteText(note: MonitorNote): string {
  switch (note.kind) {
    case 'skipped-steps':
      return note.count === 1
        ? l10n.t('1 isolated non-finite norm: under mixed precision this is a skipped step, not divergence.')
        : l10n.t(
            '{0} isolated non-finite norms: under mixed precision these are skipped steps, not divergence.',
            note.count,
          );
    case 'divergence':
      return l10n.t(
        'Consecutive non-finite norms from step {0} to {1}: this is divergence, and clipping cannot repair a NaN.',
        note.from,
        note.to,
      );
    case 'clip-rate':
      return clipRateText(note);
    case 'derived-total':
      return l10n.t(
        'The log has no total norm; it is computed here as the square root of the sum of the squared norms of all parameters.',
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
