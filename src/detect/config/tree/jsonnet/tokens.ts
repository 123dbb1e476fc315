/** A piece of Jsonnet with its place. */
export interface Token {
  readonly kind: 'name' | 'number' | 'text' | 'sign' | 'end';
  /** Of a text, what it stands for; of all others, as they are written. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** That something is not Jsonnet as it is known here. */
export class JsonnetFault extends Error {}

const blank = /(?:\s+|\/\/[^\n]*|#[^\n]*|\/\*[^]*?\*\/)+/y;
const block = /\|\|\|-?[ \t]*\n([^]*?)\n[ \t]*\|\|\|/y;
const verbatim = /@(?:"((?:[^"]|"")*)"|'((?:[^']|'')*)')/y;
const quoted = /"((?:[^"\\]|\\[^])*)"|'((?:[^'\\]|\\[^])*)'/y;
const number = /\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const name = /[A-Za-z_]\w*/y;
const sign = /[=!<>]=|&&|\|\||<<|>>|[-+*/%&|^!~<>=(){}[\],.;:$]/y;

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };
const unescaped = (text: string): string =>
  text.replace(/\\(?:u([\da-fA-F]{4})|([^]))/g, (_, code: string | undefined, one: string) =>
    code === undefined ? (escapes[one] ?? one) : String.fromCharCode(parseInt(code, 16)),
  );

/**
 * The tokens of a text, an end behind them.
 * @throws JsonnetFault where something is no token, and what the checkpoint throws.
 */
export function tokensOf(text: string, checkpoint: (position: number) => void): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const add = (kind: Token['kind'], found: RegExpExecArray, value: string): void => {
    const end = at + found[0].length;
    tokens.push({ kind, value, start: at, end });
    at = end;
  };
  while (at < text.length) {
    const space = match(blank);
    if (space) {
      at += space[0].length;
      continue;
    }
    if (tokens.length % 1000 === 0) checkpoint(at);
    // Not searched for its end once more at each of its signs.
    if (text.startsWith('/*', at)) throw new JsonnetFault();
    const raw = match(block) ?? match(verbatim);
    if (!raw && text.startsWith('|||', at)) throw new JsonnetFault();
    const string = raw ?? match(quoted);
    if (string) {
      const inner = string[1] ?? string[2] ?? '';
      add('text', string, raw ? inner : unescaped(inner));
      continue;
    }
    const [kind, found] = (
      [
        ['number', number],
        ['name', name],
        ['sign', sign],
      ] as const
    )
      .map(([which, pattern]) => [which, match(pattern)] as const)
      .find(([, result]) => result !== null) ?? [null, null];
    if (!kind || !found) throw new JsonnetFault();
    add(kind, found, found[0]);
  }
  tokens.push({ kind: 'end', value: '', start: at, end: at });
  return tokens;
}
