import { lastName } from './calls';
import type { Expression } from './expression';
import type { Naming } from './naming';
import type { Observations } from './observations';
import type { Scope, Scopes, Variable } from './scopes';

/** What loops bind at each turn. */
export class Turns {
  constructor(
    private readonly scopes: Scopes,
    private readonly naming: Naming,
    private readonly observed: Observations,
  ) {}

  /** What a loop binds at each turn: the items of a list, of several at once, the values of a dictionary. */
  turn(target: Expression, over: Expression | null, scope: Scope, bound: Set<Variable>): void {
    if (target.kind === 'list') for (const item of target.items) this.turn(item, null, scope, bound);
    if (target.kind === 'name') bound.add(this.scopes.resolve(target.path, scope));
    if (!over) return;
    const targets = target.kind === 'list' ? target.items : [target];
    const link = (item: Expression | undefined, list: Expression, pick?: number): void => {
      if (item?.kind !== 'name' && item?.kind !== 'list') return;
      this.elements(list, pick, scope).forEach((plain) => {
        if (item.kind === 'name') {
          const to = this.scopes.resolve(item.path, scope);
          this.observed.aliases.push({ from: plain, to, at: over.from, direct: false });
        }
      });
    };
    if (over.kind === 'call') {
      const name = lastName(over.callee);
      if (name === 'zip')
        over.positional.forEach((list, i) => {
          link(targets[i], list);
        });
      else if (name === 'enumerate' && over.positional[0]) {
        const inside = targets[1];
        const list = over.positional[0];
        if (inside && inside.kind === 'list') this.turn(inside, list, scope, bound);
        else link(inside, list);
      } else if (name === 'items' && over.receiver) link(targets[1], over.receiver);
      else if (name === 'values' && over.receiver) link(targets[0], over.receiver);
      return;
    }
    if (target.kind === 'list')
      targets.forEach((item, i) => {
        link(item, over, i);
      });
    else link(target, over);
  }

  /** The variables that stand in a list or a dictionary; of tuples the one at `pick`. */
  private elements(list: Expression, pick: number | undefined, scope: Scope): Variable[] {
    if (list.kind === 'list' || list.kind === 'pairs') {
      const items = list.kind === 'list' ? list.items : list.entries.map(([, value]) => value);
      return items.flatMap((item) => {
        const chosen = pick === undefined ? item : item.kind === 'list' ? item.items[pick] : undefined;
        const plain = chosen && this.naming.plain(chosen, scope);
        return plain ? [plain.symbol] : [];
      });
    }
    const plain = pick === undefined ? this.naming.plain(list, scope) : null;
    if (!plain) return [];
    // What has gone into the list by its name.
    return [`${plain.symbol}*`];
  }
}
