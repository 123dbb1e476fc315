import type { MatrixProduct } from '../../kernels/matrixProduct';
import type { Progress } from '../../linalg/matrix';
import { quantile } from '../../quantile';
import type { SaturatingPart } from '../activity';
import type { Cell } from '../cell';
import { lyapunovSpectrum } from '../lyapunov';
import { StateOverflow } from '../unroll';
import { CourseOf, type GateCourse } from './course';
import { spreadOf, type Spread } from './figures';
import { logPlaces } from './logPlaces';
import { log10Of, pathNorms } from './norms';
import { pathsOf } from './paths';
import { walk, type Sequence } from './walk';

/** What happens on the way along a person's own inputs. */
export interface OwnCourse {
  /** log10 ‖J_k ⋯ J_1‖₂ at some steps k over the sequences, and their quartiles. */
  readonly growth: readonly (Spread & {
    readonly step: number;
    readonly lower: number;
    readonly upper: number;
  })[];
  /** λ_1 ≥ λ_2 ≥ …, natural logarithm per step, the median over the first sequences; −Infinity where a direction dies; none where the states overflow. */
  readonly lyapunov: readonly number[];
  /** The standard error of each, over windows of its sequence. */
  readonly lyapunovErrors: readonly number[];
  /** Along the first sequence; none for a vanilla cell. */
  readonly gates: readonly GateCourse[];
  /** Share of units with |φ'| < 0.05, over all steps and sequences. */
  readonly saturation: readonly { readonly of: SaturatingPart; readonly share: number }[];
}

/** |φ'| below which a unit is saturated. */
const saturatedSlope = 0.05;
const maxPlaces = 20;
const exponents = 16;
/** Sequences whose exponents are found. */
const maxSpectra = 4;
/** Multiplications for the exponents. */
const budget = 2e10;
/** Numbers of steps that are held at once, as many as fit a quarter of a gigabyte. */
const maxHeldNumbers = 2 ** 25;
const numbersPerUnit = 12;

/**
 * What a cell does along some inputs, from the zero state.
 * @param runs the inputs of the cell itself
 * @param terms U·x of each
 */
export function ownCourse(
  cell: Cell,
  product: MatrixProduct,
  runs: readonly Sequence[],
  terms: readonly Sequence[],
  progress?: Progress,
): OwnCourse {
  return {
    growth: growthAlong(cell, product, terms, progress),
    ...medianSpectrum(cell, runs, progress),
    ...activityAlong(cell, product, terms, progress),
  };
}

function growthAlong(
  cell: Cell,
  product: MatrixProduct,
  terms: readonly Sequence[],
  progress?: Progress,
): OwnCourse['growth'] {
  const steps = terms[0]!.length;
  const places = logPlaces(steps, maxPlaces);
  const gains = places.map((): number[] => []);
  const together = Math.max(1, Math.floor(maxHeldNumbers / (numbersPerUnit * cell.stateSize * steps)));
  for (let from = 0; from < terms.length; from += together) {
    const { paths } = pathsOf(cell, product, terms.slice(from, from + together), 0, progress);
    const alive = paths.filter((path) => path !== null);
    places.forEach((k, i) => {
      const parts = alive.map((path) => path.slice(0, k));
      gains[i]!.push(...pathNorms(parts, product, cell.stateSize, { rounds: 3 }, progress).map(log10Of));
      for (let lost = alive.length; lost < paths.length; lost++) gains[i]!.push(Infinity);
    });
  }
  return places.map((step, i) => {
    const ascending = [...gains[i]!].sort((a, b) => a - b);
    const [lower, upper] = [quantile(ascending, 0.25), quantile(ascending, 0.75)];
    return { step, ...spreadOf(ascending), lower, upper };
  });
}

function medianSpectrum(
  cell: Cell,
  runs: readonly Sequence[],
  progress?: Progress,
): Pick<OwnCourse, 'lyapunov' | 'lyapunovErrors'> {
  const cost = runs[0]!.length * cell.weights.weightHh.data.length;
  const count = Math.max(1, Math.min(exponents, Math.floor(budget / cost)));
  const spectra = runs
    .slice(0, Math.max(1, Math.min(maxSpectra, Math.floor(budget / (cost * count)))))
    .flatMap((run) => {
      try {
        return [lyapunovSpectrum(cell, run, { exponents: count }, progress, run.length)];
      } catch (error) {
        // The gain says it.
        if (error instanceof StateOverflow) return [];
        throw error;
      }
    });
  const medians = (spectra[0]?.exponents ?? []).map((_, i) => {
    const ascending = spectra
      .map(({ exponents: all, standardErrors }) => [all[i]!, standardErrors[i]!] as const)
      .sort(([a], [b]) => a - b);
    return ascending[ascending.length >> 1]!;
  });
  return { lyapunov: medians.map(([value]) => value), lyapunovErrors: medians.map(([, error]) => error) };
}

function activityAlong(
  cell: Cell,
  product: MatrixProduct,
  terms: readonly Sequence[],
  progress?: Progress,
): Pick<OwnCourse, 'gates' | 'saturation'> {
  const courses: CourseOf[] = [];
  const saturated = new Map<SaturatingPart, { flat: number; all: number }>();
  const steps = terms[0]!.length;
  walk(
    cell,
    product,
    terms,
    (_step, run, t, moment) => {
      const { gates, slopes } = cell.activity(moment);
      if (run === 0)
        gates.forEach(({ role, values }, i) => {
          (courses[i] ??= new CourseOf(role, steps)).add(values, t);
        });
      for (const { of, values } of slopes) {
        const counts = saturated.get(of) ?? { flat: 0, all: 0 };
        counts.all += values.length;
        for (const slope of values) if (Math.abs(slope) < saturatedSlope) counts.flat++;
        saturated.set(of, counts);
      }
    },
    progress,
  );
  return {
    gates: courses.map(({ result }) => result),
    saturation: [...saturated].map(([of, { flat, all }]) => ({ of, share: flat / all })),
  };
}
