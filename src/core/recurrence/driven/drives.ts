import type { Progress } from '../../linalg/matrix';
import type { Cell } from '../cell';
import { withExactCell } from '../exactCell';
import type { RecurrentCell } from '../layout/cell';
import type { Tensors } from '../layout/cellWeights';
import { noise } from './noise';
import { firstSeed, hold, warmUp, type DrivePlan } from './plan';
import { inputTerms, walk, type Sequence } from './walk';

/** A cell as it is stored, in the reading taken. */
export type StoredCell = Omit<RecurrentCell, 'alternatives'>;

/** The layers that feed a cell, the lowest first; each is one cell, or a forward and a reverse one side by side. */
export type LayersBelow = readonly (readonly StoredCell[])[];

/** The layers below as a cell was read: those of its module have its activation, which no file of theirs names. */
export function readAs({ name, cell, activation }: StoredCell, below: LayersBelow): LayersBelow {
  return below.map((layer) =>
    layer.map((one) =>
      cell === 'rnn' && one.cell === cell && one.name === name ? { ...one, activation } : one,
    ),
  );
}

/** What drives a cell at one scale: U·x_t of every run, those under independent inputs first. */
export interface Drive {
  readonly inputStd: number;
  readonly terms: readonly Sequence[];
}

/** Standard normal vectors for every run of a plan: independent ones, then slow ones. */
export function noiseRuns(size: number, steps: number, { seeds, slowSeeds }: DrivePlan): Float64Array[][] {
  return Array.from({ length: seeds + slowSeeds }, (_, i) =>
    noise(size, warmUp + steps, firstSeed + i, i < seeds ? 1 : hold),
  );
}

/**
 * The inputs of a cell that other layers feed, for every scale and run: what comes out of them when Gaussian inputs go into
 * the lowest. `null` where nothing feeds it.
 * @throws RangeError as `buildCell`
 */
export function inputsFromBelow(
  below: LayersBelow,
  tensors: Tensors,
  scales: readonly number[],
  steps: number,
  plan: DrivePlan,
  progress?: Progress,
): Sequence[][] | null {
  const [lowest] = below;
  if (!lowest) return null;
  const size = lowest[0]!.inputSize ?? 0;
  const base = noiseRuns(size, steps, plan);
  const inputs = scales.flatMap((std) => base.map((sequence) => scaled(sequence, std)));
  const runs = throughLayers(below, tensors, inputs, progress);
  return scales.map((_, i) => runs.slice(i * base.length, (i + 1) * base.length));
}

/** What comes out of the last of some layers when the first gets these inputs. */
export function throughLayers(
  layers: LayersBelow,
  tensors: Tensors,
  inputs: readonly Sequence[],
  progress?: Progress,
): readonly Sequence[] {
  let runs = inputs;
  for (const layer of layers) {
    const outputs = layer.map((stored) => outputsOf(stored, tensors, runs, progress));
    runs = runs.map((_, run) => joined(outputs.map((each) => each[run]!)));
  }
  return runs;
}

/** What comes out of a layer at every step of every run, in the order of the inputs. */
function outputsOf(
  stored: StoredCell,
  tensors: Tensors,
  runs: readonly Sequence[],
  progress?: Progress,
): Sequence[] {
  const reverse = stored.direction === 'reverse';
  const ordered = (sequence: Sequence): Sequence => (reverse ? [...sequence].reverse() : sequence);
  return withExactCell(stored, tensors, (exact, product) => {
    const terms = inputTerms(exact.weights.weightIh, runs.map(ordered), progress);
    const outputs = runs.map((): Float64Array[] => []);
    walk(exact, product, terms, ({ state }, run) => outputs[run]!.push(state.slice(0, exact.hiddenSize)), progress); // prettier-ignore
    return outputs.map(ordered);
  });
}

/** The outputs of a layer's directions side by side; a run that overflowed in one of them ends there. */
function joined(parts: readonly Sequence[]): Sequence {
  const [first, second] = parts;
  if (!first || !second) return first ?? [];
  const length = Math.min(first.length, second.length);
  return Array.from({ length }, (_, t) => Float64Array.of(...first[t]!, ...second[t]!));
}

/** Every vector of a sequence times a factor. */
export const scaled = (sequence: Sequence, factor: number): Sequence =>
  factor === 1 ? sequence : sequence.map((x) => x.map((value) => factor * value));

/**
 * What drives a cell at every scale: the outputs of the layers below, or Gaussian inputs. A cell whose input weights are not
 * in the file gets the noise in its pre-activations.
 */
export function* drivesOf(
  stored: StoredCell,
  exact: Cell,
  fromBelow: readonly (readonly Sequence[])[] | null,
  scales: readonly number[],
  steps: number,
  plan: DrivePlan,
  progress?: Progress,
): Generator<Drive, void, void> {
  const reverse = stored.direction === 'reverse';
  const { weightIh } = exact.weights;
  if (fromBelow) {
    for (const [i, inputStd] of scales.entries()) {
      const runs = fromBelow[i]!.map((run) => (reverse ? [...run].reverse() : run));
      yield { inputStd, terms: inputTerms(weightIh, runs, progress) };
    }
    return;
  }
  const base =
    stored.inputSize === null
      ? noiseRuns(weightIh.rows, steps, plan)
      : inputTerms(weightIh, noiseRuns(weightIh.columns, steps, plan), progress);
  for (const inputStd of scales) yield { inputStd, terms: base.map((run) => scaled(run, inputStd)) };
}
