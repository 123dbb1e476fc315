import type { Matrix } from '../core/linalg/matrix';
import type { StoredPrecision } from '../core/storedPrecision';
import { notationOf } from './edits/digits';

const number = /(?<![\w.])[+-]?(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?(?![\w.])/g;
/** With fewer digits, numbers are chosen rather than rounded; with three they are rounded where there are many. */
const leastDigits = 3;
const many = 9;
/** Beyond these they are doubles in full. */
const mostDigits = 14;

/**
 * To how many digits the numbers of a matrix were rounded, from the text they stand in. Zeros that were not written count: 0.5 among
 * numbers of four digits has four. Whole numbers are exact. `null` where the matrix does not stand in the text number by number, row by
 * row or column by column, or where its numbers look chosen.
 */
export function writtenPrecision(literal: string, { rows, columns, data }: Matrix): StoredPrecision | null {
  const transposed = (k: number): number => (k % rows) * columns + Math.floor(k / rows);
  const places = [(k: number) => k, transposed];
  for (const place of places) {
    const sources = new Array<string>(data.length);
    let k = 0;
    for (const [source] of literal.matchAll(number)) {
      if (k < data.length && Number(source.replaceAll('_', '')) === data[place(k)])
        sources[place(k++)] = source;
    }
    if (k === data.length) return precisionOf(sources, data);
  }
  return null;
}

function precisionOf(sources: readonly string[], data: Float64Array): StoredPrecision | null {
  let significant = 0;
  let finest = Infinity;
  let rounded = 0;
  const units = sources.map((source, i) => {
    if (Number.isInteger(data[i])) return 0;
    const notation = notationOf(source)!;
    const unit = Number(notation.exponent.slice(1)) - Math.max(0, notation.decimals);
    significant = Math.max(significant, notation.significant);
    finest = Math.min(finest, unit);
    rounded++;
    return unit;
  });
  if (significant < leastDigits || significant > mostDigits) return null;
  if (significant === leastDigits && rounded < many) return null;
  const halfUnits = Float64Array.from(units, (own, i) => {
    const x = data[i]!;
    if (Number.isInteger(x)) return 0;
    const full = Math.max(finest, Math.floor(Math.log10(Math.abs(x))) + 1 - significant);
    return 10 ** Math.min(own, full) / 2;
  });
  return { rounding: { digits: significant }, halfUnits };
}
