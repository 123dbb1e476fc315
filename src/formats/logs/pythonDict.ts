import { unwrapped } from './number';
import { parseRelaxedJson } from './relaxedJson';

/** A Python dict of names and figures, as `print` writes it; `undefined` for what is none. */
export function pythonDict(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!/^\{\s*'/.test(text)) return undefined;
  const json = unwrapped(text)
    .replace(/'/g, '"')
    .replace(/([:[,]\s*)(-?)(nan|inf)\b/g, (_, before: string, sign: string, word: string) => {
      const value = word === 'nan' ? 'NaN' : `${sign}Infinity`;
      return `${before}${value}`;
    })
    .replace(/(:\s*)(?:None|True|False)\b/g, '$1null')
    .replace(/,\s*\}/g, '}');
  try {
    const value = parseRelaxedJson(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
