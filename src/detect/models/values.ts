import { arithmetic, functions } from './arithmetic';
import { argumentsOf } from '../evidence/flow/arguments';
import { lastName } from '../evidence/flow/calls';
import type { Expression } from '../evidence/flow/expression';
import { classAround, type Scope, type Scopes } from '../evidence/flow/scopes';
import type { Binding, Bindings } from './bindings';
import { namesOptions, Options } from './options';
import type { Program } from './program';

/** An expression with the scope that its names belong to. */
export interface Placed {
  readonly expression: Expression;
  readonly scope: Scope;
}

/** Names lead to names, calls to parameters: further than this is a riddle, or a circle. */
const maxDepth = 14;
/** All lookups of one file together. */
const maxLookups = 200_000;
const maxCallers = 20;
const configClass = /conf|hparams|hyper|args|arguments|params|options|settings/i;

/** What the expressions of a file stand for, as far as it says so itself. Nothing is executed. */
export class Values {
  private lookups = 0;
  private readonly options: Options;

  constructor(
    readonly program: Program,
    readonly bindings: Bindings,
    readonly scopes: Scopes,
    readonly text: string,
  ) {
    this.options = new Options(program);
  }

  /** The number that an expression stands for; undefined where the file does not say, or says several. */
  number(expression: Expression, scope: Scope, depth = 0): number | undefined {
    const end = this.end({ expression, scope }, depth);
    if (!end) return undefined;
    const value = this.calculated(end, depth + 1);
    return value !== undefined && Number.isFinite(value) ? value : undefined;
  }

  /** A whole number of at least `least`. */
  whole(expression: Expression | undefined, scope: Scope, least = 1): number | undefined {
    const value = expression && this.number(expression, scope);
    return value !== undefined && Number.isInteger(value) && value >= least ? value : undefined;
  }

  /** A size: a whole number, or the only one that the file has by this name. */
  size(expression: Expression | undefined, scope: Scope): number | undefined {
    return expression && (this.whole(expression, scope) ?? this.namesake(expression, scope));
  }

  /** The string that an expression stands for. */
  word(expression: Expression | undefined, scope: Scope, depth = 0): string | undefined {
    const end = expression && this.end({ expression, scope }, depth);
    if (end?.expression.kind === 'text') return end.expression.value;
    // kind.upper()
    const { expression: last, scope: around } = end ?? { expression: null, scope };
    const letters = last?.kind === 'call' ? /^(?:upper|lower)$/.exec(lastName(last.callee))?.[0] : undefined;
    if (last?.kind !== 'call' || letters === undefined || depth > maxDepth) return undefined;
    const inner = this.word(last.receiver ?? undefined, around, depth + 1);
    return letters === 'upper' ? inner?.toUpperCase() : inner?.toLowerCase();
  }

  /** `True`, `true`, or what stands for it. */
  isTrue(expression: Expression | undefined, scope: Scope, depth = 0): boolean | undefined {
    const end = expression && this.end({ expression, scope }, depth);
    if (!end) return undefined;
    const source = this.source(end.expression);
    return /^true$/i.test(source) ? true : /^(?:false|none)$/i.test(source) ? false : undefined;
  }

  /** What a name means elsewhere in the file, where it is bound to nothing that is known: one whole number, or none. */
  namesake(expression: Expression, scope: Scope): number | undefined {
    if (expression.kind !== 'name' || expression.path.includes('.')) return undefined;
    const own = this.bindings.of(this.scopes.resolve(expression.path, scope));
    if (own.some(({ value, parameter }) => value !== null || !parameter)) return undefined;
    const found = new Set(
      this.bindings.named(expression.path).flatMap(({ value, scope: around }) => {
        const number = value ? this.whole(value, around) : undefined;
        return number === undefined ? [] : [number];
      }),
    );
    const [only] = found;
    return found.size === 1 ? only : undefined;
  }

  source({ from, to }: Expression): string {
    return this.text.slice(from, to);
  }

