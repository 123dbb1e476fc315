import type { ConfigFields, Placed } from '../../core/config/recurrentConfig';
import { lastName } from '../evidence/flow/calls';
import type { Expression, Statement } from '../evidence/flow/expression';
import type { Scope } from '../evidence/flow/scopes';
import { conditionHolds, type Weight } from './conditions';
import type { Constructed } from './constructors';
import { placed } from './field';
import { fillingOf } from './inPlace';
import { Owners, type Through } from './owners';
import type { CallSite } from './program';
import { emptyStart, initializerOf, type Draw } from './start';
import type { Size } from './scale';
import { Starts } from './starts';
import type { Values } from './values';

const recurrentWeight = /\.(?:weight_hh\w*|recurrent_kernel|weight_h)(?:\.|$)/;

/** The initializers by model; null for one that is not understood. */
type Found = Map<Constructed, Placed<ConfigFields['initializer']> | null>;

/** Reads what scripts draw a layer's recurrent weights from after it was made: the last one counts. */
export class WeightFillings {
  private readonly starts: Starts;
  private readonly owners: Owners;

  constructor(
    private readonly values: Values,
    private readonly models: readonly Constructed[],
  ) {
    this.starts = new Starts(values, false);
    this.owners = new Owners(values, models);
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
    for (const model of this.owners.named(path, scope)) {
      found.set(model, initializer && placed(initializer, value, lastName(path)));
    }
  }

  /** The models whose recurrent weight a call fills. */
  private modelsAt(target: Expression, site: CallSite): readonly Constructed[] {
    const { values } = this;
    if (target.kind === 'call' && lastName(target.callee) === 'getattr') {
      const [of, name] = target.positional;
      const isRecurrent = name && /weight_hh/.test(values.source(name));
      return isRecurrent && of?.kind === 'name' ? this.owners.named(`${of.path}.weight_hh`, site.scope) : [];
    }
    if (target.kind !== 'name') return [];
    const path = target.path.replace(/\.data$/, '');
    if (recurrentWeight.test(`${path}.`)) {
      const direct = this.owners.named(path, site.scope);
      if (direct.length > 0) return direct;
      // def init(m): nn.init.orthogonal_(m.weight_hh_l0)
      const module = path.slice(0, path.lastIndexOf('.'));
      const through = { owner: module, scope: site.scope, name: null, parameter: path };
      return this.fitting(through, site);
    }
    const through = this.owners.throughOf(path, site);
    return through ? this.fitting(through, site) : [];
  }

  /** The models among whose parameters a loop goes and whose recurrent weight passes the conditions. */
  private fitting(through: Through, site: CallSite): readonly Constructed[] {
    return this.owners
      .ownedBy(through, site)
      .filter((model) =>
        site.conditions.every(
          (condition) =>
            conditionHolds(condition, through, weightOf(model), site.scope, this.values) === true,
        ),
      );
  }

  private sizeOf({ site, maker, config }: Constructed): Size {
    const index = maker.positional.indexOf('hiddenSize');
    const given = site.call.keywords.get('hidden_size') ?? site.call.positional[index];
    const symbol = given ? this.values.symbol(given, site.scope) : null;
    return { symbol, value: config.fields.hiddenSize?.value ?? null };
  }
}

/** The recurrent weight of a model, as PyTorch names that of a first layer. */
export function weightOf({ maker, config }: Constructed, part = 'weight_hh'): Weight {
  const made = config.code?.evidence.find(({ kind }) => kind === 'constructor');
  return {
    name: maker.single ? `cell.${part}` : `rnn.${part}_l0`,
    className: made?.kind === 'constructor' ? lastName(made.callee) : null,
  };
}
