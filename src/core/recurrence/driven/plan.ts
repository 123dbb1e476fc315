/** The standard deviations of the inputs that cells are driven with: weak, as features and one-hot codes are, to strong. */
export const inputScales = [0.1, 0.3, 1] as const;
/** The scale whose figures stand for all where one number is wanted. */
export const middleScale = 0.3;
/** Steps from the zero state before a trajectory counts. */
export const warmUp = 20;
/** Steps that a slow input keeps each of its coordinates for. */
export const hold = 10;
/** Seed of the first run. */
export const firstSeed = 20;

/** How many runs a scale has. */
export interface DrivePlan {
  /** Runs under independent inputs. */
  readonly seeds: number;
  /** Runs under slow inputs. */
  readonly slowSeeds: number;
  /** How many of the first are followed from the zero state, too, where sequences begin. */
  readonly startSeeds: number;
  /** Rounds of the search for each norm. */
  readonly rounds: number;
}

/** Multiplications that one analysis may take, some twenty seconds. */
const budget = 3.7e10;
/** Products with W that a step of a run costs: once forward, and the rounds of the search. */
const productsPerStep = 6;
/** What a step costs beside its product, as multiplications. */
const overhead = 2 ** 14;
const maxSeeds = 8;
/** Runs under slow inputs, and from the zero state. */
const maxFewer = 4;

/** As many runs as the size of W (`elements`) and the number of steps allow. */
export function planFor(elements: number, steps: number, scales: number): DrivePlan {
  const runs = Math.floor(budget / (productsPerStep * (elements + overhead) * (steps + warmUp) * scales));
  const fewer = Math.max(0, Math.min(maxFewer, Math.floor(runs / 4)));
  const seeds = Math.max(1, Math.min(maxSeeds, runs - 2 * fewer));
  return { seeds, slowSeeds: fewer, startSeeds: Math.min(seeds, fewer), rounds: runs > 1 ? 6 : 2 };
}

/** One run a scale, after the warm-up and from the zero state, for a first verdict. */
export const quickPlan: DrivePlan = { seeds: 1, slowSeeds: 0, startSeeds: 1, rounds: 3 };
