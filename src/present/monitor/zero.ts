import * as l10n from '@vscode/l10n';

/** What a history of zeros says; `text` is one of them as printed. */
export function zeroText(text: string | null): string {
  const decimals = /^[-+]?0\.(0+)$/.exec(text?.trim() ?? '')?.[1]?.length;
  if (text === null || decimals === undefined)
    return l10n.t('All norms are exactly zero: they were not measured, or no parameter is trained.');
  return l10n.t(
    'All norms are printed as {0}: they are under {1}, or were not measured.',
    text.trim(),
    `0.${'0'.repeat(decimals)}5`,
  );
}
