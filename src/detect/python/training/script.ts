import type { TextEdit } from '../../../core/textEdit';
import type { SyntaxNode } from '../syntax';
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

/** A callee is shorter than this. */
const maxCalleeLength = 300;

/** A Python script read once: its calls and assignments in order, its imports, its manners. */
export class Script {
  readonly scopes: Scopes;
  readonly imports: Imports;
  readonly calls: readonly Call[];
  /** The calls that are assigned, by target: `self.optimizer`, `model`. */
  readonly assigned: ReadonlyMap<string, readonly Call[]>;
  readonly classes: readonly SyntaxNode[];
  readonly loops: readonly SyntaxNode[];
  readonly eol: string;
  readonly indentUnit: string;
  readonly quote: string;

  constructor(
    tree: Tree,
    readonly text: string,
  ) {
    this.scopes = new Scopes(tree, text);
    this.imports = new Imports(this.scopes, text);
    const calls: Call[] = [];
    const classes: SyntaxNode[] = [];
    const loops: SyntaxNode[] = [];
    const assigned = new Map<string, Call[]>();
    const cursor = tree.cursor();
    do {
      const { name } = cursor;
      if (name === 'ImportStatement') this.imports.note(cursor.node);
      else if (name === 'ClassDefinition') classes.push(cursor.node);
      else if (name === 'ForStatement') loops.push(cursor.node);
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
    this.eol = text.includes('\r\n') ? '\r\n' : '\n';
    this.indentUnit = /^(\t+| +)\S/m.exec(text)?.[1]?.replace(/^\t.*/, '\t') ?? '    ';
    this.quote = count(text, '"') >= count(text, "'") ? '"' : "'";
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
