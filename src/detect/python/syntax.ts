import { parser } from '@lezer/python';
import type { Findings } from '../findings';

/** Lezer's time grows with the square of the depth of brackets; at this depth it is milliseconds. */
const maxDepth = 2000;
/** Statements and calls with more parts than this are generated, and not worth understanding. */
const maxChildren = 500;

/** A program as Lezer parsed it. */
export type Tree = ReturnType<typeof parser.parse>;
/** A node of Lezer's syntax tree. */
export type SyntaxNode = Tree['topNode'];

/** Parses in steps, so that a long file can be canceled; a text that is read again is not parsed again. */
export function parsePython(findings: Findings): Tree {
  if (findings.options.tree) return findings.options.tree;
  const parse = parser.startParse(findings.text);
  for (let step = 0; ; step++) {
    const tree = parse.advance();
    if (tree) return tree;
    if (step % 2000 === 0) findings.tick(parse.parsedPos);
  }
}

/** Brackets nested deeper than any program's. */
export const maxBracketDepth = maxDepth;

/** The nodes directly below a node, without comments; of very many, the first ones. */
export function children(node: SyntaxNode): SyntaxNode[] {
  const result: SyntaxNode[] = [];
  for (let child = node.firstChild; child && result.length < maxChildren; child = child.nextSibling) {
    if (child.name !== 'Comment') result.push(child);
  }
  return result;
}

/** Whether a node is a list or a tuple written out. */
export function isList(name: string): boolean {
  return name === 'ArrayExpression' || name === 'TupleExpression';
}

/** The arguments of a call: positional ones in order, keyword ones by name. */
export interface Arguments {
  readonly positional: readonly SyntaxNode[];
  readonly keywords: ReadonlyMap<string, SyntaxNode>;
}

/** Reads an argument list, or gives null where it is not finished or unpacks something. */
export function readArguments(list: SyntaxNode, text: string): Arguments | null {
  const positional: SyntaxNode[] = [];
  const keywords = new Map<string, SyntaxNode>();
  const nodes = children(list);
  if (nodes.at(-1)?.name !== ')') return null;
  for (let i = 1; i < nodes.length - 1; i++) {
    const node = nodes[i]!;
    const value = nodes[i + 2];
    if (node.name === ',') continue;
    if (node.name === '*' || node.name === '**' || node.name === 'for') return null;
    if (nodes[i + 1]?.name === 'AssignOp' && value) {
      keywords.set(text.slice(node.from, node.to), value);
      i += 2;
    } else positional.push(node);
  }
  return { positional, keywords };
}
