import type { Variable } from './scopes';
import { chain, identitySource, type Source, stale, union } from './source';

/** What variables hold, as ways from what they held where a region of code began. */
export class Environment {
  private readonly values = new Map<Variable, readonly Source[]>();

  get(symbol: Variable): readonly Source[] {
    return this.values.get(symbol) ?? [identitySource(symbol)];
  }

  set(symbol: Variable, sources: readonly Source[]): void {
    this.values.set(symbol, sources);
  }

  /** Adds to what a variable holds, as for one entry of an array. */
  add(symbol: Variable, sources: readonly Source[]): void {
    this.set(symbol, union(this.get(symbol).map(stale), sources));
  }

  has(symbol: Variable): boolean {
    return this.values.has(symbol);
  }

  entries(): IterableIterator<[Variable, readonly Source[]]> {
    return this.values.entries();
  }

  copy(): Environment {
    const copy = new Environment();
    for (const [symbol, sources] of this.values) copy.set(symbol, sources);
    return copy;
  }

  /** What may have happened: this or the other. */
  merge(other: Environment): void {
    for (const [symbol, sources] of other.entries())
      this.set(symbol, union(this.get(symbol).map(stale), sources));
  }

  /** Sources of a region that began here, as sources of this one. */
  through(sources: readonly Source[]): readonly Source[] {
    return union(
      ...sources.map((outer) => {
        if (!this.has(outer.symbol)) return [outer];
        return this.get(outer.symbol).map((inner) => chain(inner, outer));
      }),
    );
  }
}
