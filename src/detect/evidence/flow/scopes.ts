import type { Expression, FunctionNode, Statement } from './expression';

/** A function, a class, or the whole file. */
export interface Scope {
  readonly id: number;
  readonly kind: 'file' | 'class' | 'function';
  readonly outer: Scope | null;
  /** The first parts of the names that are bound here. */
  readonly bound: Set<string>;
  /** Names that are declared to belong further out. */
  readonly declared: Set<string>;
  readonly functions: Map<string, FunctionNode>;
  readonly classes: Map<string, Scope>;
  readonly name: string;
  /** What callees mean here, once they have been looked for. */
  readonly found: Map<string, FoundFunction | null>;
}

/** A function of the file, as a call finds it. */
export interface FoundFunction {
  readonly function: FunctionNode;
  readonly outer: Scope;
  /** Called as a method, so that `self` is not among the arguments. */
  readonly bound: boolean;
}

/** A variable of one scope: `3:h`, `2:self.W`. Two places mean the same variable where their symbols are equal. */
export type Variable = string;

/** Which variable a name means, by the scope in which it stands. */
export class Scopes {
  readonly file: Scope;
  private readonly ofFunction = new Map<FunctionNode, Scope>();
  private readonly ofClass = new Map<Statement, Scope>();
  private readonly methods = new Map<string, FunctionNode[]>();
  private count = 0;

  constructor(program: readonly Statement[]) {
    this.file = this.make('file', null, '');
    this.bindBlock(program, this.file);
  }

  /** The scope within a function; made when first asked for, as for a lambda. */
  within(function_: FunctionNode, outer: Scope): Scope {
    const known = this.ofFunction.get(function_);
    if (known) return known;
    const scope = this.make('function', outer, function_.name);
    this.ofFunction.set(function_, scope);
    for (const { name } of function_.parameters) scope.bound.add(name);
    for (const name of function_.returns ?? []) scope.bound.add(name);
    this.bindBlock(function_.body, scope);
    return scope;
  }

  withinClass(statement: Statement): Scope {
    return this.ofClass.get(statement) ?? this.file;
  }

  /** The variable that a name means in a scope. */
  resolve(path: string, scope: Scope): Variable {
    const root = path.split('.', 1)[0]!;
    if (root === 'self' || root === 'cls') {
      const owner = classAround(scope);
      if (owner) return `${owner.id}:self${path.slice(root.length)}`;
    }
    if (scope.kind === 'class' && scope.bound.has(root)) return `${scope.id}:self.${path}`;
    for (let at: Scope | null = scope; at; at = at.outer) {
      if (at.kind === 'function' && at.bound.has(root) && !at.declared.has(root)) return `${at.id}:${path}`;
    }
    return `${this.file.id}:${path}`;
  }

  /** The function that a callee means, with the scope around it; a method only where its name is the only one. */
  findFunction(callee: string, scope: Scope): FoundFunction | null {
    if (callee === '') return null;
    const known = scope.found.get(callee);
    if (known !== undefined) return known;
    const found = this.lookForFunction(callee, scope);
    scope.found.set(callee, found);
    return found;
  }

  private lookForFunction(callee: string, scope: Scope): FoundFunction | null {
    const parts = callee.split('.');
    const last = parts.at(-1)!;
    if (parts.length === 1) {
      for (let at: Scope | null = scope; at; at = at.outer) {
        const found = at.kind === 'class' ? undefined : at.functions.get(callee);
        if (found) return { function: found, outer: at, bound: false };
      }
      for (let at: Scope | null = scope; at; at = at.outer) {
        const made = at.classes.get(callee);
        const init = made?.functions.get('__init__');
        if (made && init) return { function: init, outer: made, bound: true };
      }
      return null;
    }
    const owner = parts[0] === 'self' ? classAround(scope) : null;
    const own = parts.length === 2 ? owner?.functions.get(last) : undefined;
    if (own && owner) return { function: own, outer: owner, bound: true };
    const candidates = this.methods.get(last) ?? [];
    const [only] = candidates;
    if (candidates.length !== 1 || !only) return null;
    const around = this.ofFunction.get(only)?.outer;
    return around ? { function: only, outer: around, bound: true } : null;
  }

  private make(kind: Scope['kind'], outer: Scope | null, name: string): Scope {
    const empty = { bound: new Set<string>(), declared: new Set<string>() };
    const maps = { functions: new Map(), classes: new Map(), found: new Map() };
    return { id: this.count++, kind, outer, ...empty, ...maps, name };
  }

  private bindBlock(block: readonly Statement[], scope: Scope): void {
    for (const statement of block) {
      switch (statement.kind) {
        case 'assign':
          for (const target of statement.targets) bind(target, scope);
          if (statement.value.kind === 'function' && statement.targets[0]?.kind === 'name') {
            scope.functions.set(statement.targets[0].path, statement.value.function);
          }
          break;
        case 'loop':
          if (statement.target) bind(statement.target, scope);
          this.bindBlock(statement.body, scope);
          break;
        case 'branch':
          this.bindBlock(statement.body, scope);
          break;
        case 'outer':
          for (const name of statement.names) scope.declared.add(name);
          break;
        case 'define': {
          const function_ = statement.function;
          scope.bound.add(function_.name);
          scope.functions.set(function_.name, function_);
          if (scope.kind === 'class') {
            const known = this.methods.get(function_.name);
            if (known) known.push(function_);
            else this.methods.set(function_.name, [function_]);
          }
          this.within(function_, scope);
          break;
        }
        case 'class': {
          const inner = this.make('class', scope, statement.name);
          this.ofClass.set(statement, inner);
          scope.classes.set(statement.name, inner);
          this.bindBlock(statement.body, inner);
          break;
        }
        default:
      }
    }
  }
}

/** The name as it is written, without its scope. */
export function pathOf(symbol: Variable): string {
  return symbol.slice(symbol.indexOf(':') + 1);
}

export function classAround(scope: Scope): Scope | null {
  for (let at: Scope | null = scope; at; at = at.outer) if (at.kind === 'class') return at;
  return null;
}

function bind(target: Expression, scope: Scope): void {
  if (target.kind === 'name') {
    if (!target.path.includes('.')) scope.bound.add(target.path);
  } else if (target.kind === 'list') for (const item of target.items) bind(item, scope);
}
