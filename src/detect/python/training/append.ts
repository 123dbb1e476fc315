import type { TextEdit } from '../../../core/textEdit';
import { children, type SyntaxNode } from '../syntax';
import type { Script } from './script';

/** Edits that append an argument to a call, on a line of its own where the arguments have theirs. */
export function appendArgument(call: SyntaxNode, argument: string, script: Script): TextEdit[] {
  const list = call.lastChild!;
  const nodes = children(list);
  const close = nodes.at(-1)!.from;
  const last = nodes.at(-2)!;
  if (last.name === '(') return [{ start: last.to, end: last.to, newText: argument }];
  const indent = script.indentOf(nodes.at(-1)!);
  const own = script.indentOf(nodes[1]!);
  if (indent === null || own === null) {
    const separator = last.name === ',' ? ' ' : ', ';
    return [{ start: last.to, end: last.to, newText: separator + argument }];
  }
  const lineStart = close - indent.length;
  const line = { start: lineStart, end: lineStart };
  if (last.name === ',') return [{ ...line, newText: `${own}${argument},${script.eol}` }];
  return [
    { start: last.to, end: last.to, newText: ',' },
    { ...line, newText: `${own}${argument}${script.eol}` },
  ];
}
