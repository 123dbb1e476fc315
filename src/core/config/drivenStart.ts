import type { Growth } from '../analysis';
import type { Matrix } from '../linalg/matrix';
import { frobeniusNorm } from '../linalg/vector';
import type { Random } from '../random';
import type { Step } from '../recurrence/cell';
import { inputScales } from '../recurrence/driven/plan';
import { LstmCell } from '../recurrence/lstm';
import { productNorm } from '../recurrence/productNorm';
import type { Setup } from './setup';

/** Steps that are followed; beyond, the gain goes on as it did. */
const maxSteps = 400;
const iterations = 6;
/** What inputs of deviation 1 make of a pre-activation: as many inputs as units, by weights U(±1/√H). */
const inputShare = 1 / Math.sqrt(3);

/** A fresh LSTM under inputs of several strengths. */
export interface DrivenStart {
  /** log10 ‖J_T ⋯ J_1‖₂ of the whole state from zero on, for each of `inputScales`. */
  readonly gains: readonly number[];
  /** Of the middle strength, along one direction, ending at its gain. */
  readonly growth: Growth;
}

/**
 * Drives an LSTM of `blocks` (i f g o, H × H each) by independent noise of each strength in its pre-activations. Where rest is
 * unstable its state moves away and saturates, of which the Jacobian at rest knows nothing.
 */
export function drivenStart(setup: Setup, blocks: readonly Matrix[], random: Random): DrivenStart {
  const size = blocks[0]!.rows;
  const rows = 4 * size;
  const weightHh = { rows, columns: size, data: Float64Array.from(blocks.flatMap(({ data }) => [...data])) };
  const weights = {
    weightHh,
    weightIh: { rows, columns: 1, data: new Float64Array(rows) },
    biasIh: biases(setup, size, random),
    biasHh: new Float64Array(rows),
  };
  const cell = new LstmCell(weights, { activation: setup.activation });
  const steps = Math.min(setup.steps, maxSteps);
  const more = setup.steps / steps;
  const paths = inputScales.map((scale) => {
    const path: Step[] = [];
    let state: Float64Array = new Float64Array(cell.stateSize);
    for (let t = 0; t < steps; t++) {
      const step = cell.step(
        Float64Array.of(0),
        state,
        new Float64Array(rows).map(() => scale * inputShare * random.gaussian()),
      );
      path.push(step);
      ({ state } = step);
    }
    return path;
  });
  const found = paths.map((path) => productNorm(path, cell.stateSize, { iterations }).log10 ?? -Infinity);
  return { gains: found.map((gain) => gain * more), growth: along(paths[1]!, found[1]!, random) };
}

/** The forget gate's bias, and PyTorch's two uniform ones in every gate. */
function biases({ bias, drawnBiases, hidden }: Setup, size: number, random: Random): Float64Array {
  const width = drawnBiases ? 1 / Math.sqrt(hidden ?? size) : 0;
  return new Float64Array(4 * size).map((_, i) => {
    const noise = width * (2 * (random.uniform() + random.uniform()) - 2);
    if (i < size || i >= 2 * size) return noise;
    if (bias.kind === 'chrono') return Math.log(1 + (bias.longest - 2) * random.uniform());
    return bias.forget + (bias.exact ? 0 : noise);
  });
}

/** log10 of what one direction comes to, moved so that it ends at the gain. */
function along(path: readonly Step[], end: number, random: Random): Growth {
  const rows = path[0]!.state.length;
  let direction = new Float64Array(rows).map(() => random.gaussian());
  let log10 = -Math.log10(frobeniusNorm(direction));
  const growth = path.map((step) => {
    const length = frobeniusNorm(direction);
    const unit = { rows, columns: 1, data: direction.map((value) => value / length) };
    direction = step.forward(unit).data as Float64Array<ArrayBuffer>;
    log10 += Math.log10(length);
    return log10 + Math.log10(frobeniusNorm(direction));
  });
  const last = growth.at(-1)!;
  return growth.map((value, i) => value + ((end - last) * (i + 1)) / growth.length);
}
