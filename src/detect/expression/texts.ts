import { t } from '@vscode/l10n';

/** Texts of the evaluator. As a bundle of its own it has its own copy of the package, which knows no language. */
export const l10n = { t };

/** Whoever loads the evaluator lends it the function that knows the person's language. */
export function speakThrough(translate: typeof t): void {
  l10n.t = translate;
}
