// Not translated: names and keys are the same in every language.
import * as l10n from '@vscode/l10n';
import type { Movement } from '../core/movement';

/** A movement as people read it. */
export function movementLabel(movement: Movement): string {
  switch (movement) {
    case 'toward exploding':
      return l10n.t('toward exploding');
    case 'away from exploding':
      return l10n.t('away from exploding');
    case 'toward vanishing':
      return l10n.t('toward vanishing');
    case 'away from vanishing':
      return l10n.t('away from vanishing');
    case 'unchanged':
      return l10n.t('unchanged');
  }
}
