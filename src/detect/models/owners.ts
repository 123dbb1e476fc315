import { lastName } from '../evidence/flow/calls';
import type { Expression } from '../evidence/flow/expression';
import { classAround, type Scope } from '../evidence/flow/scopes';
import type { Constructed } from './constructors';
import type { CallSite, Surroundings } from './program';
import type { Values } from './values';

/** What a loop goes through: the parameters of a model, with the conditions on their names. */
export interface Through {
  /** What `parameters()` is called on. */
  readonly owner: string;
  readonly scope: Scope;
  readonly name: string | null;
  readonly parameter: string;
}

/** To which models the weights belong that a script fills: by a variable, a loop over parameters, `apply`. */
export class Owners {
  constructor(
    private readonly values: Values,
    private readonly models: readonly Constructed[],
  ) {}

  /** The models that a path of a weight begins with: `rnn.weight_hh_l0`. */
  named(path: string, scope: Scope): Constructed[] {
    const symbol = this.values.scopes.resolve(path, scope);
    return this.models.filter((model) => model.symbol !== null && symbol.startsWith(`${model.symbol}.`));
  }

  /** The loop that gives a parameter: `for name, p in rnn.named_parameters()`. */
  throughOf(path: string, { loops, scope }: Surroundings): Through | null {
    for (const { target, over } of [...loops].reverse()) {
      if (over?.kind !== 'call' || !target) continue;
      const kind = lastName(over.callee);
      const names = target.kind === 'list' ? target.items : [target];
      const last = names.at(-1);
      if (last?.kind !== 'name' || last.path !== path) continue;
      const owner = over.callee.slice(0, Math.max(0, over.callee.lastIndexOf('.')));
      const [first] = names;
      const name = names.length > 1 && first?.kind === 'name' ? first.path : null;
      if (kind === 'parameters' || kind === 'named_parameters')
        return { owner, scope, name, parameter: path };
    }
    return null;
  }

  /** The models among whose parameters a loop goes. */
  ownedBy({ owner, scope }: Through, site: Surroundings): readonly Constructed[] {
    const { values, models } = this;
    const symbol = values.scopes.resolve(owner, scope);
    const direct = models.filter((model) => model.symbol === symbol);
    if (direct.length > 0) return direct;
    if (owner === 'self') {
      const own = classAround(scope);
      return own ? models.filter(({ site: made }) => isWithin(made.scope, own)) : [];
    }
    // for m in self.modules():
    const outer = site.loops.find(({ target }) => {
      const last = target?.kind === 'list' ? target.items.at(-1) : target;
      return last?.kind === 'name' && last.path === owner;
    });
    if (
      outer?.over?.kind === 'call' &&
      /^(?:named_)?(?:modules|children)$/.test(lastName(outer.over.callee))
    ) {
      const path = outer.over.callee.slice(0, outer.over.callee.lastIndexOf('.'));
      return this.ownedBy({ owner: path, scope, name: null, parameter: '' }, { ...site, loops: [] });
    }
    // def init(m): …; model.apply(init)
    const [binding] = values.bindings.of(symbol);
    if (binding?.parameter) {
      const { name } = binding.parameter.function;
      const applied = values.program
        .callsTo('apply')
        .filter(({ call: { positional } }) =>
          positional.some((part) => part.kind === 'name' && lastName(part.path) === name),
        );
      if (applied.length === 0) return this.given(binding.parameter);
      return [...new Set(applied.flatMap((applying) => this.below(applying)))];
    }
    return this.ofClass(binding?.value ?? null);
  }

  /** The models of the module that a function is applied to; all where it is not followed. */
  private below({ call: { callee }, scope }: CallSite): readonly Constructed[] {
    const { values, models } = this;
    const path = callee.slice(0, Math.max(0, callee.lastIndexOf('.')));
    if (path === 'self') {
      const own = classAround(scope);
      return own ? models.filter(({ site }) => isWithin(site.scope, own)) : models;
    }
    const symbol = values.scopes.resolve(path, scope);
    const direct = models.filter((model) => model.symbol === symbol);
    if (direct.length > 0) return direct;
    const [binding, another] = values.bindings.of(symbol);
    const owned = another ? [] : this.ofClass(binding?.value ?? null);
    return owned.length > 0 ? owned : models;
  }

  /** The models of what the calls of a function hand over. */
  private given({
    function: function_,
    name,
  }: {
    function: { name: string; parameters: readonly { name: string }[] };
    name: string;
  }): readonly Constructed[] {
    const index = function_.parameters.findIndex((parameter) => parameter.name === name);
    const [site] = this.values.program.callsTo(function_.name);
    const argument = site?.call.positional[index];
    if (!site || argument?.kind !== 'name') return [];
    const symbol = this.values.scopes.resolve(argument.path, site.scope);
    const direct = this.models.filter((model) => model.symbol === symbol);
    return direct.length > 0 ? direct : this.ofClass(this.values.bindings.of(symbol)[0]?.value ?? null);
  }

  /** The models in a class of the file that a variable was made of. */
  private ofClass(value: Expression | null): readonly Constructed[] {
    if (value?.kind !== 'call') return [];
    const made = isWrapped(value) && value.receiver?.kind === 'call' ? value.receiver : value;
    const own = this.values.bindings.classes.get(lastName(made.callee))?.scope;
    return own ? this.models.filter(({ site }) => isWithin(site.scope, own)) : [];
  }
}

const isWrapped = (call: Expression & { kind: 'call' }): boolean =>
  /^(?:to|cuda|float|double)$/.test(lastName(call.callee));

function isWithin(scope: Scope, outer: Scope): boolean {
  for (let at: Scope | null = scope; at; at = at.outer) if (at.id === outer.id) return true;
  return false;
}
