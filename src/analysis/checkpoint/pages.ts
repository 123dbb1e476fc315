import type { Page } from '../../shared/checkpoint';

/** Characters of JSON a page may have: half a megabyte, so that a message stays under one whatever its names hold. */
const maxPageCharacters = 2 ** 19;

/** The rows from a place on that fit one message. */
export function pageOf<T>(rows: readonly T[], from: number): Page<T> {
  let size = 0;
  let to = Math.max(0, Math.floor(from));
  const start = to;
  while (to < rows.length) {
    size += JSON.stringify(rows[to]).length;
    // A single row goes through whatever its size.
    if (size > maxPageCharacters && to > start) break;
    to++;
  }
  return { rows: rows.slice(start, to), next: to < rows.length ? to : null };
}
