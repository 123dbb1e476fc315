/** What begins a constraint of a table, where a column's name would stand. */
const constraint = /^(?:CONSTRAINT|PRIMARY|UNIQUE|CHECK|FOREIGN)\b/i;
const nameAtStart = /^(?:"((?:[^"]|"")*)"|`([^`]*)`|\[([^\]]*)\]|([^\s(,]+))/;

/**
 * The columns of a `CREATE TABLE` in their order, and the one that stands for the row's id, or −1. `undefined` for a table
 * that keeps its rows in an index (`WITHOUT ROWID`) and for what creates no plain table.
 */
export function columnsOf(sql: string): { columns: string[]; idColumn: number } | undefined {
  const open = sql.indexOf('(');
  const close = sql.lastIndexOf(')');
  if (!/^\s*CREATE\s+(?:TEMP(?:ORARY)?\s+)?TABLE\b/i.test(sql) || open < 0 || close < open) return undefined;
  if (/\bWITHOUT\s+ROWID\b/i.test(sql.slice(close))) return undefined;
  const columns: string[] = [];
  let idColumn = -1;
  for (const part of definitions(sql.slice(open + 1, close))) {
    if (constraint.test(part)) continue;
    const [, ...names] = nameAtStart.exec(part) ?? [];
    const name = (names as (string | undefined)[]).find((found) => found !== undefined);
    if (name === undefined) continue;
    if (/^\S+\s+INTEGER\s+(?:NOT\s+NULL\s+)?PRIMARY\s+KEY\b/i.test(part)) idColumn = columns.length;
    columns.push(name);
  }
  return { columns, idColumn };
}

/** What commas outside of brackets and quotes separate, without comments. */
function definitions(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const [token] of text.matchAll(/--[^\n]*|\/\*[^]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|[^]/g)) {
    if (token.startsWith('--') || (token.startsWith('/*') && token.length > 1)) continue;
    if (token === '(') depth++;
    else if (token === ')') depth--;
    if (token === ',' && depth === 0) {
      parts.push(part.trim());
      part = '';
    } else part += token;
  }
  return [...parts, part.trim()].filter((found) => found !== '');
}
