import type { Plot } from './plot';
import type { Csv, Table } from './table';

/** One chart: the picture, the table beside it, the numbers to export. */
export interface ChartContent {
  readonly plot: Plot;
  readonly table: Table;
  readonly csv: Csv;
}
