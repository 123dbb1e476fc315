import type { Growth } from '../analysis';
import { kernels } from '../kernels/choose';
import type { Progress } from '../linalg/matrix';
import { frobeniusNorm } from '../linalg/vector';
import { createRandom, type Random } from '../random';
import type { Cell, Step } from '../recurrence/cell';
import { log10Of, pathNorms } from '../recurrence/driven/norms';
import { inputScales } from '../recurrence/driven/plan';
import type { CellWeights } from '../recurrence/weights';
import { freshCell, freshWeights, inputNoise } from './freshCell';
import { gatesOf } from './recurrentConfig';
import type { Setup } from './setup';

/** A fresh cell under independent inputs of several strengths, from the zero state on. */
export interface DrivenStart {
  /** Units that were drawn: H, or less with the same s·√H. */
  readonly size: number;
  readonly draws: number;
  /** log10 ‖J_T ⋯ J_1‖₂ of the whole state for each draw, −Infinity for an exact zero. */
  readonly scales: readonly { readonly inputStd: number; readonly log10Gains: readonly number[] }[];
  /** The first draw at the middle strength. */
  readonly first: DrivenRun;
  /** Every draw at every strength; empty where they were not asked for. */
  readonly all: readonly DrivenRun[];
}

/** A cell's gain over all steps, and the growth along one direction, which ends at it, over those that were followed. */
export interface DrivenRun {
  readonly log10: number;
  readonly growth: Growth;
}

/** Steps that are followed; beyond, the gain goes on as in the last half of them. */
const followed = 400;
const largest = 128;
/** Multiplications that all draws may take, about a second. */
const budget = 8e8;
const fewest = 5;
const most = 15;
/** From here on the directions of a product have grown so far apart that one round of the search is within a tenth. */
const longProduct = 100;
const middle = 1;

/** Drives draws of a setup of two units or more; every draw is one cell under all strengths of inputs. */
export function drivenStart(
  setup: Setup,
  { hidden, progress, each = false }: { hidden: number; progress?: Progress; each?: boolean },
): DrivenStart {
  const size = Math.min(hidden, largest);
  const steps = Math.min(setup.steps, followed);
  const rounds = steps < longProduct ? 3 : 1;
  // Once to make a step, and for two directions there and back in every round.
  const cost = inputScales.length * (1 + 4 * rounds) * steps * gatesOf[setup.cell] * size ** 2;
  const draws = Math.max(fewest, Math.min(most, Math.floor(budget / cost)));
  const random = createRandom(hidden);
  const runs: DrivenRun[][] = [];
  for (let draw = 0; draw < draws; draw++) {
    progress?.(draw / draws);
    const weights = freshWeights(setup, size, random);
    // Inputs of their own for each draw: a longer sequence begins like a shorter one.
    runs.push(
      drive(setup, weights, {
        steps,
        rounds,
        random: createRandom(draw + 1),
        withGrowth: each || draw === 0,
      }),
    );
  }
  return {
    size,
    draws,
    scales: inputScales.map((inputStd, i) => ({
      inputStd,
      log10Gains: runs.map((run) => run[i]!.log10),
    })),
    first: runs[0]![middle]!,
    all: each ? runs.flat() : [],
  };
}

function drive(
  setup: Setup,
  weights: CellWeights,
  {
    steps,
    rounds,
    random,
    withGrowth,
  }: {
    readonly steps: number;
    readonly rounds: number;
    readonly random: Random;
    readonly withGrowth: boolean;
  },
): DrivenRun[] {
  return kernels().withProduct(weights.weightHh, (product) => {
    const cell = freshCell(setup, { ...weights, product });
    // One noise for all strengths, so that what differs between them is the strength.
    const noise = Array.from({ length: steps }, () => inputNoise(weights.weightHh.rows, random));
    const paths = inputScales.map((deviation) => pathUnder(cell, deviation, noise));
    // A state that leaves the doubles ends its path.
    const shortest = Math.min(...paths.map(({ length }) => length));
    const rest = setup.steps - shortest;
    const norms = pathNorms(
      paths.map((path) => path.slice(0, shortest)),
      product,
      cell.stateSize,
      { rounds },
    );
    return norms.map((norm, i) => {
      const end = log10Of(norm);
      const growth = withGrowth || rest > 0 ? along(paths[i]!.slice(0, shortest), end, random) : [];
      const half = Math.max(1, shortest >> 1);
      const slope = rest > 0 && end > -Infinity ? (end - (growth[shortest - 1 - half] ?? 0)) / half : 0;
      return { log10: end + rest * slope, growth };
    });
  });
}

function pathUnder(cell: Cell, deviation: number, noise: readonly Float64Array[]): Step[] {
  const path: Step[] = [];
  let state: Float64Array = new Float64Array(cell.stateSize);
  for (const unit of noise) {
    const given = unit.map((value) => deviation * value);
    const step = cell.step(Float64Array.of(0), state, given);
    if (path.length > 0 && !step.state.every(Number.isFinite)) break;
    path.push(step);
    ({ state } = step);
  }
  return path;
}

/** log10 of what one direction comes to, moved so that it ends at the gain; `null` from where it is zero. */
function along(path: readonly Step[], end: number, random: Random): Growth {
  const rows = path[0]!.state.length;
  let direction = new Float64Array(rows).map(() => random.gaussian());
  let log10 = -Math.log10(frobeniusNorm(direction));
  const growth = path.map((step) => {
    const length = frobeniusNorm(direction);
    if (length === 0) return null;
    const unit = { rows, columns: 1, data: direction.map((value) => value / length) };
    direction = step.forward(unit).data as Float64Array<ArrayBuffer>;
    log10 += Math.log10(length);
    const after = frobeniusNorm(direction);
    return after === 0 ? null : log10 + Math.log10(after);
  });
  const last = growth.at(-1);
  if (last == null || end === -Infinity) return growth;
  return growth.map((value, i) => value && value + ((end - last) * (i + 1)) / growth.length);
}
