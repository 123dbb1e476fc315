/** A column of figures, as shown and as exported. */
export interface Column {
  readonly label: string;
  readonly format: (value: number | null) => string;
}

/** The figures of a chart for reading; the first column names the row. */
export interface Table {
  readonly caption: string;
  readonly columns: readonly Column[];
  /** `null` where nothing was computed; −∞ is the log10 of an exact zero. */
  readonly rows: readonly (readonly (number | null)[])[];
}

/** All the figures of a chart for machines. */
export interface Csv {
  readonly header: readonly string[];
  readonly rows: readonly (readonly (number | null)[])[];
}

/** Rows that a table on screen shows at most. */
export const shownRows = 50;

/** Indices of at most `maxRows` of `count` things, evenly spread, with both ends and `keep`. */
export function evenIndices(count: number, maxRows: number, keep?: number): number[] {
  if (count <= maxRows) return Array.from({ length: count }, (_, i) => i);
  const slots = keep === undefined ? maxRows : maxRows - 1;
  const chosen = new Set(
    Array.from({ length: slots }, (_, i) => Math.round((i * (count - 1)) / (slots - 1))),
  );
  if (keep !== undefined) chosen.add(keep);
  return [...chosen].sort((a, b) => a - b);
}

/** Comma-separated values, full precision; `-inf` is what numpy and pandas read as −∞, missing is empty. */
export function csvText({ header, rows }: Csv): string {
  const cell = (value: number | null): string =>
    value === null ? '' : value === -Infinity ? '-inf' : String(value);
  return [header.join(','), ...rows.map((row) => row.map(cell).join(','))].join('\r\n') + '\r\n';
}
