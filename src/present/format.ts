import * as l10n from '@vscode/l10n';
import type { SpectralRadius } from '../core/analysis';
import type { HalfLives } from '../core/recurrence/halfLives';
import { formatNumber as notation } from '../core/notation';

/** Numbers as the field writes them: `1.13`, `0.614`, `7.7e-11`, `1.28e+5` shown as `1.28e5`. */
export function formatNumber(value: number, digits = 3): string {
  return Number.isNaN(value) ? l10n.t('not a number') : notation(value, digits);
}

/** A value to the place of what it may be off by, beyond which its digits mean nothing. */
export function rounded(value: number, bound: number): number {
  if (!(bound > 0)) return value;
  const unit = 10 ** Math.floor(Math.log10(bound));
  return unit < 1e-15 * Math.abs(value) ? value : Math.round(value / unit) * unit;
}

/** 10^log10 as text, also where 10^log10 itself would over- or underflow; `null` is an exact zero. */
export function formatPowerOfTen(log10: number | null, digits = 3): string {
  if (log10 === null || log10 === -Infinity) return '0';
  if (Math.abs(log10) < 4) return formatNumber(10 ** log10, digits);
  const exponent = Math.floor(log10);
  const mantissa = (10 ** (log10 - exponent)).toFixed(digits - 1);
  // Rounding may lift 9.996 to 10.0.
  return mantissa.startsWith('10') ? `${(1).toFixed(digits - 1)}e${exponent + 1}` : `${mantissa}e${exponent}`;
}

/** `vanishing` as the start of a sentence. */
export function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A number of steps: `1 step`, `2.2 steps`, `1,386 steps`. */
export function formatSteps(steps: number): string {
  const text =
    steps >= 1000 && steps < 1e6 ? Math.round(steps).toLocaleString('en-US') : formatNumber(steps, 2);
  return text === '1' ? l10n.t('1 step') : l10n.t('{0} steps', text);
}

/** A horizon, which is exact where a half-life is not: `784 steps`. */
export function formatHorizon(steps: number): string {
  return steps === 1 ? l10n.t('1 step') : l10n.t('{0} steps', steps.toLocaleString('en-US'));
}

/** A loss scale, a power of two that is written out as long as people read it so: `65,536`. */
export function formatLossScale(scale: number): string {
  return Number.isInteger(scale) && scale < 1e9 ? scale.toLocaleString('en-US') : formatNumber(scale);
}

/** A half-life in steps; `null` is a memory that never halves. */
export function formatLife(halfLife: number | null): string {
  return halfLife === null ? l10n.t('no end') : formatSteps(halfLife);
}

/** The spread of half-lives: `12 steps (5 to 95 %: 3 steps to 80 steps)`. */
export function formatLives({ p5, p50, p95 }: Pick<HalfLives, 'p5' | 'p50' | 'p95'>): string {
  return l10n.t('{0} (5 to 95 %: {1} to {2})', formatLife(p50), formatLife(p5), formatLife(p95));
}

/** A figure of a table; a dash where there is none. */
export function figureText(value: number | null | undefined): string {
  return value == null ? '–' : formatNumber(value);
}

/** Whole sentences, one after the other. */
export function sentences(parts: readonly string[]): string {
  return joined(parts, (all, part) => l10n.t('{0} {1}', all, part));
}

/** Parts put together in the language's way, one after the other. */
export function joined(parts: readonly string[], join: (all: string, next: string) => string): string {
  const [first = '', ...rest] = parts;
  return rest.reduce(join, first);
}

const raised: Readonly<Record<string, string>> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
};

/** An integer as superscript: `⁻¹²`. */
export function superscript(integer: number): string {
  return String(integer).replace(/[-\d]/g, (digit) => raised[digit] ?? digit);
}

/** The label of a decade: `10⁻³`. */
export function formatDecade(exponent: number): string {
  return `10${superscript(exponent)}`;
}

/** An integer as subscript: `₁₂`. */
export function subscript(integer: number): string {
  return String(integer).replace(/\d/g, (digit) => String.fromCharCode(0x2080 + Number(digit)));
}

/** A complex number: `0.5 + 0.25i`, without a zero imaginary part. */
export function formatComplex(re: number, im: number): string {
  if (im === 0) return formatNumber(re);
  return `${formatNumber(re)} ${im < 0 ? '−' : '+'} ${formatNumber(Math.abs(im))}i`;
}

/** A value of which −∞ in log10 means an exact zero and `null` that it was not computed. */
export function formatLog10(log10: number | null, digits = 3): string {
  return log10 === null ? '–' : formatPowerOfTen(log10, digits);
}

/** The interval of ρ, or `null` where it is no wider than what is shown of ρ itself. */
export function formatRadiusInterval({ value, lower, upper }: SpectralRadius): string | null {
  if (upper - lower <= 1e-4 * Math.max(value, Number.MIN_VALUE)) return null;
  return `${formatNumber(lower)} … ${formatNumber(upper)}`;
}

/** A share as people read it: `12 %`, `0.3 %`. */
export function formatShare(share: number): string {
  return l10n.t('{0} %', formatNumber(100 * share, share < 0.1 ? 1 : 2));
}
