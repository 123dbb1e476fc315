import * as l10n from '@vscode/l10n';
/** What a Python literal can hold here; tuples and lists are both arrays, integers are numbers. */
export type PythonLiteral = string | number | boolean | null | PythonLiteral[] | Map<string, PythonLiteral>;

/** Thrown for a text that is no such literal; the message is the end of a sentence. */
export class LiteralError extends Error {}

const maxDepth = 32;

/**
 * Reads a literal of strings, integers, True, False, None, tuples, lists and dicts with string keys, as in a .npy header.
 * Nothing is evaluated.
 * @throws LiteralError
 */
export function parsePythonLiteral(text: string): PythonLiteral {
  let at = 0;

  const blanks = () => {
    while (at < text.length && ' \t\n\r\0'.includes(text[at]!)) at++;
  };
  const take = (sign: string): boolean => {
    blanks();
    if (text[at] !== sign) return false;
    at++;
    return true;
  };
  const fail = (wanted: string): never => {
    throw new LiteralError(l10n.t('at character {0} {1} is expected', at, wanted));
  };
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const sequence = (close: string, depth: number): PythonLiteral[] => {
    const items: PythonLiteral[] = [];
    while (!take(close)) {
      items.push(value(depth));
      if (!take(',')) return take(close) ? items : fail(l10n.t('"{0}" or a comma', close));
    }
    return items;
  };
  const dict = (depth: number): Map<string, PythonLiteral> => {
    const entries = new Map<string, PythonLiteral>();
    while (!take('}')) {
      const key = value(depth);
      if (typeof key !== 'string') return fail(l10n.t('a string as key'));
      if (entries.has(key)) throw new LiteralError(l10n.t("the key '{0}' is given twice", key.slice(0, 40)));
      if (!take(':')) return fail(l10n.t('a colon'));
      entries.set(key, value(depth));
      if (!take(',')) return take('}') ? entries : fail(l10n.t('"{0}" or a comma', '}'));
    }
    return entries;
  };
  function value(depth: number): PythonLiteral {
    if (depth > maxDepth) throw new LiteralError(l10n.t('brackets are nested deeper than {0}', maxDepth));
    if (take('(')) return sequence(')', depth + 1);
    if (take('[')) return sequence(']', depth + 1);
    if (take('{')) return dict(depth + 1);
    const string = match(/[ub]?('(?:[^'\\\n]|\\['\\])*'|"(?:[^"\\\n]|\\["\\])*")/y);
    if (string !== undefined) return string.replace(/^[ub]/, '').slice(1, -1).replaceAll(/\\(.)/g, '$1');
    // Python 2 wrote long integers as 10L.
    const number = match(/-?\d+(?=L?\b)L?/y);
    if (number !== undefined) return Number.parseInt(number, 10);
    const word = match(/True|False|None/y);
    if (word === undefined) return fail(l10n.t('a literal'));
    return word === 'None' ? null : word === 'True';
  }

  const result = value(0);
  blanks();
  return at === text.length ? result : fail(l10n.t('the end'));
}
