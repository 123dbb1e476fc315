import {
  formatDecade,
  formatLife,
  formatNumber,
  formatPowerOfTen,
  formatSteps,
  superscript,
} from '../../src/present/format';
import type { SpectralRadius } from '../../src/core/analysis';

export { formatDecade, formatLife, formatNumber, formatPowerOfTen, formatSteps, superscript };

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
export function formatLog10(log10: number | null): string {
  return log10 === null ? '–' : formatPowerOfTen(log10);
}

/** The interval of ρ, or `null` where it is no wider than what is shown of ρ itself. */
export function formatRadiusInterval({ value, lower, upper }: SpectralRadius): string | null {
  if (upper - lower <= 1e-4 * Math.max(value, Number.MIN_VALUE)) return null;
  return `${formatNumber(lower)} … ${formatNumber(upper)}`;
}

/** A file name's part made of a matrix's name. */
export function slug(name: string): string {
  const clean = name.replace(/[^\p{L}\p{N}_-]+/gu, '-').replace(/^-+|-+$/g, '');
  return clean.slice(0, 60) || 'matrix';
}
