import type { MatrixProduct } from '../../kernels/matrixProduct';
import type { Progress } from '../../linalg/matrix';
import { quantile } from '../../quantile';
import type { Cell } from '../cell';
import { halfLives, type HalfLives } from '../halfLives';
import type { NormSearch } from './boundedProductNorm';
import type { Drive } from './drives';
import { log10Of, pathNorms, type Path } from './norms';
import { pathsOf } from './paths';
import { warmUp, type DrivePlan } from './plan';
import { stepsToTenth } from './tenth';

/** From a least to a greatest figure. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** log10 of gains over runs: −Infinity for an exact zero, Infinity where a state has left the doubles. */
export interface Spread extends Range {
  readonly median: number;
}

/** What inputs of one standard deviation do to a cell. */
export interface ScaleGain {
  readonly inputStd: number;
  /** log10 ‖J_T ⋯ J_1‖₂ of the whole state over the runs under independent inputs, after the warm-up. */
  readonly independent: Spread;
  /** What the last round of the search for a norm added at most, over the runs. */
  readonly lastChange: number;
  /** Over the runs under slow inputs; `null` where there was no time for any. */
  readonly slow: Spread | null;
  /** The same under independent inputs from the zero state on, without a warm-up. */
  readonly fromZero: Spread | null;
}

/** How long a driven cell remembers. */
export interface Timescales {
  /** Steps until the gain is a tenth, over the scales; Infinity where it takes longer than the horizon. */
  readonly stepsToTenth: Range;
  /** Half-lives of the units that keep longest along a trajectory, over the runs: of the slowest, the next …; at most five. */
  readonly slowestUnits: readonly Spread[];
  /** The medians of all units, ascending; `null` for a cell without gates. */
  readonly units: Float64Array | null;
  readonly halfLife: HalfLives | null;
}

/** What driving a cell shows. */
export interface DrivenFigures {
  readonly scales: readonly ScaleGain[];
  /** Over all scales and runs. */
  readonly range: Range;
  readonly timescales: Timescales;
  readonly plan: DrivePlan;
}

/** Bytes of steps that are held at once. */
const maxHeldBytes = 2 ** 28;
const numbersPerUnit = 12;
const shownUnits = 5;
/** Runs of each kind whose way down to a tenth is followed. */
const followed = 2;

/** Everything that is found on some runs. */
export interface Found {
  readonly gains: readonly number[];
  /** What the last round of the search for a norm added at most. */
  readonly lastChange: number;
  readonly fromZero: readonly number[];
  readonly tenths: readonly number[];
  /** Half-lives of the units of each run. */
  readonly lives: readonly Float64Array[];
}

/** The figures of a cell under some drives. */
export function drivenFigures(
  cell: Cell,
  product: MatrixProduct,
  drives: Iterable<Drive>,
  plan: DrivePlan,
  progress?: Progress,
): DrivenFigures {
  const scales: ScaleGain[] = [];
  const found: Found[] = [];
  for (const { inputStd, terms } of drives) {
    const one = alongRuns(cell, product, terms, plan, warmUp, { rounds: plan.rounds }, progress);
    const slow = one.gains.slice(plan.seeds);
    scales.push({
      inputStd,
      independent: spreadOf(one.gains.slice(0, plan.seeds)),
      lastChange: one.lastChange,
      slow: slow.length > 0 ? spreadOf(slow) : null,
      fromZero: one.fromZero.length > 0 ? spreadOf(one.fromZero) : null,
    });
    found.push(one);
  }
  const gains = found.flatMap((one) => [...one.gains, ...one.fromZero]);
  return {
    scales,
    range: { low: Math.min(...gains), high: Math.max(...gains) },
    timescales: timescalesOf(found),
    plan,
  };
}

/** How long a cell remembers along the runs found. */
export function timescalesOf(found: readonly Found[]): Timescales {
  const tenths = found.flatMap((one) => one.tenths);
  const runs = found.flatMap(({ lives }) => lives);
  const units = medianLives(runs);
  return {
    stepsToTenth: { low: Math.min(...tenths), high: Math.max(...tenths) },
    slowestUnits: slowestOf(runs),
    units,
    halfLife: units && halfLives(units),
  };
}

/** Least, median and greatest of some figures. */
export function spreadOf(values: readonly number[]): Spread {
  const ascending = [...values].sort((a, b) => a - b);
  return { low: ascending[0]!, median: quantile(ascending, 0.5), high: ascending.at(-1)! };
}

/**
 * Gains, ways down to a tenth and half-lives along runs.
 * @param skipped steps from the zero state before a run counts
 */
export function alongRuns(
  cell: Cell,
  product: MatrixProduct,
  terms: Drive['terms'],
  plan: DrivePlan,
  skipped: number,
  search: NormSearch,
  progress?: Progress,
): Found {
  const { stateSize } = cell;
  const steps = Math.max(1, (terms[0]?.length ?? 0) - skipped);
  const together = Math.max(1, Math.floor(maxHeldBytes / (8 * numbersPerUnit * stateSize * steps)));
  const gains: number[] = [];
  let lastChange = 0;
  const fromZero: number[] = [];
  const tenths: number[] = [];
  const lives: Float64Array[] = [];
  for (let from = 0; from < terms.length; from += together) {
    const part = terms.slice(from, from + together);
    const { paths, logsKept } = pathsOf(cell, product, part, skipped, progress);
    const settled = paths.map((path) => path && path.slice(skipped));
    const starts = paths.slice(0, Math.max(0, plan.startSeeds - from)).map((path) => path && path.slice(0, steps)); // prettier-ignore
    const alive: Path[] = [...settled, ...starts].filter((path) => path !== null);
    const norms = pathNorms(alive, product, stateSize, search, progress);
    for (const norm of norms) lastChange = Math.max(lastChange, norm.lastChange);
    const gainOf = (path: Path | null): number => (path ? log10Of(norms[alive.indexOf(path)]!) : Infinity);
    fromZero.push(...starts.map(gainOf));
    settled.forEach((path, i) => {
      const gain = gainOf(path);
      gains.push(gain);
      const kept = logsKept[i];
      if (path && kept) lives.push(kept.map((sum) => (path.length * Math.LN2) / -sum));
      if (!isFollowed(from + i, plan)) return;
      const after = (k: number): number =>
        log10Of(pathNorms([path!.slice(0, k)], product, stateSize, { rounds: 2 }, progress)[0]!);
      tenths.push(stepsToTenth(steps, gain, after) ?? Infinity);
    });
  }
  return { gains, lastChange, fromZero, tenths, lives };
}

const isFollowed = (run: number, { seeds }: DrivePlan): boolean =>
  run < followed || (run >= seeds && run < seeds + followed);

/** The median half-life of each unit over the runs, ascending. */
function medianLives(runs: readonly Float64Array[]): Float64Array | null {
  const [first] = runs;
  return first?.map((_, unit) => spreadOf(runs.map((run) => run[unit]!)).median).sort() ?? null;
}

/** The longest half-lives of each run, the longest first, over the runs: which units are slow depends on the inputs. */
function slowestOf(runs: readonly Float64Array[]): Spread[] {
  const descending = runs.map((lives) => lives.toSorted().reverse());
  const shown = Math.min(shownUnits, runs[0]?.length ?? 0);
  return Array.from({ length: shown }, (_, i) => spreadOf(descending.map((lives) => lives[i]!)));
}
