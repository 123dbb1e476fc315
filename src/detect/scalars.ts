import { isArithmetic, maxScalarLength, nonFiniteName, plainNumber } from './expression/plain';
import type { Findings } from './findings';

/** Beyond so many different expressions a document is generated data, and they stay unevaluated. */
const maxExpressions = 20_000;
const variable = /(?<![\w.])(?:self\.)?[A-Za-z_]\w*\b(?!\s*[(.[])/g;

/** What a variable stands for at a place in the text, if that is known. */
export type Lookup = (name: string) => number | undefined;

/** Works out entries, remembering what it has worked out. */
export class Scalars {
  private readonly known = new Map<string, number | undefined>();

  constructor(private readonly findings: Findings) {}

  /** The value of an entry, finite or not; undefined if it is not a number that stands in the text. */
  value(source: string, lookup?: Lookup): number | undefined {
    const plain = this.plain(source);
    if (plain !== undefined || source.length > maxScalarLength) return plain;
    return this.arithmetic(lookup ? substitute(source, lookup) : source);
  }

  /** Whether an entry that is no plain number is arithmetic that may have a value; cheap, for nothing is worked out. */
  mayHaveValue(source: string, lookup: Lookup): boolean {
    return source.length <= maxScalarLength && isArithmetic(substitute(source, lookup));
  }

  /** The value of an entry that needs no working out. */
  plain(source: string): number | undefined {
    return plainNumber(source) ?? nonFiniteName(source);
  }

  private arithmetic(source: string): number | undefined {
    const remembered = this.known.get(source);
    if (remembered !== undefined || this.known.has(source)) return remembered;
    if (!isArithmetic(source) || this.known.size >= maxExpressions) return undefined;
    const value = this.evaluate(source);
    this.known.set(source, value);
    return value;
  }

  private evaluate(source: string): number | undefined {
    this.findings.tick();
    try {
      return this.findings.options.evaluate?.scalar(source);
    } catch {
      // What the evaluator cannot read is not numeric: the caller words that for its place.
      return undefined;
    }
  }
}

/** The source with known variables replaced by their values. */
function substitute(source: string, lookup: Lookup): string {
  return source.replace(variable, (name) => {
    const value = lookup(name);
    return value === undefined ? name : `(${value})`;
  });
}
