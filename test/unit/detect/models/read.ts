import assert from 'node:assert/strict';
import type { ConfigFields, RecurrentConfig } from '../../../../src/core/config/recurrentConfig';
import type { DetectableLanguage } from '../../../../src/detect/candidate';
import { detect } from '../../../../src/detect/detect';

/** The models in a text of source code. */
export function models(text: string, language: DetectableLanguage = 'python'): readonly RecurrentConfig[] {
  return detect(text, language, { maxEntries: 1e6, evaluate: undefined }).configs;
}

/** The values of a model without their places. */
export function valuesOf({ fields }: RecurrentConfig): Partial<ConfigFields> {
  return Object.fromEntries(Object.entries(fields).map(([field, placed]) => [field, placed.value]));
}

/** The values of the only model in a text. */
export function only(text: string, language?: DetectableLanguage): Partial<ConfigFields> & { name: string } {
  const found = models(text, language);
  assert.equal(found.length, 1, `${found.length} models in ${text}`);
  return { name: found[0]!.name, ...valuesOf(found[0]!) };
}
