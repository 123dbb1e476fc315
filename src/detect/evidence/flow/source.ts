import type { TextRange } from '../../../core/textRange';
import type { Variable } from './scopes';

/** A matrix that multiplies on the way from a variable to a value; `?` where it is none that has a name. */
export interface Factor {
  readonly symbol: Variable;
  readonly transposed: boolean;
}

/** A value depends on what a variable held before, and this is the way. */
export interface Source {
  readonly symbol: Variable;
  /** The matrices on the way, the first to multiply first. */
  readonly factors: readonly Factor[];
  /** The index with which the variable was read. */
  readonly index?: string;
  /** The functions on the way behind the first product. */
  readonly passes: readonly string[];
  /** What the way is multiplied by; NaN where that is not a number in the text. */
  readonly scale: number;
  /** Multiplied by something that depends on the same variable: a gate. */
  readonly gated: boolean;
  /** Divided by its own norm, or sum. */
  readonly normalized: boolean;
  /** Only what was there before and may still be there: an entry of an array that another is written beside. */
  readonly stale?: boolean;
  /** Through a function that is not known, so that it may have another width. */
  readonly opaque?: boolean;
  /** The last product. */
  readonly product: TextRange | null;
}

/** More ways than this from one value back are not told apart. */
const maxSources = 40;
const maxFactors = 6;

export const unknownFactor: Factor = { symbol: '?', transposed: false };

/** Marks a value that may be there no longer. */
export const stale = (source: Source): Source =>
  source.factors.length > 0 ? source : { ...source, stale: true };

/** Marks values behind a function that is not known. */
export const opaque = (sources: readonly Source[]): readonly Source[] =>
  sources.map((source) => ({ ...source, opaque: true }));

/** The variable itself. */
export function identitySource(symbol: Variable): Source {
  return { symbol, factors: [], passes: [], scale: 1, gated: false, normalized: false, product: null };
}

/** Sources of several values together, without repetitions. */
export function union(...lists: readonly (readonly Source[])[]): readonly Source[] {
  const [first = [], ...rest] = lists.filter((list) => list.length > 0);
  if (rest.length === 0) return first;
  const found = new Map<string, Source>();
  for (const list of [first, ...rest]) {
    for (const source of list) if (found.size < maxSources) found.set(keyOf(source), source);
  }
  return [...found.values()];
}

/** The way `inner` continued by the way `outer`. */
export function chain(inner: Source, outer: Source): Source {
  const source: Source = {
    symbol: inner.symbol,
    factors: [...inner.factors, ...outer.factors].slice(0, maxFactors),
    passes: [...inner.passes, ...outer.passes].slice(0, maxFactors),
    scale: inner.scale * outer.scale,
    gated: inner.gated || outer.gated,
    normalized: inner.normalized || outer.normalized,
    product: outer.product ?? inner.product,
  };
  if ((inner.opaque ?? false) || (outer.opaque ?? false)) Object.assign(source, { opaque: true });
  const isStale = (inner.stale ?? false) || (outer.stale ?? false);
  if (isStale && source.factors.length === 0) return { ...source, stale: true };
  return inner.index === undefined ? source : { ...source, index: inner.index };
}

function keyOf(source: Source): string {
  const { symbol, factors, index, scale, gated, normalized, passes, stale, opaque } = source;
  const way = factors.map((factor) => factor.symbol + (factor.transposed ? "'" : '')).join('*');
  return [symbol, way, index ?? '', scale, gated, normalized, passes.length > 0, stale, opaque].join(' ');
}
