// Not translated: names and keys are the same in every language.
import * as l10n from '@vscode/l10n';

/** What mathjs's parser says of a text that it cannot read, in the person's language; other sentences as they are. */
export function syntaxReason(reason: string): string {
  switch (reason) {
    case 'Value expected':
      return l10n.t('Value expected');
    case 'Unexpected end of expression':
      return l10n.t('Unexpected end of expression');
    case 'Parenthesis ) expected':
      return l10n.t('Parenthesis ) expected');
    case 'Parenthesis ] expected':
      return l10n.t('Parenthesis ] expected');
    case 'End of matrix ] expected':
      return l10n.t('End of matrix ] expected');
    case 'Invalid left hand side of assignment operator =':
      return l10n.t('Invalid left hand side of assignment operator =');
  }
  const [, token] = /^Unexpected operator (\S+)$/.exec(reason) ?? [];
  if (token !== undefined) return l10n.t('Unexpected operator {0}', token);
  const [, kind, part = ''] =
    /^(Syntax error in part|Unexpected part|Digit expected, got|String) "(.*)"(?: is not a valid number)?$/s.exec(
      reason,
    ) ?? [];
  switch (kind) {
    case 'Syntax error in part':
      return l10n.t('Syntax error in part "{0}"', part);
    case 'Unexpected part':
      return l10n.t('Unexpected part "{0}"', part);
    case 'Digit expected, got':
      return l10n.t('Digit expected, got "{0}"', part);
    case 'String':
      return l10n.t('String "{0}" is not a valid number', part);
    default:
      return reason;
  }
}
