import type { ConfigNode } from './tree/node';

/** Looks a key path up in the document, following at most so many references. */
type LookUp = (path: readonly string[], maxHops: number) => ConfigNode | undefined;

const token = /\s*(?:<([\w.[\]]{1,120})>|(\d+(?:\.\d*)?(?:e[-+]?\d+)?)|(\*\*|\/\/|[-+*/()]))\s*/iy;
const maxTokens = 40;
/** A sum may refer to sums, but not ever on: each could be as wide. */
const maxNested = 2;

/**
 * What HyperPyYAML's `!ref <key>`, `!ref <map[key]>` or arithmetic such as `!ref <size> * 2` stands for: the node, or a
 * number; `undefined` where it is none of these, or a key is not in the file.
 */
export function referenceOf(text: string, lookUp: LookUp, maxHops: number): ConfigNode | number | undefined {
  const source = text.replace(/^!ref\s*/, '');
  const alone = /^<([\w.[\]]{1,120})>$/.exec(source)?.[1];
  if (alone !== undefined) return lookUp(stepsOf(alone), maxHops);
  const tokens: (string | number)[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < source.length) {
    const [, key, number, operator] = token.exec(source) ?? [];
    const value = key === undefined ? number : lookUp(stepsOf(key), Math.min(maxHops, maxNested))?.value;
    if (operator !== undefined) tokens.push(operator);
    else if (typeof value === 'number' || (number !== undefined && value === number))
      tokens.push(Number(value));
    else return undefined;
    if (tokens.length > maxTokens) return undefined;
  }
  const parser = new Arithmetic(tokens);
  const result = parser.sum();
  return parser.isDone && Number.isFinite(result) ? result : undefined;
}

/** `a.b` and `a[b]` alike. */
const stepsOf = (path: string): string[] => path.split(/[.[\]]+/).filter((step) => step !== '');

/** Sums of products, as Python reads them; NaN for what is none. */
class Arithmetic {
  private at = 0;

  constructor(private readonly tokens: readonly (string | number)[]) {}

  get isDone(): boolean {
    return this.at === this.tokens.length;
  }

  sum(): number {
    let value = this.product();
    for (let sign = this.operator('+', '-'); sign; sign = this.operator('+', '-')) {
      const next = this.product();
      value = sign === '+' ? value + next : value - next;
    }
    return value;
  }

  private product(): number {
    let value = this.factor();
    for (let sign = this.operator('*', '//', '/'); sign; sign = this.operator('*', '//', '/')) {
      const next = this.factor();
      value = sign === '*' ? value * next : sign === '/' ? value / next : Math.floor(value / next);
    }
    return value;
  }

  private factor(): number {
    if (this.operator('-')) return -this.factor();
    if (this.operator('(')) {
      const value = this.sum();
      return this.operator(')') ? value : NaN;
    }
    const value = this.tokens[this.at++];
    return typeof value === 'number' ? value : NaN;
  }

  private operator(...signs: readonly string[]): string | undefined {
    const next = this.tokens[this.at];
    if (typeof next !== 'string' || !signs.includes(next)) return undefined;
    this.at++;
    return next;
  }
}
