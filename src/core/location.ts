/** A place in a text; lines and columns count from 1, the end is exclusive. In a notebook they count within the cell. */
export interface Location {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The cell of a notebook, from 1. */
  readonly cell?: number;
}

/** Of what stands in no text. */
export const nowhere: Location = { line: 0, column: 0, endLine: 0, endColumn: 0 };
