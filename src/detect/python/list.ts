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
  const entries = new Entries(source, false);
  const block = readWith(node, source, entries);
  // Nothing is worked out for a list that is none of numbers whatever its arithmetic amounts to.
  if (!block || !entries.hasOpen || (block.flaw && block.flaw.kind !== 'non-finite')) return block;
  return readWith(node, source, new Entries(source, true));
}

function readWith(node: SyntaxNode, source: PythonSource, entries: Entries): Block | null {
  const { text } = source;
  const list = new NestedList(source.keepPlaces);
  const cursor = node.cursor();
  let start = -1;
  let end = -1;
  const endEntry = () => {
    if (start >= 0) entries.add(list, start, end);
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

/** Reads entries, at first without working out their arithmetic. */
class Entries {
  /** Whether arithmetic was left open. */
  hasOpen = false;

  constructor(
    private readonly source: PythonSource,
    private readonly worksOut: boolean,
  ) {}

  add(list: NestedList, start: number, end: number): void {
    const { text, scalars, constants } = this.source;
    const entry = text.slice(start, end);
    if (entry === '...' || entry === '…') {
      list.other('elided', start, end);
      return;
    }
    const lookup = (name: string): number | undefined => constants().at(name, start);
    const value = this.worksOut ? scalars.value(entry, lookup) : scalars.plain(entry);
    if (value !== undefined) list.number(value, start, end);
    else if (!this.worksOut && scalars.mayHaveValue(entry, lookup)) {
      this.hasOpen = true;
      list.number(0, start, end);
    } else {
      const isTwo = missingComma.test(entry.slice(0, maxCheckedLength));
      list.other(isTwo ? 'syntax' : 'not-numeric', start, end);
    }
  }
}
