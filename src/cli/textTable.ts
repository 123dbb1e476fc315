/** A table as lines of text: the headings, then the rows, in columns as wide as their widest cell, two spaces apart. */
export function textTable(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = headings.map((heading, i) =>
    rows.reduce((width, row) => Math.max(width, row[i]!.length), heading.length),
  );
  return [headings, ...rows].map((row) =>
    `  ${row.map((cell, i) => cell.padEnd(widths[i]!)).join('  ')}`.trimEnd(),
  );
}
