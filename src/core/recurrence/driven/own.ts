import { InvalidInput } from '../../invalidInput';
import type { Progress } from '../../linalg/matrix';
import { withExactCell } from '../exactCell';
import type { Tensors } from '../layout/cellWeights';
import { throughLayers, type LayersBelow, type StoredCell } from './drives';
import { alongRuns, spreadOf, timescalesOf, type Spread, type Timescales } from './figures';
import { ownCourse, type OwnCourse } from './ownCourse';
import { inputTerms, type Sequence } from './walk';

/** A person's own inputs. */
export interface OwnInputs {
  /** The file that they come from. */
  readonly name: string;
  /** Of one length, one vector a step. */
  readonly sequences: readonly Sequence[];
}

/** What a person's own inputs lead to, from the zero state and without a warm-up. */
export interface OwnFigures {
  readonly name: string;
  readonly steps: number;
  readonly sequences: number;
  /** log10 ‖J_T ⋯ J_1‖₂ of the whole state over the sequences. */
  readonly gain: Spread;
  /** What the last round of the search for a norm added at most. */
  readonly lastChange: number;
  readonly timescales: Timescales;
  readonly course: OwnCourse;
}

/** Numbers in the steps of one sequence that fit in memory, a gigabyte. */
const maxNumbers = 2 ** 27;
const numbersPerUnit = 12;
const rounds = 10;
const changeTolerance = 1e-4;

/** Numbers a step that drive a cell: the inputs of the lowest of the layers below, or its own; `null` where they are not in the file. */
export const drivenWidth = (stored: StoredCell, below: LayersBelow): number | null =>
  (below[0]?.[0] ?? stored).inputSize;

/** Numbers a step of some inputs. */
export const widthOf = ({ sequences }: OwnInputs): number => sequences[0]?.[0]?.length ?? 0;

/** @throws InvalidInput for inputs that a cell does not take */
export function requireFit(stored: StoredCell, below: LayersBelow, inputs: OwnInputs): void {
  const [width, wanted] = [widthOf(inputs), drivenWidth(stored, below)];
  if (wanted === width) return;
  throw new InvalidInput(`inputs of ${width} numbers for a cell that takes ${wanted}`, {
    kind: 'inputs-width',
    inputs: inputs.name,
    width,
    cell: stored.name,
    wanted,
  });
}

/**
 * The figures of a cell along the first `steps` of a person's own inputs, which go into the lowest of the layers below.
 * @throws InvalidInput for inputs of another width, or more steps than fit in memory
 */
export function alongOwnInputs(
  stored: StoredCell,
  tensors: Tensors,
  { name, sequences }: OwnInputs,
  steps: number,
  below: LayersBelow,
  progress?: Progress,
): OwnFigures {
  requireFit(stored, below, { name, sequences });
  const most = Math.floor(maxNumbers / (numbersPerUnit * 2 * stored.hiddenSize));
  if (steps > most)
    throw new InvalidInput(`${steps} steps do not fit in memory`, { kind: 'too-many-steps', steps, most });
  const inputs = sequences.map((sequence) => sequence.slice(0, steps));
  const runs = throughLayers(below, tensors, inputs, progress).map((run) =>
    stored.direction === 'reverse' ? [...run].reverse() : run,
  );
  return withExactCell(stored, tensors, (exact, product) => {
    const terms = inputTerms(exact.weights.weightIh, runs, progress);
    const plan = { seeds: terms.length, slowSeeds: 0, startSeeds: 0, rounds };
    const search = {
      rounds,
      isEnough: ({ lastChange }: { readonly lastChange: number }) => lastChange < changeTolerance,
    };
    const found = alongRuns(exact, product, terms, plan, 0, search, progress);
    return {
      name,
      steps,
      sequences: sequences.length,
      gain: spreadOf(found.gains),
      lastChange: found.lastChange,
      timescales: timescalesOf([found]),
      course: ownCourse(exact, product, runs, terms, progress),
    };
  });
}
