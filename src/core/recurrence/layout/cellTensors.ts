import type { RecurrentCell } from './cell';
import { tensorsIn } from './parts';

/** Names of the tensors that hold a cell's recurrent weights: enough for the gates' figures. */
function recurrentTensors(cell: Omit<RecurrentCell, 'alternatives'>): string[] {
  return [
    ...tensorsIn(cell.recurrent),
    ...(cell.projectionPart ? [cell.projectionPart.tensor] : []),
    ...(cell.equations?.peepholes ?? []).map(({ tensor }) => tensor),
  ];
}

/** Names of all tensors of a cell, each once. */
export function cellTensors(cell: Omit<RecurrentCell, 'alternatives'>): string[] {
  return [
    ...new Set([
      ...recurrentTensors(cell),
      ...tensorsIn(cell.input),
      ...tensorsIn(cell.inputBias),
      ...tensorsIn(cell.recurrentBias),
    ]),
  ];
}
