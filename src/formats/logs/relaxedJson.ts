/**
 * JSON as Python writes it: bare `NaN`, `Infinity` and `-Infinity` are let pass and become strings of these words.
 * @throws SyntaxError as JSON.parse does.
 */
export function parseRelaxedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const quoted = quoteWords(text);
    if (quoted === undefined) throw error;
    return JSON.parse(quoted) as unknown;
  }
}

const words = /-?Infinity|NaN/y;

/** The text with its bare words in quotes; `undefined` where there are none. */
function quoteWords(text: string): string | undefined {
  const parts: string[] = [];
  let done = 0;
  for (let i = 0; i < text.length;) {
    const character = text.charCodeAt(i);
    if (character === 34) {
      i = endOfString(text, i);
      continue;
    }
    // -, I, N
    if (character === 45 || character === 73 || character === 78) {
      words.lastIndex = i;
      const word = words.exec(text)?.[0];
      if (word) {
        parts.push(text.slice(done, i), '"', word, '"');
        i += word.length;
        done = i;
        continue;
      }
    }
    i++;
  }
  return parts.length > 0 ? parts.join('') + text.slice(done) : undefined;
}

function endOfString(text: string, quote: number): number {
  let i = quote + 1;
  while (i < text.length) {
    const character = text.charCodeAt(i);
    if (character === 34) return i + 1;
    i += character === 92 ? 2 : 1;
  }
  return i;
}
