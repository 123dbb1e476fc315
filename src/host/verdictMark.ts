import * as l10n from '@vscode/l10n';
import { verdictSymbols } from '../present/symbols';
import type { Judgment } from '../core/verdict';
import { verdictWord } from '../present/verdictWord';

/** A verdict at its shortest: `▼ vanishing`. */
export function verdictMark(name: Judgment): string {
  return l10n.t({
    message: '{0} {1}',
    args: [verdictSymbols[name], verdictWord(name)],
    comment: ['the symbol of a verdict and its word'],
  });
}
