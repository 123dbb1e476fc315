import * as l10n from '@vscode/l10n';
import type { Alternative } from '../../core/recurrence/layout/cell';

/** What another reading has differently, such as `relu instead of tanh`. */
export function alternativeLabel({ doubt, cell }: Alternative): string {
  switch (doubt.kind) {
    case 'activation':
      return l10n.t('{0} instead of {1}', cell.activation, doubt.instead);
    case 'reset':
      return l10n.t('reset gate before the product instead of after');
    case 'update':
      return l10n.t('an update gate that lets the new state in instead of keeping the old one');
    case 'gate-order':
      return cell.resetAfter === false
        ? l10n.t('gate order {0}, reset before the product ({1})', cell.gates.join(' '), cell.framework)
        : l10n.t('gate order {0} ({1})', cell.gates.join(' '), cell.framework);
  }
}

/** Why the file does not settle it. */
export function alternativeReason({ doubt, cell }: Alternative): string {
  switch (doubt.kind) {
    case 'activation':
      return l10n.t('the file does not store the activation of a vanilla RNN');
    case 'reset':
      return l10n.t('without a bias the file does not tell reset_after');
    case 'update':
      return l10n.t('both conventions of the update gate are in use');
    case 'gate-order':
      return l10n.t(
        'only the shape {0}×{1} says that this is a {2}: the gate order is not known',
        ...doubt.shape,
        cell.cell,
      );
  }
}