  /** What a variable is bound to, where that is one expression; any other expression itself. */
  origin(expression: Expression, scope: Scope): Expression | null {
    if (expression.kind !== 'name') return expression;
    const [only, another] = this.bindings.of(this.scopes.resolve(expression.path, scope));
    return another ? null : (only?.value ?? null);
  }

  /** Follows names to the one expression that the file binds them to; null where there are several, or none. */
  end(start: Placed, depth = 0): Placed | null {
    let at: Placed | null = start;
    for (let step = depth; at && step < maxDepth; step++) {
      if (++this.lookups > maxLookups) return null;
      const next: Placed | null | 'end' = this.next(at, step);
      if (next === 'end') return at;
      at = next;
    }
    return null;
  }

  private next(at: Placed, depth: number): Placed | null | 'end' {
    const { expression, scope } = at;
    switch (expression.kind) {
      case 'name':
        return (
          this.bound(expression.path, scope, depth) ?? (this.isForeign(expression.path, scope) ? 'end' : null)
        );
      case 'choice': {
        const holds = expression.condition && this.holds(expression.condition, scope, depth);
        const known = holds === undefined ? expression.branches : [expression.branches[holds ? 0 : 1]!];
        return this.agreed(
          known.map((branch) => ({ expression: branch, scope })),
          depth,
        );
      }
      case 'element':
        return this.entry(expression, scope, depth);
      case 'call': {
        // d.get('hidden', 128)
        const [key, otherwise] = expression.positional;
        if (lastName(expression.callee) !== 'get' || !expression.receiver || key?.kind !== 'text')
          return 'end';
        const entry = this.member({ expression: expression.receiver, scope }, key.value, depth);
        return entry ?? (otherwise ? { expression: otherwise, scope } : null);
      }
      default:
        return 'end';
    }
  }

  /** Whether `kind == 'lstm'`, `kind in ('lstm', 'LSTM')` or a flag holds, as far as the file says. */
  private holds(condition: Expression, scope: Scope, depth: number): boolean | undefined {
    if (depth > maxDepth) return undefined;
    if (condition.kind !== 'operation') return this.isTrue(condition, scope, depth + 1);
    const { operator, operands } = condition;
    const [a, b] = operands;
    if (operator === 'not' && a && !b) {
      const inner = this.holds(a, scope, depth + 1);
      return inner === undefined ? undefined : !inner;
    }
    const word = this.word(a, scope, depth + 1);
    if (word === undefined || !b) return undefined;
    if (operator === 'in') {
      const list = this.end({ expression: b, scope }, depth + 1);
      const items = list?.expression.kind === 'list' ? list.expression.items : [];
      const words = items.map((item) => this.word(item, list!.scope, depth + 1));
      return words.length === 0 || words.includes(undefined) ? undefined : words.includes(word);
    }
    const other = this.word(b, scope, depth + 1);
    return other === undefined || !/^[!=]=$/.test(operator)
      ? undefined
      : (word === other) === (operator === '==');
  }

  /** Whether a name belongs to an import, so that it stands for itself. */
  private isForeign(path: string, scope: Scope): boolean {
    return this.bindings.of(this.scopes.resolve(path.split('.', 1)[0]!, scope)).length === 0;
  }

  /** What a name, or the member that it names, is bound to. */
  private bound(path: string, scope: Scope, depth: number): Placed | null {
    const symbol = this.scopes.resolve(path, scope);
    const own = this.bindings.of(symbol);
    if (own.length > 0) {
      const all = own.flatMap((binding) => this.valuesOf(binding, depth));
      return all.length > 0 && all.every((value) => value !== null) ? this.agreed(all, depth) : null;
    }
    const dot = path.lastIndexOf('.');
    if (dot < 0) return null;
    const field = /^self\.(\w+)$/.exec(path)?.[1];
    const told = field === undefined ? [] : this.toldFields(field, scope);
    if (told.length > 0) return this.agreed(told, depth);
    const [head, key] = [path.slice(0, dot), path.slice(dot + 1)];
    const at = { from: 0, to: 0 };
    const member = this.member({ expression: { kind: 'name', path: head, ...at }, scope }, key, depth);
    return member ?? this.options.byName(head, key) ?? this.configured(head, key, depth);
  }

