import { gapSeparates } from '../expression/gap';
import { type Block, NestedList } from '../nested';
import type { Scalars } from '../scalars';
import { type Dialect, endOfLine, skipNonCode } from './dialect';

/** Longer than any entry that is worked out. */
const maxEntryLength = 200;

/**
 * Reads `[1.5 0; 0 0.5]` from its opening bracket: blanks or commas between entries, semicolons or line
 * breaks between rows. Null where it holds anything but numbers, or is not finished.
 */
export function readBracket(
  text: string,
  start: number,
  dialect: Dialect,
  scalars: Scalars,
  keepPlaces = false,
): Block | null {
  const list = new NestedList(keepPlaces);
  list.open(start);
  let entry = -1;
  let entryEnd = -1;
  let inRow = false;
  let commas = 0;
  let rows = 0;

  /** Says whether the entry, if there is one, is a number. */
  const endEntry = (): boolean => {
    if (entry < 0) return true;
    const value = scalars.value(text.slice(entry, entryEnd));
    if (value === undefined) return false;
    if (!inRow) list.open(entry);
    inRow = true;
    list.number(value, entry, entryEnd);
    entry = -1;
    return true;
  };
  const endRow = (): boolean => {
    if (!endEntry()) return false;
    if (inRow) {
      list.close(entryEnd);
      rows++;
    }
    inRow = false;
    return true;
  };

  for (let i = start + 1; i < text.length; i++) {
    const character = text[i]!;
    if (entry >= 0 && i - entry > maxEntryLength) return null;
    switch (character) {
      case ']':
        return endRow() ? list.close(i + 1) : null;
      case ',':
        if (entry < 0 || !endEntry()) return null;
        commas++;
        break;
      case ';':
        if (text[i + 1] === ';' || !endRow()) return null;
        break;
      case '\n':
        // Julia's [1, 2,⏎ 3, 4] is one vector, whatever its lines.
        if (dialect === 'julia' && commas > 0 && rows === 0) return null;
        if (!endRow()) return null;
        break;
      case ' ':
      case '\t':
      case '\r':
        if (entry >= 0) {
          const next = skipBlanks(text, i);
          if (gapSeparates(text, entryEnd - 1, next) && !endEntry()) return null;
          i = next - 1;
        }
        break;
      case '.':
        if (dialect === 'matlab' && text.startsWith('...', i)) {
          if (!endEntry()) return null;
          i = endOfLine(text, i);
          break;
        }
        [entry, entryEnd] = [entry < 0 ? i : entry, i + 1];
        break;
      case '(': {
        // Blanks and commas within a call belong to it.
        const end = closingParenthesis(text, i);
        if (end < 0) return null;
        [entry, entryEnd] = [entry < 0 ? i : entry, end];
        i = end - 1;
        break;
      }
      default: {
        const end = skipNonCode(text, i, dialect);
        if (end >= 0) {
          if (!/[%#]/.test(character)) return null;
          i = end - 1;
        } else if (!/[\w+\-*/^]/.test(character)) return null;
        else [entry, entryEnd] = [entry < 0 ? i : entry, i + 1];
      }
    }
  }
  return null;
}

function skipBlanks(text: string, from: number): number {
  let i = from;
  while (text[i] === ' ' || text[i] === '\t' || text[i] === '\r') i++;
  return i;
}

function closingParenthesis(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < Math.min(text.length, from + maxEntryLength); i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')' && --depth === 0) return i + 1;
  }
  return -1;
}
