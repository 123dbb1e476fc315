import { plainNumber } from '../expression/plain';
import { ConstantScope, type Binding } from './constantScope';
import { children, readArguments, type SyntaxNode, type Tree } from './syntax';

/** Statements and expressions, directly below which a variable is bound and not read. */
const binding = new Set([
  'ForStatement',
  'ImportStatement',
  'WithStatement',
  'TryStatement',
  'NamedExpression',
  'DeleteStatement',
  'CapturePattern',
  'ArrayComprehensionExpression',
  'ComprehensionExpression',
  'DictionaryComprehensionExpression',
  'SetComprehensionExpression',
  'AsPattern',
]);
const lists = /^(?:Tuple|Array)Expression$/;
const maxDepth = 8;

/**
 * What names stand for: numbers that a variable or an attribute of `self` is bound to exactly once within its function,
 * class or file, also through another name (`self.n = n`) or as the default of a parameter that nobody in the file gives
 * another value. Anything less plain is left alone: a wrong value would be worse than none.
 */
export class Constants {
  private readonly file: ConstantScope;
  /** In the order of the text. */
  private readonly scopes: ConstantScope[] = [];
  private calls: ReadonlyMap<string, readonly SyntaxNode[]> | undefined;
  /** Declared `global` or `nonlocal` somewhere. */
  private readonly shared = new Set<string>();

  constructor(
    private readonly tree: Tree,
    private readonly text: string,
  ) {
    this.file = new ConstantScope('file', 0, text.length, null);
    this.scopes.push(this.file);
    this.walk();
  }

  /** The value of a variable, or of `self.name`, at a place in the text, if it is one of these and was bound before. */
  at(name: string, position: number, depth = 0): number | undefined {
    if (depth > maxDepth || this.shared.has(name)) return undefined;
    const scope = this.scopeAt(position);
    const found = name.startsWith('self.') ? scope.attribute(name.slice(5)) : scope.variable(name);
    if (!found || found.count !== 1 || found.at >= position) return undefined;
    return this.valueOf(found, depth);
  }

  private valueOf({ value, parameter }: Binding, depth: number): number | undefined {
    if (!value || (parameter && this.isGiven(parameter))) return undefined;
    const source = this.source(value);
    const number = plainNumber(source);
    if (number !== undefined) return Number.isFinite(number) ? number : undefined;
    return /^(?:self\.)?[A-Za-z_]\w*$/.test(source) ? this.at(source, value.from, depth + 1) : undefined;
  }

  /** Whether a call in the file gives the parameter a value of its own. */
  private isGiven({ callee, name, index }: NonNullable<Binding['parameter']>): boolean {
    return this.callsTo(callee).some((list) => {
      const args = readArguments(list, this.text);
      return !args || args.keywords.has(name) || args.positional.length > index;
    });
  }

  private scopeAt(position: number): ConstantScope {
    let [low, high] = [0, this.scopes.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.scopes[middle]!.from <= position) low = middle;
      else high = middle - 1;
    }
    let scope = this.scopes[low]!;
    while (scope.outer && scope.to <= position) scope = scope.outer;
    return scope;
  }

  private walk(): void {
    const parents: string[] = [];
    let scope = this.file;
    this.tree.iterate({
      enter: (ref) => {
        const parent = parents.at(-1) ?? '';
        switch (ref.name) {
          case 'FunctionDefinition':
          case 'ClassDefinition':
            scope = this.open(ref.node, scope);
            break;
          case 'ParamList':
            this.parameters(ref.node, scope, parent);
            break;
          case 'AssignStatement':
            this.assign(children(ref.node), scope);
            break;
          case 'UpdateStatement':
            if (ref.node.firstChild) this.bind(ref.node.firstChild, null, scope);
            break;
          case 'ScopeStatement':
            for (const name of ref.node.getChildren('VariableName')) this.shared.add(this.source(name));
            break;
          case 'VariableName': {
            const isTarget = binding.has(parent) || (lists.test(parent) && binding.has(parents.at(-2) ?? ''));
            if (isTarget) scope.bind(this.text.slice(ref.from, ref.to), ref.from, null);
            break;
          }
          default:
        }
        parents.push(ref.name);
      },
      leave: (ref) => {
        parents.pop();
        if (/^(?:Function|Class)Definition$/.test(ref.name)) scope = scope.outer ?? this.file;
      },
    });
  }

  private open(node: SyntaxNode, outer: ConstantScope): ConstantScope {
    const title = node.getChild('VariableName');
    const name = title ? this.source(title) : '';
    outer.bind(name, node.from, null);
    const kind = node.name === 'ClassDefinition' ? 'class' : 'function';
    const scope = new ConstantScope(kind, node.from, node.to, outer, name);
    this.scopes.push(scope);
    return scope;
  }

  private parameters(list: SyntaxNode, scope: ConstantScope, parent: string): void {
    const nodes = children(list);
    const isMethod = scope.outer?.kind === 'class';
    const callee = isMethod && scope.name === '__init__' ? scope.outer.name : scope.name;
    let index = isMethod ? -1 : 0;
    nodes.forEach((node, i) => {
      if (node.name !== 'VariableName' || nodes[i - 1]?.name === 'AssignOp') return;
      const name = this.source(node);
      const type = nodes[i + 1]?.name === 'TypeDef' ? 1 : 0;
      const value = nodes[i + 1 + type]?.name === 'AssignOp' ? (nodes[i + 2 + type] ?? null) : null;
      if (parent !== 'FunctionDefinition') scope.bind(name, node.from, null);
      else scope.bind(name, node.from, value, { callee, name, index: index++ });
    });
  }

  private assign(nodes: readonly SyntaxNode[], scope: ConstantScope): void {
    const sides: SyntaxNode[][] = [[]];
    for (const node of nodes) {
      if (node.name === 'AssignOp') sides.push([]);
      else if (node.name !== ',' && node.name !== 'TypeDef') sides.at(-1)!.push(node);
    }
    const values = sides.pop()!;
    for (const targets of sides) {
      targets.forEach((target, i) => {
        this.bind(target, targets.length === values.length ? values[i]! : null, scope);
      });
    }
  }

  private bind(target: SyntaxNode, value: SyntaxNode | null, scope: ConstantScope): void {
    if (target.name === 'VariableName') scope.bind(this.source(target), target.from, value);
    else if (lists.test(target.name)) for (const item of children(target)) this.bind(item, null, scope);
    else if (target.name === 'MemberExpression') {
      const [, name] = /^self\.([A-Za-z_]\w*)$/.exec(this.source(target)) ?? [];
      if (name !== undefined) scope.bindAttribute(name, target.from, value);
    }
  }

  private callsTo(callee: string): readonly SyntaxNode[] {
    if (!this.calls) {
      const calls = new Map<string, SyntaxNode[]>();
      this.tree.iterate({
        enter: (ref) => {
          if (ref.name !== 'CallExpression') return;
          const { firstChild, lastChild } = ref.node;
          const named = firstChild?.name === 'MemberExpression' ? firstChild.lastChild : firstChild;
          if (!named || lastChild?.name !== 'ArgList') return;
          const name = this.source(named);
          const known = calls.get(name);
          if (known) known.push(lastChild);
          else calls.set(name, [lastChild]);
        },
      });
      this.calls = calls;
    }
    return this.calls.get(callee) ?? [];
  }

  private source({ from, to }: SyntaxNode): string {
    return this.text.slice(from, to);
  }
}
