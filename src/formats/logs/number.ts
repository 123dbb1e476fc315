const words: Readonly<Record<string, number>> = {
  nan: NaN,
  '-nan': NaN,
  '+nan': NaN,
  inf: Infinity,
  '+inf': Infinity,
  '-inf': -Infinity,
  infinity: Infinity,
  '+infinity': Infinity,
  '-infinity': -Infinity,
};

/**
 * A number as it is printed: thousands may be parted by commas or told by a letter (`1.2K`), and NaN and ±∞ are words, also
 * with the ending that a progress bar gives to a whole number (`inf.0`) or in Windows's spelling (`1.#INF`).
 */
export const numberPattern = String.raw`[-+]?(?:1\.#(?:inf|ind|qnan|snan)\d*|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+|[kmb](?!\w))?|nan(?:\(\w*\)|\.0?(?!\d))?|inf(?:inity)?(?:\.0?(?!\d))?|∞)`;

const wrapped = new RegExp(
  String.raw`(?:[A-Za-z_]\w*\.)*(?:tensor|float\d*|bfloat16|(?:device)?array|scalar)\(\s*\[*\s*(${numberPattern})\s*[\],]?[^()]*(?:\([^()]*\)[^()]*)*\)`,
  'gi',
);
const named = new RegExp(String.raw`<tf\.Tensor:[^<>]*\bnumpy=(${numberPattern})[^<>]*>`, 'gi');

/** How the names of these types end: most parentheses are of nothing else. */
const lastOfType = /[rty\d]\(/i;

/** The text with `tensor(1.2, device='cuda:0')`, `np.float64(1.2)` and the like as their numbers. */
export function unwrapped(text: string): string {
  if (!text.includes('(') || !lastOfType.test(text)) return text;
  return text.replace(named, '$1').replace(wrapped, '$1');
}

/** What words of NaN and ±∞ may end with, and other spellings of them. */
const spelling = /^([-+]?)(?:1\.#)?(nan|inf|∞|ind|qnan|snan)(?:inity)?(?:\.0?|\(\w*\)|\d+)?$/i;
const multiples: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9 };
const multiple = /^([-+]?\d+(?:\.\d+)?)([kmb])$/i;

/** As nearly all are. */
const plainNumber = /^-?\d+(?:\.\d*)?$/;
const thousands = /^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
/** `1.2 (nan)`: a value and its running mean, which one infinite value spoils for good. */
const withMean = /^(\S+)\s+\(\S+\)$/;
const maxLength = 300;

/** A number as logs write it: a number, its text (`"1.203"`), or Python's and JavaScript's words for NaN and ±∞. */
export function loggedNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.length > maxLength) return undefined;
  if (plainNumber.test(value)) return Number(value);
  const text = value.trim();
  if (text === '') return undefined;
  const word = words[text.toLowerCase()];
  if (word !== undefined) return word;
  const number = Number(text);
  // Number() reads hexadecimal and "1e400" as well; no log means the first, the second is an overflow all the same.
  if (!Number.isNaN(number)) return /^[+-]?0[xob]/i.test(text) ? undefined : number;
  if (thousands.test(text)) return Number(text.replaceAll(',', ''));
  const spelled = spelling.exec(text);
  if (spelled) return /inf|∞/i.test(spelled[2]!) ? (spelled[1] === '-' ? -Infinity : Infinity) : NaN;
  const many = multiple.exec(text);
  if (many) return Number(many[1]) * multiples[many[2]!.toLowerCase()]!;
  const plain = unwrapped(text).replace(withMean, '$1');
  return plain === text ? undefined : loggedNumber(plain);
}

/** Whether a step is rounded as `12K` is, so that several records have the same one. */
export const isRoundedStep = (value: unknown): boolean =>
  typeof value === 'string' && multiple.test(value.trim());

/** A step as logs write it: a number, or `15/100`; none where it is rounded. */
export function loggedStep(value: unknown): number | undefined {
  const text = typeof value === 'string' ? /^\s*(\d+)\s*\/\s*\d+\s*$/.exec(value)?.[1] : undefined;
  const step = isRoundedStep(value) ? undefined : loggedNumber(text ?? value);
  return step !== undefined && Number.isFinite(step) ? step : undefined;
}
