import type { SyntaxNode } from '../syntax';

type Tree = NonNullable<SyntaxNode['tree']>;

/** A function or the whole script, with the names bound in it. */
export interface Scope {
  readonly node: SyntaxNode;
  /** `train`, or `script`. */
  readonly name: string;
  readonly outer: Scope | null;
  readonly names: Set<string>;
  /** The parser met something here that it could not read. */
  broken: boolean;
}

const openers = new Set(['FunctionDefinition', 'Script']);
/** Below these a name is bound unless it stands behind an operator. */
const binders = new Set([
  ...['AssignStatement', 'ForStatement', 'WithStatement', 'ImportStatement', 'ParamList'],
  ...['FunctionDefinition', 'ClassDefinition', 'NamedExpression', 'TryStatement'],
]);

/** The scopes of a script by the position where they begin. */
export class Scopes {
  private readonly byStart = new Map<number, Scope>();

  constructor(
    tree: Tree,
    private readonly text: string,
  ) {
    const cursor = tree.cursor();
    do {
      const { node, name } = cursor;
      if (openers.has(name)) this.open(node);
      else if (name === '⚠') this.breakAt(node);
      else if (name === 'VariableName') this.note(node);
    } while (cursor.next());
  }

  /** The innermost scope that holds a node. */
  of(node: SyntaxNode): Scope {
    let current: SyntaxNode | null = node;
    while (current && !openers.has(current.name)) current = current.parent;
    return this.byStart.get(key(current ?? node)) ?? this.script;
  }

  /** The scope that a function is. */
  ofFunction(node: SyntaxNode): Scope {
    return this.byStart.get(key(node)) ?? this.script;
  }

  /** The scope of the whole script. */
  get script(): Scope {
    return this.byStart.get(-1)!;
  }

  /** Whether the first part of a dotted name is known in a scope. */
  sees(scope: Scope, dotted: string): boolean {
    const [root = ''] = dotted.split('.');
    for (let at: Scope | null = scope; at; at = at.outer) if (at.names.has(root)) return true;
    return false;
  }

  private open(node: SyntaxNode): void {
    const outer = node.parent ? this.of(node.parent) : null;
    const title = node.getChild('VariableName');
    const name = title ? this.text.slice(title.from, title.to) : 'script';
    this.byStart.set(key(node), { node, name, outer, names: new Set(), broken: false });
  }

  private breakAt(node: SyntaxNode): void {
    // Lezer reads the `0.` of Python as an unfinished member access.
    if (node.parent?.name === 'MemberExpression' && node.parent.firstChild?.name === 'Number') return;
    for (let scope: Scope | null = this.of(node); scope; scope = scope.outer) scope.broken = true;
  }

  private note(node: SyntaxNode): void {
    const { parent } = node;
    const list = parent?.name === 'TupleExpression' ? parent.parent : parent;
    if (!parent || !list || !binders.has(list.name)) return;
    const isName = list.name === 'FunctionDefinition' || list.name === 'ClassDefinition';
    const scope = isName && list.parent ? this.of(list.parent) : this.of(node);
    // A name read on the right of `=` is bound elsewhere; taking it for bound here only trusts the script.
    scope.names.add(this.text.slice(node.from, node.to));
  }
}

/** The script begins where its first function may begin, so it has a key of its own. */
function key({ name, from }: SyntaxNode): number {
  return name === 'Script' ? -1 : from;
}
