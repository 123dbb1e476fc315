import type { CellRecord } from '../../core/recurrence/records';
import type { Progress } from '../../core/linalg/matrix';
import { CancellationError } from '../../shared/rpc';
import type { CellFinding, Limits } from '../../shared/service';
import { toCellRecord } from '../../present/cell/record';
import { cellAnalysisOf } from '../cellAnalyses';
import type { FoundCell } from './cells';

/** What is found of a cell in a text; one above the limit is not analyzed unasked. */
export function cellFinding(found: FoundCell, limits: Limits, progress?: Progress): CellFinding {
  const { cell, range, decision, options } = found;
  const within = Math.max(cell.hiddenSize, cell.inputSize ?? 0) <= limits.size;
  const record = within ? recordOf(found, progress) : null;
  return { name: cell.name, range, size: cell.hiddenSize, decision, options, record };
}

/** `null` for tensors that no cell can be made of. */
function recordOf({ cell, tensors, options }: FoundCell, progress?: Progress): CellRecord | null {
  try {
    return toCellRecord(cellAnalysisOf(cell, tensors, options, progress), options);
  } catch (error) {
    if (error instanceof CancellationError || !(error instanceof RangeError)) throw error;
    return null;
  }
}
