import type { WrittenMatrix } from '../candidate';

/** How the columns of a literal line up: by the ends of its numbers, by their beginnings, or not at all. */
export type Alignment = 'right' | 'left' | 'none';

/** Finds how a literal is aligned. Rows that share a line, or take several, are not. */
export function alignmentOf(text: string, { matrix: { rows, columns }, places }: WrittenMatrix): Alignment {
  if (rows < 2) return 'none';
  let right = true;
  let left = true;
  let previousLine = -1;
  for (let i = 0; i < rows && (right || left); i++) {
    const line = text.lastIndexOf('\n', places[2 * i * columns]! - 1) + 1;
    if (line === previousLine) return 'none';
    previousLine = line;
    const last = 2 * ((i + 1) * columns - 1);
    const breaks = text.indexOf('\n', line);
    if (breaks >= 0 && breaks < places[last]!) return 'none';
    const first = text.lastIndexOf('\n', places[0]! - 1) + 1;
    for (let j = 0; j < columns; j++) {
      const at = 2 * (i * columns + j);
      if (places[at]! - line !== places[2 * j]! - first) left = false;
      if (places[at + 1]! - line !== places[2 * j + 1]! - first) right = false;
    }
  }
  return right ? 'right' : left ? 'left' : 'none';
}

/** How many blanks stand directly before a place, on its line. */
export function blanksBefore(text: string, at: number): number {
  let start = at;
  while (text[start - 1] === ' ') start--;
  return at - start;
}
