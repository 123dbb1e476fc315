import type { Definition, Definitions } from './definitions';
import type { Backward, Event, Step } from './events';
import type { Scope } from './scopes';
import type { Call, Script } from './script';

/** A backward pass and the steps that follow it without a clip between. */
export interface Unclipped {
  readonly backward: Backward;
  readonly steps: readonly Step[];
  readonly unscaled: boolean;
}

/** Functions that call functions that call … are followed so far, and so many events. */
const maxDepth = 4;
const maxEvents = 400;

/** The events of each function with those of the functions that it calls in their places. */
export class Sequences {
  constructor(
    private readonly script: Script,
    private readonly definitions: Definitions,
    private readonly events: ReadonlyMap<Scope, readonly Event[]>,
  ) {}

  /** Every backward pass that a step follows without a clip, once. */
  unclipped(): Unclipped[] {
    const found = new Map<number, Unclipped>();
    const paired = new Set<number>();
    const [backwards, steps]: [Backward[], Step[]] = [[], []];
    for (const scope of this.scopes()) {
      const events = this.of(scope, 0, new Set());
      for (const event of events) {
        if (event.kind === 'backward' && event.scope === scope) backwards.push(event);
        else if (event.kind === 'step' && event.scope === scope) steps.push(event);
      }
      for (const { clipped, ...loop } of inOrder(events)) {
        [loop.backward, ...loop.steps].forEach(({ node }) => paired.add(node.from));
        // The pass that the function itself makes is judged there, whoever calls it.
        if (!clipped && !found.has(loop.backward.node.from)) found.set(loop.backward.node.from, loop);
        else if (clipped && loop.backward.scope !== scope) found.delete(loop.backward.node.from);
      }
    }
    const lone = this.split(
      backwards.filter(({ node }) => !paired.has(node.from)),
      steps.filter(({ node }) => !paired.has(node.from)),
    );
    return [...found.values(), ...lone].sort((a, b) => a.backward.node.from - b.backward.node.from);
  }

  /** Methods of one class of which nobody here calls both: one runs backward, another steps, and none clips. */
  private split(backwards: readonly Backward[], steps: readonly Step[]): Unclipped[] {
    const found: Unclipped[] = [];
    for (const backward of backwards) {
      const owner = this.definitions.classOf(backward.node);
      const own = steps.filter(
        (step) => step.scope !== backward.scope && this.definitions.classOf(step.node) === owner,
      );
      const home = owner?.node;
      const clips = [...this.events.values()].some((list) =>
        list.some(
          ({ kind, node }) => kind === 'clip' && (!home || (node.from >= home.from && node.to <= home.to)),
        ),
      );
      const isTopLevel = backward.scope.outer === null;
      if (own.length > 0 && !clips && !isTopLevel) found.push({ backward, steps: own, unscaled: false });
    }
    return found;
  }

  private scopes(): Scope[] {
    const { scopes, functions } = this.script;
    return [...functions.map((node) => scopes.ofFunction(node)), scopes.script];
  }

  private of(scope: Scope, depth: number, busy: Set<Scope>): Event[] {
    if (busy.has(scope) || depth > maxDepth) return [];
    busy.add(scope);
    const own = this.events.get(scope) ?? [];
    const items = own.map((event) => ({ at: placeOf(event), events: [event] }));
    for (const call of this.script.callsIn(scope)) {
      const inner = this.led(call).flatMap(({ scope: target }) =>
        target ? this.of(target, depth + 1, busy) : [],
      );
      if (inner.length > 0) items.push({ at: call.node.to - 0.5, events: inner });
    }
    busy.delete(scope);
    return items
      .sort((a, b) => a.at - b.at)
      .flatMap(({ events }) => events)
      .slice(0, maxEvents);
  }

  /** The functions that a call runs: its own, and one that it is handed, such as a closure. */
  private led(call: Call): Definition[] {
    const own = this.definitions.ledTo(call).filter(({ scope }) => scope);
    const handed: Definition[] = [];
    const list = call.node.lastChild;
    for (let part = list?.firstChild; part; part = part.nextSibling) {
      if (part.name !== 'VariableName') continue;
      const name = this.script.read(part);
      const closure = this.definitions
        .named(name)
        .findLast(({ node, scope }) => scope && node.from < part.from);
      if (closure) handed.push(closure);
    }
    return [...handed, ...own];
  }
}

/** A call happens when its arguments are there, so behind them. */
function placeOf({ kind, node }: Event): number {
  return kind === 'step' && node.name !== 'CallExpression' ? node.from : node.to;
}

function inOrder(events: readonly Event[]): (Unclipped & { readonly clipped: boolean })[] {
  const found: (Unclipped & { readonly clipped: boolean })[] = [];
  let backward: Backward | null = null;
  let steps: Step[] = [];
  let [clipped, unscaled, stepped] = [false, false, false];
  const close = (): void => {
    if (backward && (steps.length > 0 || stepped)) {
      found.push({ backward, steps, unscaled, clipped: steps.length === 0 });
    }
    [backward, steps, clipped, unscaled, stepped] = [null, [], false, false, false];
  };
  for (const event of events) {
    if (event.kind === 'backward') {
      // Another backward pass before any step adds to the same gradient.
      if (stepped || clipped) close();
      backward = event;
    } else if (event.kind === 'step') {
      stepped = true;
      if (!clipped && !steps.some(({ node }) => node === event.node)) steps.push(event);
    } else if (event.kind === 'clip') clipped = true;
    else unscaled = true;
  }
  close();
  return found;
}
