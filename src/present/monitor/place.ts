import * as l10n from '@vscode/l10n';

/** Where in a log something is: at a step that it names, or at a record where it names none. */
export function placeText(step: number, stepFrom: 'logged' | 'record'): string {
  return stepFrom === 'record' ? l10n.t('record {0}', step) : l10n.t('step {0}', step);
}
