import type { Matrix } from '../core/linalg/matrix';
import type { LeakyStep } from '../core/role/evidence';
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
 * @param leak the matrix is `keep·I + gain·W` of the W that is written
 */
export function writtenPrecision(
  literal: string,
  { rows, columns, data }: Matrix,
  { keep, gain }: LeakyStep = { keep: 0, gain: 1 },
): StoredPrecision | null {
  const transposed = (k: number): number => (k % rows) * columns + Math.floor(k / rows);
  const places = [(k: number) => k, transposed];
  for (const place of places) {
    const sources = new Array<string>(data.length);
    let k = 0;
    for (const [source] of literal.matchAll(number)) {
      if (k === data.length) break;
      const at = place(k);
      const kept = at % (columns + 1) === 0 ? keep : 0;
      if (valueOf(source) * gain + kept !== data[at]) continue;
      sources[at] = source;
      k++;
    }
    if (k === data.length) return precisionOf(sources, Math.abs(gain));
  }
  return null;
}

const valueOf = (source: string): number => Number(source.replaceAll('_', ''));

function precisionOf(sources: readonly string[], gain: number): StoredPrecision | null {
  let significant = 0;
  let finest = Infinity;
  const values = sources.map(valueOf);
  const rounded = values.flatMap((value, i) => (Number.isInteger(value) ? [] : [i]));
  const units = new Map<number, number>();
  for (const i of rounded) {
    const notation = notationOf(sources[i]!)!;
    const unit = Number(notation.exponent.slice(1)) - Math.max(0, notation.decimals);
    significant = Math.max(significant, notation.significant);
    finest = Math.min(finest, unit);
    units.set(i, unit);
  }
  if (significant < leastDigits || significant > mostDigits) return null;
  if (significant === leastDigits && rounded.length < many) return null;
  const halfUnits = new Float64Array(sources.length);
  let [fewest, coarsest] = [significant, -Infinity];
  for (const i of rounded) {
    const places = Math.floor(Math.log10(Math.abs(values[i]!))) + 1;
    const unit = Math.min(units.get(i)!, Math.max(finest, places - significant));
    halfUnits[i] = (gain * 10 ** unit) / 2;
    fewest = Math.min(fewest, places - unit);
    coarsest = Math.max(coarsest, unit);
  }
  if (fewest === significant) return { rounding: { digits: significant }, halfUnits };
  return { rounding: finest === coarsest && finest < 0 ? { decimals: -finest } : { digits: significant, fewest }, halfUnits }; // prettier-ignore
}
