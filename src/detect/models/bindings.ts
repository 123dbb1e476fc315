import type { Expression, FunctionNode, Statement } from '../evidence/flow/expression';
import { pathOf, type Scope, type Scopes, type Variable } from '../evidence/flow/scopes';

/** One place that binds a variable. */
export interface Binding {
  /** Null where the value is not a single expression, as in a loop. */
  readonly value: Expression | null;
  readonly scope: Scope;
  /** For a class's own variable: its name. */
  readonly field?: string;
  /** Where the value is one of several that an expression gives: `q, r = qr(a)`. */
  readonly part?: { readonly of: Expression; readonly index: number };
  /** For a parameter: the function, whose calls give the value. */
  readonly parameter?: {
    readonly function: FunctionNode;
    readonly name: string;
    readonly owner: Scope | null;
  };
}

/** What a file binds its variables to, all places together. */
export class Bindings {
  private readonly bySymbol = new Map<Variable, Binding[]>();
  private readonly byName = new Map<string, Binding[]>();
  /** The full path that an imported name stands for. */
  private readonly imports = new Map<string, string>();
  /** The classes of the file by their scope's id and by name. */
  readonly classes = new Map<string, { readonly scope: Scope; readonly bases: readonly Expression[] }>();

  constructor(
    body: readonly Statement[],
    private readonly scopes: Scopes,
  ) {
    this.block(body, scopes.file);
  }

  of(symbol: Variable): readonly Binding[] {
    return this.bySymbol.get(symbol) ?? [];
  }

  /** The bindings of a name in whatever function. */
  named(name: string): readonly Binding[] {
    return this.byName.get(name) ?? [];
  }

  /** `torch.nn.LSTM` for `nn.LSTM`; the path itself where no import says more. */
  imported(path: string): string {
    const [root = ''] = path.split('.', 1);
    const full = this.imports.get(root);
    return full === undefined ? path : full + path.slice(root.length);
  }

  /** Whether anything is imported from a package. */
  importsFrom(pattern: RegExp): boolean {
    return [...this.imports.values()].some((path) => pattern.test(path));
  }

  private block(block: readonly Statement[], scope: Scope): void {
    for (const statement of block) {
      switch (statement.kind) {
        case 'assign':
          for (const target of statement.targets) {
            this.bind(target, statement.operator === undefined ? statement.value : null, scope);
          }
          break;
        case 'loop':
          if (statement.target) this.bind(statement.target, null, scope);
          this.block(statement.body, scope);
          break;
        case 'branch':
          this.block(statement.body, scope);
          break;
        case 'class': {
          const inner = this.scopes.withinClass(statement);
          this.classes.set(statement.name, { scope: inner, bases: statement.bases ?? [] });
          this.block(statement.body, inner);
          break;
        }
        case 'define':
          this.define(statement.function, scope);
          break;
        case 'import':
          for (const [alias, path] of statement.names) this.imports.set(alias, path);
          break;
        default:
      }
    }
  }

  private define(function_: FunctionNode, outer: Scope): void {
    const scope = this.scopes.within(function_, outer);
    const owner = outer.kind === 'class' ? outer : null;
    for (const { name, otherwise } of function_.parameters) {
      const parameter = { function: function_, name, owner };
      this.add(this.scopes.resolve(name, scope), { value: otherwise ?? null, scope: outer, parameter });
    }
    this.block(function_.body, scope);
  }

  private bind(target: Expression, value: Expression | null, scope: Scope): void {
    if (target.kind === 'name') {
      const field = scope.kind === 'class' ? { field: target.path } : {};
      this.add(this.scopes.resolve(target.path, scope), { value, scope, ...field });
    }
    if (target.kind === 'list') {
      const items = value?.kind === 'list' && value.items.length === target.items.length ? value.items : null;
      target.items.forEach((item, index) => {
        if (!items && value && item.kind === 'name') {
          this.add(this.scopes.resolve(item.path, scope), { value: null, scope, part: { of: value, index } });
        } else this.bind(item, items?.[index] ?? null, scope);
      });
    }
  }

  private add(symbol: Variable, binding: Binding): void {
    for (const [map, key] of [
      [this.bySymbol, symbol],
      [this.byName, pathOf(symbol)],
    ] as const) {
      const known = map.get(key);
      if (known) known.push(binding);
      else map.set(key, [binding]);
    }
  }
}
