// Not translated: errors that only a defect of ours brings about.
import type { DetectableLanguage, Detection } from './candidate';
import { detect } from './detect';
import type { ExpressionEvaluator } from './expression/expression';
import { loadEvaluator } from './loadEvaluator';
import type { DetectOptions } from './options';

/** As `detect`, but the evaluator is loaded, and the text read again, only when an entry calls for it. */
export async function detectLazily(
  text: string,
  languageId: DetectableLanguage,
  options: Omit<DetectOptions, 'evaluate'>,
  load: () => Promise<ExpressionEvaluator> = loadEvaluator,
): Promise<Detection> {
  const asked = { yes: false };
  const refuse = () => {
    asked.yes = true;
    throw new Error('the evaluator is not loaded yet');
  };
  const detection = detect(text, languageId, { ...options, evaluate: { scalar: refuse, matrix: refuse } });
  if (!asked.yes) return detection;
  const { tree } = detection;
  return detect(text, languageId, { ...options, evaluate: await load(), ...(tree ? { tree } : {}) });
}
