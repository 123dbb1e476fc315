import type { Numbers } from './constants';
import type { Environment } from './environment';
import type { Feedback, Observations } from './observations';
import { onlyFactor, order } from './pure';
import { pathOf, type Variable } from './scopes';
import { type Source, union } from './source';

/** Notes which matrices multiply their own output. */
export class Recorder {
  constructor(
    private readonly observed: Observations,
    private readonly numbers: Numbers,
  ) {}

  /** Notes the matrices that lie alone on a way from a state to itself, but for those that change meanwhile. */
  feeds(
    own: readonly Source[],
    state: Variable,
    form: Feedback['form'],
    over: Feedback['over'],
    rebound: (matrix: Variable) => boolean,
  ): void {
    const seen = new Set<Variable>();
    for (const source of own) {
      const factor = onlyFactor(source, this.numbers);
      if (!factor || seen.has(factor.symbol) || rebound(factor.symbol) || factor.symbol === state) continue;
      seen.add(factor.symbol);
      const others = own.filter((other) => other !== source);
      this.observed.feedback.push({
        matrix: factor.symbol,
        form,
        range: source.product ?? { start: 0, end: 0 },
        state: pathOf(state),
        source,
        others,
        transposed: factor.transposed,
        over,
      });
    }
  }

  /** Notes what of a region depends on itself through one matrix. */
  carried(
    env: Environment,
    excluded: ReadonlySet<Variable>,
    form: Feedback['form'],
    over: Feedback['over'],
    only: (symbol: Variable) => boolean = () => true,
  ): void {
    for (const [state, direct] of env.entries()) {
      if (excluded.has(state) || !only(state)) continue;
      // h ← g ← h
      const sources = union(direct, env.through(direct.filter(({ symbol }) => symbol !== state)));
      const own = sources.filter(({ symbol }) => symbol === state);
      this.feeds(own, state, form, over, (matrix) => env.has(matrix) || excluded.has(matrix));
    }
  }

  /** The same matrix several times on one way, without a loop. */
  unrolled(env: Environment, own: readonly Source[]): void {
    const all = [...[...env.entries()].flatMap(([, sources]) => sources), ...own];
    const seen = new Set<Variable>();
    for (const source of all) {
      const factor = onlyFactor(source, this.numbers);
      const times = order(source, this.numbers);
      if (!factor || seen.has(factor.symbol) || times < (source.passes.length > 0 ? 2 : 3)) continue;
      seen.add(factor.symbol);
      this.feeds([source], source.symbol, 'unrolled', null, () => false);
    }
  }
}
