import { evaluator } from './expression/evaluate';
import type { ExpressionEvaluator } from './expression/expression';

/** The evaluator, part of the one file that a browser's worker is. */
export function loadEvaluator(): Promise<ExpressionEvaluator> {
  return Promise.resolve(evaluator);
}
