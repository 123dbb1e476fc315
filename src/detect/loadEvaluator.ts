import type { ExpressionEvaluator } from './expression/expression';

/** Loads the evaluator, a bundle of its own because mathjs is heavy. */
export async function loadEvaluator(): Promise<ExpressionEvaluator> {
  const { evaluator } = await import('./expression/evaluate');
  return evaluator;
}
