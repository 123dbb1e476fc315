import type { Progress } from '../linalg/matrix';
import type { Step } from './cell';
import { drivenTrajectory, stepAtRest } from './drivenTrajectory';
import { buildCell } from './layout/buildCell';
import type { RecurrentCell } from './layout/cell';
import type { Tensors } from './layout/cellWeights';
import { productNorm } from './productNorm';

/** log10 ‖J_k ⋯ J_1‖₂ of a cell's whole state at some steps k. */
export interface JacobianGrowth {
  /** Ascending, from 1 to the horizon. */
  readonly places: readonly number[];
  /** Linearized where state and input are zero; `null` for an exact zero. */
  readonly rest: readonly (number | null)[];
  /** Along the driven trajectory; `null` for an exact zero, or once the state has overflowed. */
  readonly trajectory: readonly (number | null)[];
}

const maxPlaces = 24;
const minPlaces = 5;
const iterations = 4;
/** Multiplications for a whole curve. */
const budget = 4e9;

/**
 * The growth of a cell's Jacobian product over the steps, at places spread evenly in log k: as many as the size of the cell
 * allows. Each is a bound from below within a few percent, by four Lanczos steps.
 * @throws RangeError as `buildCell`.
 */
export function jacobianGrowth(
  cell: Omit<RecurrentCell, 'alternatives'>,
  tensors: Tensors,
  steps: number,
  progress?: Progress,
): JacobianGrowth {
  const exact = buildCell(cell, tensors);
  const cost = 4 * iterations * steps * exact.weights.weightHh.data.length;
  const places = logPlaces(steps, Math.max(minPlaces, Math.min(maxPlaces, Math.floor((2 * budget) / cost))));
  const driven = drivenTrajectory(exact, steps, progress) ?? [];
  const norm = (sequence: readonly Step[], k: number): number | null =>
    sequence.length < k
      ? null
      : productNorm(sequence.slice(0, k), exact.stateSize, {
          iterations,
          ...(progress ? { progress } : {}),
        }).log10;
  const atRest = new Array<Step>(steps).fill(stepAtRest(exact));
  return {
    places,
    rest: places.map((k) => norm(atRest, k)),
    trajectory: places.map((k) => norm(driven, k)),
  };
}

function logPlaces(steps: number, count: number): number[] {
  const places = Array.from({ length: count }, (_, i) =>
    Math.round(steps ** (count === 1 ? 1 : i / (count - 1))),
  );
  return [...new Set(places)];
}
