import type { Numbers } from './constants';
import type { Factor, Source } from './source';

/** The one matrix that multiplies on a way, however often; null where there is none, or another beside it. */
export function onlyFactor(source: Source, numbers: Numbers): Factor | null {
  let only: Factor | null = null;
  for (const factor of source.factors) {
    if (numbers.named(factor.symbol) !== undefined) continue;
    if (factor.symbol === '?') return null;
    if (only && (only.symbol !== factor.symbol || only.transposed !== factor.transposed)) return null;
    only = factor;
  }
  return only;
}

/** How often matrices multiply on a way. */
export function order(source: Source, numbers: Numbers): number {
  return source.factors.filter(({ symbol }) => numbers.named(symbol) === undefined).length;
}
