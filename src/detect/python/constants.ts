import { plainNumber } from '../expression/plain';
import { children, type SyntaxNode } from './syntax';

type Tree = NonNullable<SyntaxNode['tree']>;

/** Statements and expressions, directly below which a variable is bound and not read. */
const binding = new Set([
  'ParamList',
  'UpdateStatement',
  'ForStatement',
  'ImportStatement',
  'WithStatement',
  'TryStatement',
  'NamedExpression',
  'ScopeStatement',
  'DeleteStatement',
  'FunctionDefinition',
  'ClassDefinition',
  'CapturePattern',
  'ArrayComprehensionExpression',
  'ComprehensionExpression',
  'DictionaryComprehensionExpression',
  'SetComprehensionExpression',
  'AsPattern',
]);

/**
 * Variables that a file binds exactly once, to a number written out (`n = 128`, `t = 0.3`). Anything less
 * plain is left alone: a wrong value would be worse than none.
 */
export class Constants {
  private readonly bindings = new Map<string, number>();
  private readonly values = new Map<string, { value: number; from: number }>();

  constructor(tree: Tree, text: string) {
    const cursor = tree.cursor();
    do {
      if (cursor.name === 'AssignStatement') this.noteAssignment(cursor.node, text);
      else if (cursor.name === 'VariableName') {
        const parent = cursor.node.parent;
        const isTarget = parent && (binding.has(parent.name) || this.isTuple(parent));
        if (isTarget) this.count(text.slice(cursor.from, cursor.to));
      }
    } while (cursor.next());
  }

  /** The value of a variable at a place in the text, if it is one of these and was bound before. */
  at(name: string, position: number): number | undefined {
    const constant = this.values.get(name);
    return constant && constant.from < position && this.bindings.get(name) === 1 ? constant.value : undefined;
  }

  private noteAssignment(statement: SyntaxNode, text: string): void {
    const nodes = children(statement);
    const last = nodes.findLastIndex(({ name }) => name === 'AssignOp');
    for (const { name, from, to } of nodes.slice(0, Math.max(last, 0))) {
      if (name === 'VariableName') this.count(text.slice(from, to));
    }
    const [target, value] = [nodes[0], nodes[last + 1]];
    if (target?.name !== 'VariableName' || !value || nodes.length !== last + 2) return;
    const number = plainNumber(text.slice(value.from, value.to));
    if (number !== undefined && Number.isFinite(number)) {
      this.values.set(text.slice(target.from, target.to), { value: number, from: value.to });
    }
  }

  /** `(a, b) = 1, 2` binds, `f((a, b))` does not; counting both only leaves more variables unknown. */
  private isTuple({ name, parent }: SyntaxNode): boolean {
    if (name !== 'TupleExpression' && name !== 'ArrayExpression') return false;
    return parent?.name === 'AssignStatement' || (!!parent && binding.has(parent.name));
  }

  private count(name: string): void {
    this.bindings.set(name, (this.bindings.get(name) ?? 0) + 1);
  }
}
