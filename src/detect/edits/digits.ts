/** How new numbers are written: with as many digits as the literal has (at least four), or exactly. */
export type Precision = 'literal' | 'float64';

/** A number as it is written. */
interface Notation {
  /** Digits behind the point; -1 where there is no point. */
  readonly decimals: number;
  readonly significant: number;
  /** `e-05`, if there is one. */
  readonly exponent: string;
}

const written = /^[+-]?(\d[\d_]*|)(?:(\.)([\d_]*))?([eE][+-]?\d+)?$/;
/** Fewer digits than these would miss the target by more than anyone wants. */
const minDigits = 4;
const maxDigits = 17;

export function notationOf(source: string): Notation | undefined {
  const [, whole = '', point, fraction = '', exponent = ''] = written.exec(source) ?? [];
  if (whole === '' && fraction === '') return undefined;
  const digits = (whole + fraction).replaceAll('_', '').replace(/^0+/, '');
  const decimals = point ? fraction.replaceAll('_', '').length : -1;
  return { decimals, significant: digits.length, exponent };
}

/**
 * Writes the new numbers of a literal in the manner of its old ones: fixed decimals stay fixed, exponents stay
 * exponents, and a number with a point keeps it, for it says that the array holds floats.
 */
export class Digits {
  private readonly significant: number;
  /** Decimals of every number where they all have the same, else null. */
  private readonly fixed: number | null;
  /** Zeros at the end are dropped down to so many decimals. */
  private readonly least: number;

  /**
   * @param sources the numbers as they are written
   * @param before their values
   * @param after the values that they get
   * @param aligned whether they stand in columns, where all keep the same decimals
   */
  constructor(
    sources: readonly string[],
    before: ArrayLike<number>,
    after: ArrayLike<number>,
    private readonly precision: Precision,
    aligned = false,
  ) {
    const notations = sources.map(notationOf);
    const known = notations.filter((notation) => notation !== undefined);
    const common = known[0]?.decimals ?? -1;
    this.significant = Math.min(maxDigits, Math.max(minDigits, ...chunked(known.map((n) => n.significant))));
    const uniform =
      known.length === sources.length &&
      common > 0 &&
      known.every(({ decimals, exponent }) => decimals === common && exponent === '');
    const decimals = uniform ? decimalsFor(common, largest(before), largest(after)) : null;
    this.fixed = decimals === null ? null : decimalsUsed(after, decimals, common);
    this.least = aligned ? maxDigits : Math.max(common, 0);
  }

  /** Whether a number that keeps its value can stay as it is written. */
  keeps(source: string): boolean {
    return (
      this.precision === 'float64' ||
      this.fixed === null ||
      notationOf(source)?.decimals === this.fixed ||
      this.least < maxDigits
    );
  }

  /** A value in place of the number that `source` is. */
  write(value: number, source: string): string {
    const own = notationOf(source);
    const x = value === 0 ? 0 : value;
    if (this.precision === 'float64') return withPoint(String(x), own);
    if (own?.exponent) return exponential(x, Math.max(own.decimals, minDigits - 1), own.exponent);
    if (this.fixed !== null) return trimmed(x.toFixed(this.fixed), this.least);
    const size = Math.abs(x);
    if (x !== 0 && (size < 1e-5 || size >= 1e15)) return exponential(x, this.significant - 1, 'e');
    const plain = String(Number(x.toPrecision(this.significant)));
    const decimals = plain.includes('.') ? plain.length - plain.indexOf('.') - 1 : 0;
    return own && own.decimals > decimals ? Number(plain).toFixed(own.decimals) : withPoint(plain, own);
  }
}

/** As many significant digits of the largest number as before, at least four; null where that takes too many. */
function decimalsFor(decimals: number, before: number, after: number): number | null {
  if (after === 0) return decimals;
  const had = before === 0 ? minDigits : Math.floor(Math.log10(before)) + 1 + decimals;
  const needed = Math.max(minDigits, had) - 1 - Math.floor(Math.log10(after));
  const result = Math.max(decimals, needed);
  return result > maxDigits || after >= 1e15 ? null : result;
}

/** Without the decimals that are zeros in every number, but not fewer than `least`. */
function decimalsUsed(values: ArrayLike<number>, decimals: number, least: number): number {
  let used = least;
  for (let i = 0; i < values.length && used < decimals; i++) {
    used = Math.max(used, trimmed(values[i]!.toFixed(decimals), least).split('.')[1]?.length ?? 0);
  }
  return used;
}

function largest(values: ArrayLike<number>): number {
  let result = 0;
  for (let i = 0; i < values.length; i++) result = Math.max(result, Math.abs(values[i]!));
  return result;
}

/** Without the zeros at the end that the literal does not have. */
function trimmed(text: string, decimals: number): string {
  const point = text.indexOf('.');
  let end = text.length;
  while (end > point + 1 + decimals && text[end - 1] === '0') end--;
  return text.slice(0, end).replace(/^-(0\.?0*)$/, '$1');
}

/** A whole number takes a point where the old number had one; a mantissa always does, as YAML 1.1 demands. */
function withPoint(text: string, own: Notation | undefined): string {
  if (text.includes('e')) return /\..*e/.test(text) ? text : text.replace('e', '.0e');
  if (!own || own.decimals < 0 || text.includes('.')) return text;
  return own.decimals === 0 ? `${text}.` : `${text}.0`;
}

/** In the manner of another exponent: its letter, its plus sign, its number of digits. */
function exponential(value: number, decimals: number, like: string): string {
  const [mantissa = '', power = ''] = value.toExponential(Math.min(decimals, maxDigits)).split('e');
  const digits = power.slice(1).padStart(like.replace(/^[eE][+-]?/, '').length, '0');
  const sign = power.startsWith('-') ? '-' : like.includes('+') || like.includes('-') ? '+' : '';
  return `${mantissa}${like[0] ?? 'e'}${sign}${digits}`;
}

/** `Math.max(...)` takes only so many arguments. */
function chunked(values: readonly number[]): number[] {
  return values.length === 0 ? [] : [values.reduce((a, b) => Math.max(a, b))];
}
