import manifest from '../../package.json';
import texts from '../../package.nls.json';

/** A whole string that stands for a text in package.nls.json. */
export const textKey = /^%([\w.-]+)%$/;

/**
 * A part of package.json as VS Code reads it: each `%key%` replaced by its text.
 * @throws Error for a key that has no text
 */
export function withTexts<T>(part: T, language: Readonly<Record<string, string>>): T {
  if (typeof part === 'string') {
    const key = textKey.exec(part)?.[1];
    if (key === undefined) return part;
    const text = language[key];
    if (text === undefined) throw new Error(`package.nls has no text for ${key}`);
    return text as T;
  }
  if (Array.isArray(part)) return part.map((item: unknown) => withTexts(item, language)) as T;
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([name, value]) => [name, withTexts<unknown>(value, language)]),
  ) as T;
}

/** package.json in English. */
export const englishManifest = withTexts(manifest, texts);
