import type { ScanError, SyntaxKind } from 'jsonc-parser';

/** jsonc-parser's kinds of token by number: its const enums cannot be imported under `verbatimModuleSyntax`. */
export const token = {
  openBrace: 1 satisfies SyntaxKind.OpenBraceToken,
  closeBrace: 2 satisfies SyntaxKind.CloseBraceToken,
  openBracket: 3 satisfies SyntaxKind.OpenBracketToken,
  closeBracket: 4 satisfies SyntaxKind.CloseBracketToken,
  comma: 5 satisfies SyntaxKind.CommaToken,
  colon: 6 satisfies SyntaxKind.ColonToken,
  text: 10 satisfies SyntaxKind.StringLiteral,
  number: 11 satisfies SyntaxKind.NumericLiteral,
  unknown: 16 satisfies SyntaxKind.Unknown,
  end: 17 satisfies SyntaxKind.EOF,
} as const;

/** What `getTokenError` gives for a token that is whole. */
export const noError = 0 satisfies ScanError.None;
