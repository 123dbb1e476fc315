import * as l10n from '@vscode/l10n';
import { FormatError } from './formatError';

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * JSON in which no object gives a key twice.
 * @param place begins the message, such as `model.safetensors: the header`
 * @throws FormatError
 */
export function parseJson(text: string, place: string): unknown {
  const signs = structuralSigns(text);
  if (signs.all > maxSigns) {
    throw new FormatError(l10n.t('{0} lists more than can be shown; split the file.', place));
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n', 1)[0]!.slice(0, 160) : '';
    throw new FormatError(l10n.t('{0} is not valid JSON ({1}); save or download it again.', place, reason));
  }
  if (signs.colons !== keysOf(value)) {
    throw new FormatError(
      l10n.t('{0} has the same key twice, so its meaning is ambiguous; save or download it again.', place),
    );
  }
  return value;
}

/** Commas, colons and brackets of the longest JSON: 500,000 tensors take 6 million. */
const maxSigns = 8_000_000;

/** Signs outside strings: as many colons as keys are written, and all that make a value of its own. */
function structuralSigns(text: string): { colons: number; all: number } {
  let colons = 0;
  let all = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) inString = !inString;
    else if (inString) {
      if (code === 0x5c) i++;
    } else if (code === 0x3a) colons++;
    else if (code === 0x2c || code === 0x5b || code === 0x7b) all++;
  }
  return { colons, all: all + colons };
}

/** Keys that were kept. */
function keysOf(root: unknown): number {
  let count = 0;
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null) continue;
    const children: unknown[] = Object.values(value);
    if (!Array.isArray(value)) count += children.length;
    for (const child of children) if (typeof child === 'object') waiting.push(child);
  }
  return count;
}
