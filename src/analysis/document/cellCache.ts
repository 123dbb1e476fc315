import { analyzeCell } from '../../core/recurrence/cellAnalysis';
import { cellTensors } from '../../core/recurrence/layout/cellTensors';
import type { CellRecord } from '../../core/recurrence/records';
import type { Progress } from '../../core/linalg/matrix';
import { CancellationError } from '../../shared/rpc';
import type { CellFinding, Limits } from '../../shared/service';
import { toCellRecord } from '../../present/cell/record';
import type { FoundCell } from './cells';
import { contentHash } from './contentHash';
import { Recent } from './recent';

/** Records kept, by what they rest on. */
const capacity = 100;

/** The records of the cells in texts, kept so that an edit elsewhere in a file costs none of them. */
export class CellCache {
  private readonly known = new Recent<CellRecord | null>(capacity);

  /** What is found of a cell; one above the limit is not analyzed unasked. */
  finding(found: FoundCell, limits: Limits, progress?: Progress): CellFinding {
    const { cell, range, decision, options } = found;
    const within = Math.max(cell.hiddenSize, cell.inputSize ?? 0) <= limits.size;
    const record = within ? this.record(found, progress) : null;
    return { name: cell.name, range, size: cell.hiddenSize, decision, options, record };
  }

  private record({ cell, tensors, options }: FoundCell, progress?: Progress): CellRecord | null {
    const hashes = cellTensors(cell).map((name) => {
      const { data, shape } = tensors.get(name)!;
      return `${shape.join('x')}:${contentHash({ rows: 1, columns: data.length, data })}`;
    });
    const key = JSON.stringify([cell, hashes, options]);
    return this.known.get(key, () => recordOf({ cell, tensors, options }, progress));
  }
}

/** `null` for tensors that no cell can be made of. */
function recordOf(
  { cell, tensors, options }: Pick<FoundCell, 'cell' | 'tensors' | 'options'>,
  progress?: Progress,
): CellRecord | null {
  try {
    return toCellRecord(analyzeCell(cell, tensors, options, progress), options);
  } catch (error) {
    if (error instanceof CancellationError || !(error instanceof RangeError)) throw error;
    return null;
  }
}
