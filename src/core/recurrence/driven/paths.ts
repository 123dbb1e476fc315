import type { MatrixProduct } from '../../kernels/matrixProduct';
import type { Progress } from '../../linalg/matrix';
import type { ActivationName } from '../activation';
import type { Cell, Step } from '../cell';
import type { RecurrentCell } from '../layout/cell';
import type { Drive } from './drives';
import type { Path } from './norms';
import { walk } from './walk';

/** The cell's step from the zero state under no input. */
export function stepAtRest(exact: Cell): Step {
  return exact.step(new Float64Array(exact.inputSize), new Float64Array(exact.stateSize));
}

/** Runs of a cell. */
export interface Paths {
  /** The steps of each run from the zero state on; `null` for one whose state has left the doubles. */
  readonly paths: readonly (Path | null)[];
  /** For each run, by unit: the sum over its steps after those skipped of ln of what the gate kept; `null` where no gate keeps anything. */
  readonly logsKept: readonly (Float64Array | null)[];
}

/** Walks a cell along what drives it; what its gates keep counts after the first `skipped` steps. */
export function pathsOf(
  cell: Cell,
  product: MatrixProduct,
  terms: Drive['terms'],
  skipped: number,
  progress?: Progress,
): Paths {
  const paths = terms.map((): Step[] => []);
  const logsKept = terms.map((): Float64Array | null => null);
  const alive = walk(
    cell,
    product,
    terms,
    (step, run, t) => {
      paths[run]!.push(step);
      const { kept } = step;
      if (!kept || t < skipped) return;
      const sums = (logsKept[run] ??= new Float64Array(kept.length));
      for (let i = 0; i < kept.length; i++) sums[i] = sums[i]! + Math.log(kept[i]!);
    },
    progress,
  );
  // Inputs that end before the others come from a layer below that has overflowed.
  const longest = Math.max(...terms.map(({ length }) => length));
  const isWhole = (i: number): boolean => alive[i]! && terms[i]!.length === longest && longest > skipped;
  return { paths: paths.map((path, i) => (isWhole(i) ? path : null)), logsKept };
}

/** The cell with the activation that the person chose, where the file leaves that open. */
export function withActivation(cell: RecurrentCell, chosen: ActivationName): RecurrentCell {
  const open = cell.alternatives.some(({ cell: other }) => other.activation !== cell.activation);
  return open && cell.cell === 'rnn' ? { ...cell, activation: chosen } : cell;
}
