import type { Orientation, RecurrentCell, TensorPart } from './layout/cell';

/** Where the gates' recurrent matrices stand in the file, for a script that reads them. */
export interface CellSource {
  readonly gates: readonly string[];
  readonly orientation: Orientation;
  /** All gates in one tensor, or one part a gate. */
  readonly stacked: TensorPart | null;
  readonly perGate: readonly TensorPart[];
  readonly projection: TensorPart | null;
}

/** The source of a cell's gates. */
export function cellSource(cell: Omit<RecurrentCell, 'alternatives'>): CellSource {
  return {
    gates: cell.gates,
    orientation: cell.orientation,
    stacked: cell.recurrent.stacked ?? null,
    perGate: (cell.recurrent.perGate ?? []).flatMap((part) => (part ? [part] : [])),
    projection: cell.projectionPart,
  };
}
