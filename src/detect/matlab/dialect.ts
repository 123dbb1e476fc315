/** What sets MATLAB (with Octave) and Julia apart, as far as literals go. */
export type Dialect = 'matlab' | 'julia';

/** What does not count as code, at a position: its end, or -1 where code stands. */
export function skipNonCode(text: string, at: number, dialect: Dialect): number {
  const character = text[at];
  if (dialect === 'julia') {
    if (character === '#') return text[at + 1] === '=' ? after(text, '=#', at + 2) : endOfLine(text, at);
    if (character === '"') return skipJuliaString(text, at);
    return character === "'" && !isTranspose(text, at) ? skipCharacter(text, at) : -1;
  }
  if (character === '%' || character === '#') {
    const isBlock = text[at + 1] === '{' && /^[ \t]*\r?$/m.test(text.slice(at + 2, endOfLine(text, at)));
    return isBlock ? after(text, `${character}}`, at + 2) : endOfLine(text, at);
  }
  if (character === '"') return skipQuoted(text, at);
  return character === "'" && !isTranspose(text, at) ? skipQuoted(text, at) : -1;
}

/** Whether a quote stands directly behind an operand and so transposes it. */
export function isTranspose(text: string, at: number): boolean {
  return at > 0 && /[\w.)\]}']/.test(text[at - 1]!);
}

/** The end of the line at a position, without the line break. */
export function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at < 0 ? text.length : at + end.length;
}

/** A MATLAB string ends with its line at the latest; a quote in it is doubled. */
function skipQuoted(text: string, at: number): number {
  const quote = text[at];
  for (let i = at + 1; i < text.length && text[i] !== '\n'; i++) {
    if (text[i] !== quote) continue;
    if (text[i + 1] !== quote) return i + 1;
    i++;
  }
  return endOfLine(text, at);
}

function skipJuliaString(text: string, at: number): number {
  if (text.startsWith('"""', at)) return after(text, '"""', at + 3);
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') return i + 1;
  }
  return text.length;
}

/** `'a'` or `'\n'`; a lone quote is skipped by itself. */
function skipCharacter(text: string, at: number): number {
  const [literal] = /^'(?:\\[^\n']{1,9}|\\'|[^\n\\']{1,2})'/u.exec(text.slice(at, at + 14)) ?? [];
  return at + (literal?.length ?? 1);
}
