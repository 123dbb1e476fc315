import * as l10n from '@vscode/l10n';

/** Gives `l10n.t` the texts in the person's language that the host put into the page; without them it speaks English. */
export function useTexts(): void {
  const texts = document.getElementById('texts')?.textContent;
  if (texts) l10n.config({ contents: texts });
}
