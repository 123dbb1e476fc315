import type { Matrix } from './linalg/matrix';

/** A matrix made small enough to look at. */
export interface HeatMap {
  readonly rows: number;
  readonly columns: number;
  /** Rows and columns of the picture, each at most `mostCells`. */
  readonly shownRows: number;
  readonly shownColumns: number;
  /** The entry of the greatest magnitude in each cell, row by row; `null` where one is not finite. */
  readonly values: readonly (number | null)[];
  /** Over all finite entries, exact. */
  readonly min: number;
  readonly max: number;
  /** Entries that are NaN or infinite. */
  readonly nonFinite: number;
}

/** Cells of a picture along an axis. */
const maxCells = 128;

/**
 * Downsamples a matrix for a picture: each cell shows the entry of the greatest magnitude in it, so that no outlier is
 * averaged away; the range is that of all entries.
 */
export function heatMapOf({ rows, columns, data }: Matrix): HeatMap {
  const shownRows = Math.min(rows, maxCells);
  const shownColumns = Math.min(columns, maxCells);
  const values = new Array<number | null>(shownRows * shownColumns).fill(0);
  let min = Infinity;
  let max = -Infinity;
  let nonFinite = 0;
  for (let i = 0; i < rows; i++) {
    const row = Math.floor((i * shownRows) / rows) * shownColumns;
    for (let j = 0; j < columns; j++) {
      const cell = row + Math.floor((j * shownColumns) / columns);
      const value = data[i * columns + j]!;
      const shown = values[cell];
      if (!Number.isFinite(value)) {
        nonFinite++;
        values[cell] = null;
        continue;
      }
      min = Math.min(min, value);
      max = Math.max(max, value);
      if (shown !== null && shown !== undefined && Math.abs(value) > Math.abs(shown)) values[cell] = value;
    }
  }
  const finite = min <= max;
  return {
    rows,
    columns,
    shownRows,
    shownColumns,
    values,
    min: finite ? min : 0,
    max: finite ? max : 0,
    nonFinite,
  };
}
