import { type Block, NestedList } from '../nested';
import type { Scalars } from '../scalars';
import type { Constants } from './constants';
import { isList, type SyntaxNode } from './syntax';

/** What a reader of Python needs at hand. */
export interface PythonSource {
  readonly text: string;
  readonly scalars: Scalars;
  /** Variables with a known value; read from the tree when first asked for. */
  readonly constants: () => Constants;
  readonly keepPlaces: boolean;
}

/** Two numbers, or two lists, with nothing but blanks between them; `10 + 0j` and `[1, 2][i]` are no such. */
const missingComma = /^[-+]?[.\d][.\w]*\s+[.\d]|^\[[^[\]]*\]\s*\[[^[\]]*,/;
const maxCheckedLength = 200;

/**
 * Reads a list or tuple that is written out; null where it is not finished. Entries are taken from the text
 * between the commas and not from their nodes, because Lezer reads `0.` as an unfinished member access.
 */
export function readList(node: SyntaxNode, source: PythonSource): Block | null {
  const { text } = source;
  const list = new NestedList(source.keepPlaces);
  const cursor = node.cursor();
  let start = -1;
  let end = -1;
  const endEntry = () => {
    if (start >= 0) addEntry(list, source, start, end);
    start = -1;
  };
  let enter: boolean;
  do {
    const { name, from, to } = cursor;
    enter = false;
    if (isList(name) && start < 0 && closes(cursor.node)) {
      list.open(from);
      enter = true;
    } else if (from === to && name === '⚠') {
      continue;
    } else if (name === ',') endEntry();
    else if ((name === ']' || name === ')') && list.depth > 0) {
      endEntry();
      const block = list.close(to);
      if (list.depth === 0) return block;
    } else if (name !== '[' && name !== '(' && name !== 'Comment') {
      if (start < 0) start = from;
      end = to;
    }
  } while (cursor.next(enter) && cursor.from < node.to);
  return null;

  function closes(candidate: SyntaxNode): boolean {
    const last = candidate.lastChild?.name;
    return last === (candidate.name === 'ArrayExpression' ? ']' : ')') && text[candidate.to - 1] === last;
  }
}

function addEntry(
  list: NestedList,
  { text, scalars, constants }: PythonSource,
  start: number,
  end: number,
): void {
  const entry = text.slice(start, end);
  if (entry === '...' || entry === '…') {
    list.other('elided', start, end);
    return;
  }
  const value = scalars.value(entry, (name) => constants().at(name, start));
  if (value !== undefined) list.number(value, start, end);
  else list.other(missingComma.test(entry.slice(0, maxCheckedLength)) ? 'syntax' : 'not-numeric', start, end);
}
