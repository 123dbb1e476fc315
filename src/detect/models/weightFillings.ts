import type { ConfigFields, Placed } from '../../core/config/recurrentConfig';
import { lastName } from '../evidence/flow/calls';
import type { Expression, Statement } from '../evidence/flow/expression';
import { classAround, type Scope } from '../evidence/flow/scopes';
import { conditionHolds, type Weight } from './conditions';
import type { Constructed } from './constructors';
import { placed } from './field';
import { fillingOf } from './inPlace';
import type { CallSite } from './program';
import { emptyStart, initializerOf, type Draw } from './start';
import type { Size } from './scale';
import { Starts } from './starts';
import type { Values } from './values';

const recurrentWeight = /\.(?:weight_hh\w*|recurrent_kernel|weight_h)(?:\.|$)/;

/** The initializers by model; null for one that is not understood. */
type Found = Map<Constructed, Placed<ConfigFields['initializer']> | null>;

/** What a loop goes through: the parameters of a model, with the conditions on their names. */
interface Through {
  /** What `parameters()` is called on. */
  readonly owner: string;
  readonly scope: Scope;
  readonly name: string | null;
  readonly parameter: string;
}

/** Reads what scripts draw a layer's recurrent weights from after it was made: the last one counts. */
export class WeightFillings {
  private readonly starts: Starts;

  constructor(
    private readonly values: Values,
    private readonly models: readonly Constructed[],
  ) {
    this.starts = new Starts(values, false);
  }

  /** The initializers by model. */
  read(): ReadonlyMap<Constructed, Placed<ConfigFields['initializer']> | null> {
    const found = new Map() as Found;
    const { program, text } = this.values;
    const mayFill = /weight_hh|parameters\(|modules\(|recurrent_kernel|all_weights|\.apply\(/.test(text);
    if (this.models.length === 0 || !mayFill) return found;
    for (const site of program.calls) {
      const filling = fillingOf(site.call, site.scope, this.values);
      if (filling) this.note(filling.target, filling.draw, site, found);
      else this.copied(site, found);
    }
    for (const { statement, scope } of program.statements) {
      if (statement.kind === 'assign') this.assigned(statement, scope, found);
    }
    return found;
  }

  private note(target: Expression, draw: (size: Size) => Draw | null, site: CallSite, found: Found): void {
    for (const model of this.modelsAt(target, site)) {
      const size = this.sizeOf(model);
      const start = { ...emptyStart(site.call, site.scope, size), draw: draw(size) };
      const initializer = initializerOf(start);
      found.set(model, initializer && placed(initializer, site.call, lastName(site.call.callee)));
    }
  }

  /** `rnn.weight_hh_l0.data.copy_(torch.eye(n))` */
  private copied({ call, scope }: CallSite, found: Found): void {
    if (lastName(call.callee) !== 'copy_') return;
    const [value] = call.positional;
    const path = call.callee.slice(0, call.callee.lastIndexOf('.'));
    if (value) this.set(path, value, scope, found);
  }

  /** `rnn.weight_hh_l0.data = torch.eye(n)` */
  private assigned(statement: Statement & { kind: 'assign' }, scope: Scope, found: Found): void {
    for (const target of statement.targets) {
      if (target.kind === 'name' && statement.operator === undefined)
        this.set(target.path, statement.value, scope, found);
    }
  }

  private set(path: string, value: Expression, scope: Scope, found: Found): void {
    if (!recurrentWeight.test(path)) return;
    const start = this.starts.read(value, scope);
    const initializer = start && initializerOf(start);
    for (const model of this.named(path, scope)) {
      found.set(model, initializer && placed(initializer, value, lastName(path)));
    }
  }

  private named(path: string, scope: Scope): Constructed[] {
    const symbol = this.values.scopes.resolve(path, scope);
    return this.models.filter((model) => model.symbol !== null && symbol.startsWith(`${model.symbol}.`));
  }

  /** The models whose recurrent weight a call fills. */
  private modelsAt(target: Expression, site: CallSite): readonly Constructed[] {
    const { values } = this;
    if (target.kind === 'call' && lastName(target.callee) === 'getattr') {
      const [of, name] = target.positional;
      const isRecurrent = name && /weight_hh/.test(values.source(name));
      return isRecurrent && of?.kind === 'name' ? this.named(`${of.path}.weight_hh`, site.scope) : [];
    }
    if (target.kind !== 'name') return [];
    const path = target.path.replace(/\.data$/, '');
    if (recurrentWeight.test(`${path}.`)) return this.named(path, site.scope);
    const through = this.throughOf(path, site);
    if (!through) return [];
    const owners = this.ownedBy(through, site);
    return owners.filter((model) =>
      site.conditions.every(
        (condition) => conditionHolds(condition, through, weightOf(model), site.scope, values) === true,
      ),
    );
  }

  /** The loop that gives a parameter: `for name, p in rnn.named_parameters()`. */
  private throughOf(path: string, { loops, scope }: CallSite): Through | null {
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
  private ownedBy({ owner, scope }: Through, site: CallSite): readonly Constructed[] {
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
        .some(({ call }) => call.positional.some((part) => part.kind === 'name' && part.path.endsWith(name)));
      return applied ? models : this.given(binding.parameter);
    }
    return this.ofClass(binding?.value ?? null);
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

  private sizeOf({ site, maker, config }: Constructed): Size {
    const index = maker.positional.indexOf('hiddenSize');
    const given = site.call.keywords.get('hidden_size') ?? site.call.positional[index];
    const symbol = given ? this.values.symbol(given, site.scope) : null;
    return { symbol, value: config.fields.hiddenSize?.value ?? null };
  }
}

const isWrapped = (call: Expression & { kind: 'call' }): boolean =>
  /^(?:to|cuda|float|double)$/.test(lastName(call.callee));

function isWithin(scope: Scope, outer: Scope): boolean {
  for (let at: Scope | null = scope; at; at = at.outer) if (at.id === outer.id) return true;
  return false;
}

/** The recurrent weight of a model, as PyTorch names that of a first layer. */
function weightOf({ maker, config }: Constructed): Weight {
  const made = config.code?.evidence.find(({ kind }) => kind === 'constructor');
  return {
    name: maker.single ? 'cell.weight_hh' : 'rnn.weight_hh_l0',
    className: made?.kind === 'constructor' ? lastName(made.callee) : null,
  };
}