  /** `config.hidden_size` where nothing says what `config` is, but one class of the file is called a config. */
  private configured(head: string, key: string, depth: number): Placed | null {
    if (!namesOptions(head)) return null;
    const classes = [...this.bindings.classes.keys()].filter((name) => configClass.test(name));
    const found = classes.flatMap((name) => this.attribute(name, key, depth + 1) ?? []);
    return found.length === 1 ? found[0]! : null;
  }

  /** The variable that an expression is, followed as long as names are bound to names. */
  symbol(expression: Expression, scope: Scope): string | null {
    let at: Placed = { expression, scope };
    for (let step = 0; step < maxDepth && at.expression.kind === 'name'; step++) {
      const symbol = this.scopes.resolve(at.expression.path, at.scope);
      const [only, another] = this.bindings.of(symbol);
      if (!only?.value || another || only.parameter || only.value.kind !== 'name') return symbol;
      at = { expression: only.value, scope: only.scope };
    }
    return null;
  }

  private valuesOf(binding: Binding, depth: number): (Placed | null)[] {
    const { value, scope, parameter } = binding;
    const own = value ? { expression: value, scope } : null;
    if (!parameter) return scope.kind === 'class' ? this.fields(binding, own) : [own];
    const given = this.given(parameter, depth);
    // What every call leaves out is the default.
    const otherwise = own ?? this.options.ofParameter(parameter.name);
    return given.length === 0 ? [otherwise] : given.map((argument) => argument ?? otherwise);
  }

  /** What the calls in the file give for a parameter; null for a call that leaves it out. */
  private given({ function: function_, name, owner }: NonNullable<Binding['parameter']>, depth: number) {
    const callee = owner && /^__init__$/.test(function_.name) ? owner.name : function_.name;
    if (callee === '' || depth > maxDepth - 2) return [];
    const sites = this.program.callsTo(callee).slice(0, maxCallers);
    return sites
      .filter(({ call }) => call.from < function_.from || call.to > function_.to)
      .map(({ call, scope }): Placed | null => {
        const found = argumentsOf(function_, call, owner !== null).find(([key]) => key === name)?.[1];
        return found ? { expression: found, scope } : null;
      });
  }

  /** A field of a class without a constructor of its own: what the calls of the class give, else its default. */
  private fields({ scope, field }: Binding, own: Placed | null): (Placed | null)[] {
    if (field === undefined || scope.functions.has('__init__')) return [own];
    const sites = this.program.callsTo(scope.name).slice(0, maxCallers);
    const given = sites.map(({ call, scope: around }) => {
      const value = call.keywords.get(field);
      return value ? { expression: value, scope: around } : own;
    });
    return given.length > 0 ? given : [own];
  }

  /** What the calls of a class without a constructor give for a field that it declares without a value. */
  private toldFields(field: string, scope: Scope): Placed[] {
    const own = classAround(scope);
    if (!own || own.functions.has('__init__')) return [];
    const sites = this.program.callsTo(own.name).slice(0, maxCallers);
    return sites.flatMap(({ call, scope: around }) => {
      const value = call.keywords.get(field);
      return value ? [{ expression: value, scope: around }] : [];
    });
  }

  /** The one that all lead to. */
  private agreed(all: readonly (Placed | null)[], depth: number): Placed | null {
    const [only] = all;
    if (all.length === 1) return only ?? null;
    const ends = all.map((value) => value && this.end(value, depth + 1));
    const [first] = ends;
    if (!first) return null;
    const same = ends.every((value) => value && this.isSame(value, first, depth + 1));
    return same ? first : null;
  }

  private isSame(a: Placed, b: Placed, depth: number): boolean {
    if (a.expression === b.expression) return true;
    const [x, y] = [a, b].map((value) => this.calculated(value, depth));
    if (x !== undefined || y !== undefined) return x === y;
    return this.source(a.expression) === this.source(b.expression) && a.expression.kind === 'text';
  }

