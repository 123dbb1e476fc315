const minus = 45;
const plus = 43;
const zero = 48;
/** The point, counted from the digit 0. */
const point = 46 - zero;
const nine = 57;

/** Nine digits. */
const full = 1e8;
/** Digits that a double holds whatever they are. */
const exactDigits = 15;
const powers = Array.from({ length: 23 }, (_, k) => 10 ** k);
/** A quotient this near to the middle between two doubles is rounded by the engine. */
const doubt = 2 ** -40;

const words: readonly (readonly [text: string, value: number])[] = [
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
];
const wordBytes = words.map(([text, value]) => ({ bytes: new TextEncoder().encode(text), value }));

/** Reads numbers out of bytes of text without making a text of each. */
export class DecimalReader {
  /** Where the last number ended; −1 where none began. */
  end = -1;

  /** The number that begins at `at`, rounded as `Number()` rounds; also NaN and ±Infinity as Python writes them. */
  read(bytes: Uint8Array, at: number): number {
    let i = at;
    const isNegative = bytes[i] === minus;
    if (isNegative) i++;
    // Two integers of nine digits each, with the point anywhere; more digits are rare.
    let high = 0;
    let low = 0;
    let lowDigits = 0;
    let fractionFrom = -1;
    const first = i;
    let digit = bytes[i]! - zero;
    for (; ; digit = bytes[++i]! - zero) {
      if (digit >= 0 && digit <= 9) {
        if (high >= full) break;
        high = (high * 10 + digit) | 0;
      } else if (digit === point && fractionFrom === -1) fractionFrom = i + 1;
      else break;
    }
    for (; ; digit = bytes[++i]! - zero) {
      if (digit >= 0 && digit <= 9) {
        if (lowDigits < 9) low = (low * 10 + digit) | 0;
        lowDigits++;
      } else if (digit === point && fractionFrom === -1) fractionFrom = i + 1;
      else break;
    }
    const fraction = fractionFrom === -1 ? 0 : i - fractionFrom;
    const seen = i - first - (fractionFrom === -1 ? 0 : 1);
    if (seen === 0) return this.word(bytes, at);
    let exponent = 0;
    // e, E
    if ((bytes[i]! | 32) === 101) {
      const isDown = bytes[i + 1] === minus;
      let k = i + (isDown || bytes[i + 1] === plus ? 2 : 1);
      const from = k;
      for (; bytes[k]! >= zero && bytes[k]! <= nine; k++) exponent = exponent * 10 + (bytes[k]! - zero);
      if (k === from) return this.none();
      if (isDown) exponent = -exponent;
      i = k;
    }
    this.end = i;
    const value = valueOf(high, low, lowDigits, exponent - fraction);
    return value === undefined ? Number(textOf(bytes, at, i)) : isNegative ? -value : value;
  }

  private word(bytes: Uint8Array, at: number): number {
    for (const { bytes: word, value } of wordBytes) {
      if (word.every((byte, k) => bytes[at + k] === byte)) {
        this.end = at + word.length;
        return value;
      }
    }
    return this.none();
  }

  private none(): number {
    this.end = -1;
    return NaN;
  }
}

const textOf = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, from + 2000)));

/** (high·10^lowDigits + low)·10^exponent, correctly rounded; `undefined` where that takes more than two doubles. */
function valueOf(high: number, low: number, lowDigits: number, exponent: number): number | undefined {
  if (exponent < -22 || exponent > 22) return high === 0 && low === 0 ? 0 : undefined;
  if (lowDigits > 9) return undefined;
  if (lowDigits <= exactDigits - 9) {
    const digits = high * powers[lowDigits]! + low;
    return exponent < 0 ? digits / powers[-exponent]! : digits * powers[exponent]!;
  }
  if (exponent > 0) return undefined;
  // The digits as a sum of two doubles, divided by an exact power: quotient and remainder (Dekker).
  const shift = powers[lowDigits]!;
  const product = high * shift;
  const rest = errorOfProduct(high, shift, product) + low;
  const sum = product + rest;
  const tail = rest - (sum - product);
  const divisor = powers[-exponent]!;
  const quotient = sum / divisor;
  const back = quotient * divisor;
  const correction = (sum - back - errorOfProduct(quotient, divisor, back) + tail) / divisor;
  const value = quotient + correction * (1 + doubt);
  return value === quotient + correction * (1 - doubt) ? value : undefined;
}

/** a·b − fl(a·b), exactly. */
function errorOfProduct(a: number, b: number, product: number): number {
  const splitter = 134217729;
  const ca = splitter * a;
  const cb = splitter * b;
  const ha = ca - (ca - a);
  const hb = cb - (cb - b);
  const la = a - ha;
  const lb = b - hb;
  return ha * hb - product + ha * lb + la * hb + la * lb;
}
