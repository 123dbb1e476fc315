import type { Progress } from '../linalg/matrix';
import type { Step } from './cell';
import { drivesOf, inputsFromBelow, readAs, type LayersBelow, type StoredCell } from './driven/drives';
import { logPlaces } from './driven/logPlaces';
import { pathNorms } from './driven/norms';
import { pathsOf, stepAtRest } from './driven/paths';
import { inputScales, quickPlan, warmUp } from './driven/plan';
import { withExactCell } from './exactCell';
import type { Tensors } from './layout/cellWeights';

/** log10 ‖J_k ⋯ J_1‖₂ of a cell's whole state at some steps k. */
export interface JacobianGrowth {
  /** Ascending, from 1 to the horizon. */
  readonly places: readonly number[];
  /** Linearized where state and input are zero; `null` for an exact zero. */
  readonly rest: readonly (number | null)[];
  /** Along one trajectory a scale of inputs; `null` for an exact zero, or once the state has overflowed. */
  readonly driven: readonly {
    readonly inputStd: number;
    readonly values: readonly (number | null)[];
  }[];
}

const maxPlaces = 24;
const minPlaces = 5;
const rounds = 2;
/** Multiplications for a whole curve. */
const budget = 8e9;

/**
 * The growth of a cell's Jacobian product over the steps, at places spread evenly in log k: as many as the size of the cell
 * allows. Each is a bound from below within a few percent, by two rounds of the search for the norm.
 * @param tensors those of the cell and of the layers below
 * @throws RangeError as `buildCell`.
 */
export function jacobianGrowth(
  cell: StoredCell,
  tensors: Tensors,
  steps: number,
  progress?: Progress,
  below: LayersBelow = [],
): JacobianGrowth {
  const scales = inputScales;
  const fromBelow = inputsFromBelow(readAs(cell, below), tensors, scales, steps, quickPlan, progress);
  return withExactCell(cell, tensors, (exact, product) => {
    const drives = [...drivesOf(cell, exact, fromBelow, scales, steps, quickPlan, progress)];
    const driven = pathsOf(exact, product, drives.flatMap(({ terms }) => terms), warmUp, progress).paths.map((path) => path && path.slice(warmUp)); // prettier-ignore
    const paths = [new Array<Step>(steps).fill(stepAtRest(exact)), ...driven];
    const cost = 4 * rounds * paths.length * steps * exact.weights.weightHh.data.length;
    const count = Math.max(minPlaces, Math.min(maxPlaces, Math.floor((2 * budget) / cost)));
    const places = logPlaces(steps, count);
    const norms = places.map((k) => {
      const alive = paths.filter((path) => path !== null);
      const found = pathNorms(alive.map((path) => path.slice(0, k)), product, exact.stateSize, { rounds }, progress); // prettier-ignore
      return paths.map((path) => (path ? found[alive.indexOf(path)]!.log10 : null));
    });
    const curve = (i: number): (number | null)[] => norms.map((row) => row[i]!);
    return {
      places,
      rest: curve(0),
      driven: drives.map(({ inputStd }, i) => ({ inputStd, values: curve(i + 1) })),
    };
  });
}
