import type { Alias } from './flow/observations';
import type { Variable } from './flow/scopes';

/** A variable that a matrix comes to stand in, and how. */
export interface Reached {
  /** By assignments alone, so that its name is the matrix's. */
  readonly direct: boolean;
  readonly at: number;
  readonly straight: boolean;
}

const maxReached = 400;

/** Where values go from variable to variable. */
export class Reach {
  private readonly from = new Map<Variable, Alias[]>();

  constructor(aliases: readonly Alias[]) {
    for (const alias of aliases) {
      this.add(alias);
      // What goes into a list or a dictionary is among its elements.
      const base = /^(.+?)(?:\[\d+\]|\.[^.[\]:]+)$/.exec(alias.to)?.[1];
      if (base !== undefined) this.add({ ...alias, from: alias.to, to: `${base}*`, direct: false });
    }
  }

  /** Every variable that holds what `start` holds. */
  of(start: Variable): ReadonlyMap<Variable, Reached> {
    const found = new Map<Variable, Reached>([[start, { direct: true, at: -1, straight: true }]]);
    const queue = [start];
    for (
      let symbol = queue.shift();
      symbol !== undefined && found.size < maxReached;
      symbol = queue.shift()
    ) {
      const here = found.get(symbol)!;
      for (const { to, direct, at, straight } of this.next(symbol)) {
        if (found.has(to)) continue;
        found.set(to, { direct: here.direct && direct, at, straight: straight ?? false });
        queue.push(to);
      }
    }
    return found;
  }

  /** Where a variable goes, also as a part of what goes there: `params.W` with `params`. */
  private next(symbol: Variable): Alias[] {
    const result = [...(this.from.get(symbol) ?? [])];
    for (const { index } of symbol.matchAll(/[.[*]/g)) {
      const [head, tail] = [symbol.slice(0, index), symbol.slice(index)];
      for (const alias of this.from.get(head) ?? []) result.push({ ...alias, to: alias.to + tail });
    }
    return result;
  }

  private add(alias: Alias): void {
    const list = this.from.get(alias.from);
    if (list) list.push(alias);
    else this.from.set(alias.from, [alias]);
  }
}
