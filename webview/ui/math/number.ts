import { formatNumber, formatPowerOfTen } from '../../../src/present/format';
import { mi, mn, mo, mrow, msup } from './build';
import type { MathNode } from './node';

/** A number as the panel's figures write it: `1.28e5` becomes 1.28 × 10⁵, and the text stays in `data-number`. */
export function numberText(text: string): MathNode {
  const [, sign = '', mantissa, exponent] = /^(−?)([\d.]+)(?:e(-?\d+))?$/.exec(text) ?? [];
  const digits = mantissa === undefined ? mi(text.replace(/^−/, '')) : mn(mantissa);
  const negative = sign === '−' || (mantissa === undefined && text.startsWith('−'));
  const power =
    exponent === undefined
      ? []
      : [
          mo('×'),
          msup(
            mn('10'),
            exponent.startsWith('-')
              ? mrow(mo('−', { form: 'prefix' }), mn(exponent.slice(1)))
              : mn(exponent),
          ),
        ];
  // 10⁵, not 1 × 10⁵.
  const factors = mantissa === '1' && exponent !== undefined ? power.slice(1) : [digits, ...power];
  const row = mrow(...(negative ? [mo('−', { form: 'prefix' })] : []), ...factors);
  return { ...row, attributes: { 'data-number': text } };
}

export const number = (value: number, digits?: number): MathNode => numberText(formatNumber(value, digits));

/** 10^log10, also where that over- or underflows; `null` is an exact zero. */
export const powerOfTen = (log10: number | null): MathNode => numberText(formatPowerOfTen(log10));

/** A number to a power, with digits enough for the power; in brackets where it has a sign or a power of its own. */
export function numberToThe(value: number, power: MathNode): MathNode {
  const base = number(value, 6);
  return /^[\d.]+$/.test(formatNumber(value, 6)) ? msup(base, power) : msup(mrow('(', base, ')'), power);
}
