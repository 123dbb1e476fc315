import { isActivation } from './calls';
import type { Factor, Source } from './source';

/** Sources times a number. */
export function scaled(sources: readonly Source[], factor: number): readonly Source[] {
  return sources.map((source) => ({ ...source, scale: source.scale * factor }));
}

/** Sources through a function. */
export function pass(sources: readonly Source[], callee: string): readonly Source[] {
  return sources.map((source) =>
    source.factors.length === 0 && !isActivation(callee)
      ? source
      : { ...source, passes: [...source.passes, callee].slice(0, 6) },
  );
}

/** Sources times one more matrix. */
export function withFactor(
  sources: readonly Source[],
  factor: Factor,
  { from, to }: { readonly from: number; readonly to: number },
): readonly Source[] {
  return sources.map((source) => ({
    ...source,
    factors: [...source.factors, factor].slice(0, 6),
    product: { start: from, end: to },
  }));
}

/** Both depend on one variable, and at least one of them by a product. */
export function gatedBy(left: readonly Source[], right: readonly Source[]): boolean {
  return left.some((a) =>
    right.some((b) => a.symbol === b.symbol && (a.factors.length > 0 || b.factors.length > 0)),
  );
}

/** Marks sources that a gate multiplies. */
export function gate(sources: readonly Source[]): readonly Source[] {
  return sources.map((source) => ({ ...source, gated: true }));
}
