import type { Progress } from '../linalg/matrix';
import type { Step } from './cell';
import { drivenBy } from './drivenTrajectory';
import { gaussianInputs } from './inputs';
import { buildCell } from './layout/buildCell';
import type { RecurrentCell } from './layout/cell';
import type { Tensors } from './layout/cellWeights';
import { productNorm } from './productNorm';
import { StateOverflow, unroll } from './unroll';

/** log10 ‖J_k ⋯ J_1‖₂ of a cell's whole state at some steps k. */
export interface JacobianGrowth {
  /** Ascending, from 1 to the horizon. */
  readonly places: readonly number[];
  /** Linearized where state and input are zero; `null` for an exact zero. */
  readonly rest: readonly (number | null)[];
  /** Along the driven trajectory; `null` for an exact zero, or once the state has overflowed. */
  readonly trajectory: readonly (number | null)[];
}

const mostPlaces = 24;
const fewestPlaces = 5;
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
  const places = logPlaces(
    steps,
    Math.max(fewestPlaces, Math.min(mostPlaces, Math.floor((2 * budget) / cost))),
  );
  const rest = exact.step(new Float64Array(exact.inputSize), new Float64Array(exact.stateSize));
  const driven = trajectoryOf(exact, steps);
  const norm = (sequence: readonly Step[], k: number): number | null =>
    sequence.length < k
      ? null
      : productNorm(sequence.slice(0, k), exact.stateSize, {
          iterations,
          ...(progress ? { progress } : {}),
        }).log10;
  const atRest = new Array<Step>(steps).fill(rest);
  return {
    places,
    rest: places.map((k) => norm(atRest, k)),
    trajectory: places.map((k) => norm(driven, k)),
  };
}

/** The steps after the warm-up, fewer where the state overflows. */
function trajectoryOf(exact: ReturnType<typeof buildCell>, steps: number): readonly Step[] {
  const { warmUp, ...inputs } = drivenBy;
  const run = (count: number): readonly Step[] =>
    unroll(exact, [...gaussianInputs(exact.inputSize, warmUp + count, inputs)]).steps.slice(warmUp);
  try {
    return run(steps);
  } catch (error) {
    if (error instanceof StateOverflow) return [];
    throw error;
  }
}

function logPlaces(steps: number, count: number): number[] {
  const places = Array.from({ length: count }, (_, i) =>
    Math.round(steps ** (count === 1 ? 1 : i / (count - 1))),
  );
  return [...new Set(places)];
}
