import type { Location } from '../core/location';
import type { TextRange } from '../core/textRange';
import type { NotebookProgram } from './notebook';

/** Turns a place in a text into lines and columns. */
export type Locate = (range: TextRange) => Location;

/** Lines and columns that count from 1, as editors do: a line ends with \n, \r\n or \r. */
export function locator(text: string): Locate {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length)];
  const place = (offset: number): [number, number] => {
    const line = lastAtOrBefore(starts, offset);
    return [line + 1, offset - starts[line]! + 1];
  };
  return ({ start, end }) => {
    const [line, column] = place(start);
    const [endLine, endColumn] = place(end);
    return { line, column, endLine, endColumn };
  };
}

/** Lines and columns within the cell of a notebook that a place is in. */
export function cellLocator({ text, cells }: NotebookProgram): Locate {
  const starts = cells.map(({ start }) => start);
  const locators = new Map<number, Locate>();
  return ({ start, end }) => {
    const at = lastAtOrBefore(starts, start);
    const { start: first, end: last, cell } = cells[at]!;
    let locate = locators.get(at);
    if (!locate) locators.set(at, (locate = locator(text.slice(first, last))));
    const within = (offset: number): number => Math.min(Math.max(offset, first), last) - first;
    return { ...locate({ start: within(start), end: within(end) }), cell };
  };
}

/** The index of the last of some ascending numbers that is not above a value. */
function lastAtOrBefore(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (ascending[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
