import type { SyntaxNode } from './syntax';

/** What a name is bound to within one scope. */
export interface Binding {
  /** How often it is bound. */
  count: number;
  /** Where it is bound, the first time. */
  at: number;
  /** What it is bound to; null where that is no single expression. */
  value: SyntaxNode | null;
  /** The parameter whose default the value is. */
  parameter?: { readonly callee: string; readonly name: string; readonly index: number };
}

/** The names of a function, a class or a file. */
export class ConstantScope {
  private readonly bindings = new Map<string, Binding>();
  /** Of a class: what its methods bind by `self.name = …`. */
  private readonly attributes = new Map<string, Binding>();

  constructor(
    readonly kind: 'file' | 'class' | 'function',
    readonly from: number,
    readonly to: number,
    readonly outer: ConstantScope | null,
    readonly name = '',
  ) {}

  bind(name: string, at: number, value: SyntaxNode | null, parameter?: Binding['parameter']): void {
    note(this.bindings, name, at, value, parameter);
  }

  bindAttribute(name: string, at: number, value: SyntaxNode | null): void {
    note((this.owner ?? this).attributes, name, at, value);
  }

  /** The innermost binding of a variable; the names of a class body do not reach into its methods. */
  variable(name: string): Binding | undefined {
    return this.bindings.get(name) ?? this.outer?.seenFromWithin(name);
  }

  /** What `self.name` stands for: bound by a method, or once in the body of the class. */
  attribute(name: string): Binding | undefined {
    const { owner } = this;
    const [own, shared] = [owner?.attributes.get(name), owner?.bindings.get(name)];
    return own && shared ? undefined : (own ?? shared);
  }

  private seenFromWithin(name: string): Binding | undefined {
    const own = this.kind === 'class' ? undefined : this.bindings.get(name);
    return own ?? this.outer?.seenFromWithin(name);
  }

  private get owner(): ConstantScope | null {
    return this.kind === 'class' ? this : (this.outer?.owner ?? null);
  }
}

function note(
  into: Map<string, Binding>,
  name: string,
  at: number,
  value: SyntaxNode | null,
  parameter?: Binding['parameter'],
): void {
  const known = into.get(name);
  if (known) known.count++;
  else into.set(name, { count: 1, at, value, ...(parameter ? { parameter } : {}) });
}
