import { t } from '@vscode/l10n';
import type { ExpressionEvaluator } from './expression/expression';

/** Loads the evaluator, a bundle of its own because mathjs is heavy, and lends it the texts of this one. */
export async function loadEvaluator(): Promise<ExpressionEvaluator> {
  const { evaluator, speakThrough } = await import('./expression/evaluate');
  speakThrough(t);
  return evaluator;
}
