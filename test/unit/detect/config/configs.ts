import type { RecurrentConfig } from '../../../../src/core/config/recurrentConfig';
import type { DetectableLanguage } from '../../../../src/detect/candidate';
import { detect } from '../../../../src/detect/detect';

/** The configs of a text. */
export function configs(text: string, language: DetectableLanguage): readonly RecurrentConfig[] {
  return detection(text, language).configs;
}

/** The detection of a text without an evaluator. */
export function detection(text: string, language: DetectableLanguage) {
  return detect(text, language, { maxEntries: 1e6, evaluate: undefined });
}

/** What each field says, and with `sources` where it stands. */
export function outline(config: RecurrentConfig | undefined): Record<string, unknown> {
  const { family, framework, name, fields } = config!;
  const values = Object.entries(fields).map(([field, placed]) => [field, placed.value]);
  return { family, framework, name, ...(Object.fromEntries(values) as object) };
}

/** The source of each field's value. */
export function sources(text: string, config: RecurrentConfig | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config!.fields).map(([field, { range }]) => [field, text.slice(range.start, range.end)]),
  );
}
