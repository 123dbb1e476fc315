import { drawStack } from '../initializers/draw';
import type { Random } from '../random';
import type { Cell } from '../recurrence/cell';
import { GruCell } from '../recurrence/gru';
import { LstmCell } from '../recurrence/lstm';
import { VanillaCell } from '../recurrence/vanilla';
import type { CellWeights } from '../recurrence/weights';
import { gatesOf } from './recurrentConfig';
import { scaledTo, widthScale } from './drawnMatrix';
import type { Setup } from './setup';

/** The weights of a setup as they are before training, of `size` units; inputs are left to who drives the cell. */
export function freshWeights(setup: Setup, size: number, random: Random): CellWeights {
  const { cell, initializer, gates, spectralRadius } = setup;
  const stack = gatesOf[cell];
  const drawn = drawStack(initializer, { hidden: size, gates }, stack, random);
  const factor = widthScale(setup, size);
  const weightHh =
    spectralRadius !== null && stack === 1
      ? scaledTo(drawn, spectralRadius)
      : { ...drawn, data: drawn.data.map((value) => value * factor) };
  return {
    weightHh,
    weightIh: { rows: stack * size, columns: 1, data: new Float64Array(stack * size) },
    ...biases(setup, size, random),
  };
}

/** The cell that has these weights. */
export function freshCell({ cell, activation, leak }: Setup, weights: CellWeights): Cell {
  switch (cell) {
    case 'lstm':
      return new LstmCell(weights, { activation });
    case 'gru':
      return new GruCell(weights, { activation });
    default:
      return new VanillaCell(weights, activation, leak);
  }
}

/** The gates' biases, and PyTorch's two uniform ones everywhere, each U(±1/√H). */
function biases(
  { cell, bias, drawnBiases, updateBias, hidden }: Setup,
  size: number,
  random: Random,
): Pick<CellWeights, 'biasIh' | 'biasHh'> {
  const width = drawnBiases ? 1 / Math.sqrt(hidden ?? size) : 0;
  const uniform = (): Float64Array =>
    new Float64Array(gatesOf[cell] * size).map(() => width * (2 * random.uniform() - 1));
  const [biasIh, biasHh] = [uniform(), uniform()];
  for (let unit = 0; unit < size; unit++) {
    const gate = size + unit;
    if (cell === 'gru') biasIh[gate]! += updateBias;
    if (cell !== 'lstm') continue;
    if (bias.kind === 'constant' && !bias.exact) {
      biasIh[gate]! += bias.forget;
      continue;
    }
    const forget =
      bias.kind === 'constant' ? bias.forget : Math.log(1 + (bias.longest - 2) * random.uniform());
    biasIh[gate] = forget;
    biasHh[gate] = 0;
    // Chrono's input gate takes up what the forget gate lets go [Tallec2018].
    if (bias.kind === 'chrono') [biasIh[unit], biasHh[unit]] = [-forget, 0];
  }
  return { biasIh, biasHh };
}

/** Noise that inputs of deviation 1 make in the pre-activations: as many inputs as units, by weights U(±1/√H). */
export function inputNoise(rows: number, random: Random): Float64Array {
  return new Float64Array(rows).map(() => inputShare * random.gaussian());
}

/** What inputs of deviation 1 make of a pre-activation. */
export const inputShare = 1 / Math.sqrt(3);
