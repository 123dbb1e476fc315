import { type Dialect, endOfLine, skipNonCode } from '../../matlab/dialect';

/** A word, number, operator, bracket, string, or the end of a statement. */
export interface Token {
  readonly kind: 'name' | 'number' | 'text' | 'sign' | 'end';
  readonly source: string;
  readonly from: number;
  readonly to: number;
  /** A blank stands before it. */
  readonly spaced: boolean;
}

/** A file with more tokens than this is data, not a program. */
const maxTokens = 200_000;
const blank = /[ \t\r]+/y;
const name = /[\p{L}_∂∇][\p{L}\p{N}\p{M}_₀-₉′!]*/uy;
const number =
  /(?:0x[\da-f]+|(?:\d[\d_]*(?:\.(?!['*/\\^+\-.&|=<>])\d*)?|\.\d+)(?:[eEf][-+]?\d+)?)(?:im?\b)?/iy;
const sign =
  /\.\.\.|->|=>|\|>|<:|\.?(?:==|<=|>=|!=|~=)|===|\.?[-+*/\\^]=|\.=|&&|\|\||\.[-+*/\\^'<>]|\.\(|::|[-+*/\\^'=<>&|~!@:;,.?$#%()[\]{}≈∘·×÷√≤≥≠∈]/y;

/** Splits MATLAB, Octave or Julia; null where the text is too long to be a program. */
export function tokenize(text: string, dialect: Dialect): Token[] | null {
  const tokens: Token[] = [];
  let spaced = false;
  let brackets = 0;
  let i = 0;
  const push = (kind: Token['kind'], to: number): void => {
    tokens.push({ kind, source: text.slice(i, to), from: i, to, spaced });
    spaced = false;
    i = to;
  };
  const match = (pattern: RegExp): number => {
    pattern.lastIndex = i;
    return pattern.test(text) ? pattern.lastIndex : -1;
  };
  while (i < text.length) {
    if (tokens.length > maxTokens) return null;
    const after = match(blank);
    if (after > i) {
      spaced = true;
      i = after;
      continue;
    }
    const character = text[i]!;
    if (dialect === 'matlab' && text.startsWith('...', i)) {
      i = Math.min(text.length, endOfLine(text, i) + 1);
      spaced = true;
      continue;
    }
    const isQuote = character === "'" && spaced && brackets > 0 && dialect === 'matlab';
    const skipped = isQuote ? closingQuote(text, i) : skipNonCode(text, i, dialect);
    if (skipped > i) {
      if (character === '"' || character === "'") push('text', skipped);
      else i = skipped;
      continue;
    }
    if (character === '\n') {
      push('end', i + 1);
      continue;
    }
    const word = match(name);
    if (word > i) {
      push('name', word);
      continue;
    }
    const digits = /[\d.]/.test(character) ? match(number) : -1;
    if (digits > i) {
      push('number', digits);
      continue;
    }
    const operator = match(sign);
    if (operator > i) {
      if (character === '[' || character === '{') brackets++;
      if (character === ']' || character === '}') brackets--;
      // tanh.(x): the dot belongs to the call.
      push('sign', text.startsWith('.(', i) ? i + 1 : operator);
    } else i++;
  }
  i = text.length;
  push('end', i);
  return tokens;
}

function closingQuote(text: string, at: number): number {
  const end = text.indexOf("'", at + 1);
  return end < 0 || end > endOfLine(text, at) ? -1 : end + 1;
}
