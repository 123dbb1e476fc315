import type { Location } from '../core/location';

/** The line of a place in a table: `14`, in a notebook `2:14` for the cell and the line within it. */
export const lineOf = ({ cell, line }: Pick<Location, 'cell' | 'line'>): string =>
  cell === undefined ? String(line) : `${cell}:${line}`;

/** A place in words: `line 14`, `cell 2, line 14`. */
export const placeOf = ({ cell, line }: Pick<Location, 'cell' | 'line'>): string =>
  cell === undefined ? `line ${line}` : `cell ${cell}, line ${line}`;

/** A place as compilers write it: `14:3`, in a notebook `cell 2:14:3`. */
export const compilerPlace = ({ cell, line, column }: Pick<Location, 'cell' | 'line' | 'column'>): string =>
  `${cell === undefined ? '' : `cell ${cell}:`}${line}:${column}`;

/** A message that says where in a notebook it belongs, for those who know files and lines only. */
export const inNotebook = (location: Pick<Location, 'cell' | 'line'> | null, message: string): string =>
  location?.cell === undefined ? message : `${placeOf(location)}: ${message}`;
