import * as l10n from '@vscode/l10n';
import type { Judgment } from '../core/verdict';

/** A verdict as people read it in a sentence; its name itself is data. */
export function verdictWord(name: Judgment): string {
  switch (name) {
    case 'exploding':
      return l10n.t('exploding');
    case 'growing':
      return l10n.t('growing');
    case 'stable':
      return l10n.t('stable');
    case 'fading':
      return l10n.t('fading');
    case 'vanishing':
      return l10n.t('vanishing');
    case 'undetermined':
      return l10n.t('undetermined');
  }
}