  /** `sizes[0]`, `{'LSTM': nn.LSTM}[kind]` */
  private entry(expression: Expression & { kind: 'element' }, scope: Scope, depth: number): Placed | null {
    const [index] = expression.indices;
    if (!index || expression.indices.length !== 1) return null;
    const key = this.end({ expression: index, scope }, depth + 1);
    if (key?.expression.kind === 'text') {
      return this.member({ expression: expression.of, scope }, key.expression.value, depth);
    }
    const place = this.number(index, scope, depth + 1);
    const list = place === undefined ? null : this.end({ expression: expression.of, scope }, depth + 1);
    if (list?.expression.kind !== 'list' || place === undefined) return null;
    const item = list.expression.items.at(place);
    return item ? { expression: item, scope: list.scope } : null;
  }

  /** The member of a dictionary, an object of a class of the file, or parsed arguments. */
  private member(of: Placed, key: string, depth: number): Placed | null {
    if (depth > maxDepth) return null;
    const end = this.end(of, depth + 1);
    if (!end) return null;
    const { expression, scope } = end;
    if (expression.kind === 'pairs') {
      const value = expression.entries.find(([name]) => name === key)?.[1];
      return value ? { expression: value, scope } : null;
    }
    if (expression.kind === 'name') return this.attribute(expression.path, key, depth);
    if (expression.kind !== 'call') return null;
    const given = expression.keywords.get(key);
    if (given) return { expression: given, scope };
    const name = lastName(expression.callee);
    if (/^parse_(?:known_)?args$/.test(name)) return this.options.of(key);
    // SIZE = flags.DEFINE_integer('size', 128, …); SIZE.value
    if (name.startsWith('DEFINE_') && key === 'value') {
      const otherwise = expression.positional[1] ?? expression.keywords.get('default');
      return otherwise ? { expression: otherwise, scope } : null;
    }
    const [first] = expression.positional;
    if (first?.kind === 'pairs') return this.member({ expression: first, scope }, key, depth + 1);
    return this.attribute(expression.callee, key, depth);
  }

  /** An attribute of a class of the file, its bases included. */
  private attribute(className: string, key: string, depth: number): Placed | null {
    const found = this.bindings.classes.get(className.slice(className.lastIndexOf('.') + 1));
    if (!found || depth > maxDepth) return null;
    const own = this.bindings.of(`${found.scope.id}:self.${key}`);
    if (own.length > 0) {
      const all = own.flatMap((binding) => this.valuesOf(binding, depth + 1));
      return this.agreed(all, depth + 1);
    }
    for (const base of found.bases) {
      const inherited = base.kind === 'name' ? this.attribute(base.path, key, depth + 1) : null;
      if (inherited) return inherited;
    }
    return null;
  }

  private calculated({ expression, scope }: Placed, depth: number): number | undefined {
    if (depth > maxDepth || ++this.lookups > maxLookups) return undefined;
    const of = (part: Expression | undefined): number | undefined =>
      part && this.number(part, scope, depth + 1);
    switch (expression.kind) {
      case 'number':
        return expression.value;
      case 'product':
        return expression.factors
          .map(of)
          .reduce((a, b) => (a === undefined || b === undefined ? undefined : a * b), 1);
      case 'power':
        return arithmetic('**', of(expression.of), of(expression.exponent));
      case 'operation': {
        const [a, b] = expression.operands.map(of);
        if (expression.operands.length > 1) return arithmetic(expression.operator.replace(/^\./, ''), a, b);
        if (a === undefined) return undefined;
        return expression.operator === '-'
          ? -a
          : expression.operator === '+'
            ? a
            : expression.operator === '√'
              ? Math.sqrt(a)
              : undefined;
      }
      case 'call': {
        const values = expression.positional.map(of);
        const known = values.filter((value) => value !== undefined);
        const [first] = known;
        if (first === undefined || known.length !== values.length) return undefined;
        return functions.get(lastName(expression.callee))?.(...known);
      }
      default:
        return undefined;
    }
  }
}
