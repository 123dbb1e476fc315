import type { TextEdit } from '../../../core/textEdit';
import { children, isList, type SyntaxNode } from '../syntax';
import { Imports } from './imports';
import { type Scope, Scopes } from './scopes';

type Tree = NonNullable<SyntaxNode['tree']>;

/** A call that is written out. */
export interface Call {
  readonly node: SyntaxNode;
  /** `self.optimizer.step`, without blanks. */
  readonly callee: string;
  /** `step` */
  readonly name: string;
  /** `self.optimizer`; empty for a plain function. */
  readonly receiver: string;
  readonly scope: Scope;
}

/** `model, optimizer = prepare(model, optimizer)` */
export interface Assignment {
  readonly node: SyntaxNode;
  /** What is assigned to, without blanks, out of tuples: `h`, `c` of `out, (h, c) = …`. */
  readonly targets: readonly string[];
  /** What stands behind the last `=`: several where it is a tuple without brackets. */
  readonly values: readonly SyntaxNode[];
  readonly scope: Scope;
}

/** A callee is shorter than this. */
const maxCalleeLength = 300;

/** A Python script read once: its calls and assignments in order, its imports, its manners. */
export class Script {
  readonly scopes: Scopes;
  readonly imports: Imports;
  readonly calls: readonly Call[];
  /** The calls that are assigned, by target: `self.optimizer`, `model`. */
  readonly assigned: ReadonlyMap<string, readonly Call[]>;
  readonly assignments: readonly Assignment[];
  /** `W -= lr * dW` */
  readonly updates: readonly SyntaxNode[];
  readonly classes: readonly SyntaxNode[];
  readonly functions: readonly SyntaxNode[];
  readonly loops: readonly SyntaxNode[];
  readonly eol: string;
  readonly indentUnit: string;
  readonly quote: string;
  private byScope: Map<Scope, Call[]> | null = null;
  private byReceiver: Map<string, Call[]> | null = null;

  constructor(
    tree: Tree,
    readonly text: string,
  ) {
    this.scopes = new Scopes(tree, text);
    this.imports = new Imports(this.scopes, text);
    const calls: Call[] = [];
    const assignments: Assignment[] = [];
    const updates: SyntaxNode[] = [];
    const functions: SyntaxNode[] = [];
    const classes: SyntaxNode[] = [];
    const loops: SyntaxNode[] = [];
    const assigned = new Map<string, Call[]>();
    const cursor = tree.cursor();
    do {
      const { name } = cursor;
      if (name === 'ImportStatement') this.imports.note(cursor.node);
      else if (name === 'ClassDefinition') classes.push(cursor.node);
      else if (name === 'FunctionDefinition') functions.push(cursor.node);
      else if (name === 'ForStatement') loops.push(cursor.node);
      else if (name === 'UpdateStatement') updates.push(cursor.node);
      else if (name === 'AssignStatement') assignments.push(this.assignment(cursor.node));
      else if (name === 'CallExpression') {
        const call = this.call(cursor.node);
        if (!call) continue;
        calls.push(call);
        const target = this.targetOf(cursor.node);
        const known = target === null ? undefined : assigned.get(target);
        if (known) known.push(call);
        else if (target !== null) assigned.set(target, [call]);
      }
    } while (cursor.next());
    [this.calls, this.classes, this.loops, this.assigned] = [calls, classes, loops, assigned];
    [this.assignments, this.updates, this.functions] = [assignments, updates, functions];
    this.eol = text.includes('\r\n') ? '\r\n' : '\n';
    this.indentUnit = /^(\t+| +)\S/m.exec(text)?.[1]?.replace(/^\t.*/, '\t') ?? '    ';
    this.quote = count(text, '"') >= count(text, "'") ? '"' : "'";
  }

  /** The calls that stand in a scope itself. */
  callsIn(scope: Scope): readonly Call[] {
    return (this.byScope ??= groupBy(this.calls, (call) => call.scope)).get(scope) ?? [];
  }

  /** The calls of methods of something, by how it is written. */
  callsOn(receiver: string): readonly Call[] {
    return (this.byReceiver ??= groupBy(this.calls, (call) => call.receiver)).get(receiver) ?? [];
  }

  /** The source of a node. */
  read({ from, to }: SyntaxNode): string {
    return this.text.slice(from, to);
  }

  /** The statement that a node belongs to. */
  statementOf(node: SyntaxNode): SyntaxNode {
    let statement = node;
    while (statement.parent && !/^(?:Body|Script|StatementGroup)$/.test(statement.parent.name)) {
      statement = statement.parent;
    }
    return statement;
  }

  /** The blanks before a statement that begins its line; null for one that does not. */
  indentOf({ from }: SyntaxNode): string | null {
    const indent = this.text.slice(this.text.lastIndexOf('\n', from - 1) + 1, from);
    return /^[ \t]*$/.test(indent) ? indent : null;
  }

  /** Where the line of a position ends, without the line break. */
  endOfLine(at: number): number {
    const end = this.text.indexOf('\n', at);
    if (end < 0) return this.text.length;
    return this.text[end - 1] === '\r' ? end - 1 : end;
  }

  /** An edit that adds an import. */
  addImport(statement: string): TextEdit {
    const { at, isFirst } = this.imports.insertion;
    if (isFirst) return { start: 0, end: 0, newText: `${statement}${this.eol}${this.eol}` };
    const end = this.endOfLine(at);
    return { start: end, end, newText: `${this.eol}${statement}` };
  }

  private call(node: SyntaxNode): Call | null {
    const function_ = node.firstChild;
    if (!function_ || function_.to - function_.from > maxCalleeLength) return null;
    const callee = this.read(function_).replace(/\s+/g, '');
    const dot = function_.name === 'MemberExpression' ? callee.lastIndexOf('.') : -1;
    const name = callee.slice(dot + 1);
    return { node, callee, name, receiver: callee.slice(0, Math.max(dot, 0)), scope: this.scopes.of(node) };
  }

  private assignment(node: SyntaxNode): Assignment {
    const parts = children(node);
    const last = parts.findLastIndex(({ name }) => name === 'AssignOp');
    const targets = parts.slice(0, Math.max(last, 0)).flatMap((part) => this.names(part));
    const values = parts.slice(last + 1).filter(({ name }) => name !== ',');
    return { node, targets, values, scope: this.scopes.of(node) };
  }

  private names(target: SyntaxNode): string[] {
    if (isList(target.name) || target.name === 'ParenthesizedExpression') {
      return children(target).flatMap((part) => this.names(part));
    }
    const isName = target.name === 'VariableName' || target.name === 'MemberExpression';
    return isName ? [this.read(target).replace(/\s+/g, '')] : [];
  }

  /** What a call's value is assigned to, past `.to(device)` and the like. */
  private targetOf(node: SyntaxNode): string | null {
    let value = node;
    while (value.parent?.name === 'MemberExpression' && value.parent.parent?.name === 'CallExpression') {
      value = value.parent.parent;
    }
    const { parent } = value;
    const target = parent?.firstChild;
    if (parent?.name !== 'AssignStatement' || !target || parent.lastChild?.from !== value.from) return null;
    return /^(?:VariableName|MemberExpression)$/.test(target.name) && target.nextSibling?.name !== ','
      ? this.read(target)
      : null;
  }
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

/** The items by a key, each group in the order of the text. */
export function groupBy<K, V>(items: readonly V[], keyOf: (item: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
