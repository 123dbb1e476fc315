import type { AnalysisOptions } from '../core/analysis';
import type { Progress } from '../core/linalg/matrix';
import { analyzeCell, type CellAnalysis, type CellDrive } from '../core/recurrence/cellAnalysis';
import type { RecurrentCell } from '../core/recurrence/layout/cell';
import { cellTensors } from '../core/recurrence/layout/cellTensors';
import type { Tensors } from '../core/recurrence/layout/cellWeights';
import { contentHash } from './contentHash';
import { Recent } from './recent';

/**
 * Analyses by what they rest on: an edit elsewhere in a text, the detail of a cell in a list, a report, or a file that was
 * saved again unchanged costs none of them.
 */
const analyses = new Recent<CellAnalysis>(100);

/** `analyzeCell`, worked out once for the same cell, figures, options and inputs. */
export function cellAnalysisOf(
  cell: RecurrentCell,
  tensors: Tensors,
  options: AnalysisOptions,
  progress?: Progress,
  drive: CellDrive = {},
): CellAnalysis {
  // A call that was canceled ends here, too, where the answer is known.
  progress?.(0);
  const { below = [], own = null } = drive;
  const hashes = [cell, ...below.flat()].flatMap(cellTensors).map((name) => hashOf(tensors.get(name)?.data));
  const inputs = own?.sequences.map((vectors) => hashOf(joined(vectors)));
  const key = JSON.stringify([cell, below, options, hashes, own?.name, inputs]);
  return analyses.get(key, () => analyzeCell(cell, tensors, options, progress, drive));
}

const hashOf = (data: Float64Array = new Float64Array(0)): string =>
  contentHash({ rows: 1, columns: data.length, data });

function joined(vectors: readonly Float64Array[]): Float64Array {
  const result = new Float64Array(vectors.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const vector of vectors) {
    result.set(vector, at);
    at += vector.length;
  }
  return result;
}
