import { constants, modules, scalarFunctions } from './names';

/** The longest scalar expression that is worked out. */
export const maxScalarLength = 200;

/** Digits as Python, JSON, YAML and MATLAB write them. */
const decimal = /^[+-]?(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?$/;
const prefixed = /^([+-]?)(0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+)$/;

/** The value of a plain number, or undefined: 999 entries in 1000 need no evaluator. */
export function plainNumber(source: string): number | undefined {
  if (decimal.test(source)) return Number(source.includes('_') ? source.replaceAll('_', '') : source);
  const [, sign, digits] = prefixed.exec(source) ?? [];
  return digits === undefined ? undefined : (sign === '-' ? -1 : 1) * Number(digits.replaceAll('_', ''));
}

const nonFinite = new RegExp(
  `^([+-]?)\\s*(?:(?:(?:${modules})\\.)?(?:(nan|NaN|NAN)|inf|Inf|infty|Infinity|PINF|NINF)` +
    `|float\\(\\s*(['"])[+-]?(?:(nan)|inf|infinity)\\3\\s*\\))$`,
  'i',
);

/** NaN or an infinity by name (`np.nan`, `-math.inf`, `float("nan")`), or undefined. */
export function nonFiniteName(source: string): number | undefined {
  const match = source.length > maxScalarLength ? null : nonFinite.exec(source);
  if (!match) return undefined;
  return match[2] || match[4] ? NaN : match[1] === '-' ? -Infinity : Infinity;
}

const names = (table: object) => Object.keys(table).join('|');
const token = new RegExp(
  '\\s+|[-+*/^(),]|(?:\\d[\\d_]*(?:\\.[\\d_]*)?|\\.\\d[\\d_]*)(?:[eE][+-]?\\d[\\d_]*)?(?![\\w.])' +
    `|(?<![\\w.])(?:(?:${modules})\\.(?:${names(constants)})|pi|tau)\\b(?!\\s*[.(\\[])` +
    `|(?<![\\w.])(?:(?:${modules})\\.)?(?:${names(scalarFunctions)})\\b(?=\\s*\\()`,
  'y',
);

/** Whether a source is arithmetic that an evaluator may be able to work out: no variables, no indexing. */
export function isArithmetic(source: string): boolean {
  if (source.length > maxScalarLength) return false;
  token.lastIndex = 0;
  while (token.lastIndex < source.length) if (!token.test(source)) return false;
  return true;
}
