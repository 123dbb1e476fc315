import type { Progress } from '../linalg/matrix';
import { dot, frobeniusNorm, unit } from '../linalg/vector';
import { createRandom, gaussianMatrix } from '../random';
import { backpropagate } from '../recurrence/backpropagation';
import type { Cell } from '../recurrence/cell';
import { log10NormOf } from '../recurrence/scaledVector';
import { unroll } from '../recurrence/unroll';
import { draw } from './drawing';
import { finite, type Flow } from './flow';
import { derivative, gradient, quantity, sign, term, type Formula } from './formula';

/** What goes into a flow beside the network. */
export interface FlowOptions {
  /** v of the loss L = vᵀ·h at the end; a seeded unit vector unless given. */
  readonly lossDirection?: Float64Array;
  /** How many places are drawn at most, the gap included; 12 by default, at least 5. */
  readonly room?: number;
  /** Seed of the loss direction. */
  readonly seed?: number;
}

/** A seeded unit vector, uniform on the sphere. */
export function seededDirection(size: number, seed: number): Float64Array {
  return unit(gaussianMatrix(1, size, createRandom(seed)).data);
}

/**
 * The gradient's way through the cell unrolled over the inputs, h_0 = 0.
 * @throws RangeError for inputs or a loss direction that do not fit the cell, and when the state overflows.
 */
export function timeFlow(
  cell: Cell,
  inputs: readonly Float64Array[],
  { lossDirection, room = 12, seed = 1 }: FlowOptions = {},
  progress?: Progress,
): Flow {
  const v = lossDirection ?? seededDirection(cell.hiddenSize, seed);
  const half = (from: number) =>
    progress &&
    ((done: number) => {
      progress(from + done / 2);
    });
  const unrolled = unroll(cell, inputs, undefined, half(0));
  const last = inputs.length;
  const back = backpropagate(unrolled, new Map([[last, v]]), half(0.5));
  const hidden = (x: Float64Array) => x.subarray(0, cell.hiddenSize);
  const figures = back.stateGradients.map(({ data, exponent }, index) => {
    const step = unrolled.steps[index - 1];
    return {
      index,
      norm: frobeniusNorm(hidden(unrolled.states[index]!)),
      log10Gradient: finite(log10NormOf({ data: hidden(data), exponent })),
      log10InputGradient: step ? finite(log10NormOf({ data: step.inputGradient(data), exponent })) : null,
    };
  });
  const loss = dot(v, hidden(unrolled.states[last]!));
  const state = cell.kind === 'lstm' ? 's' : 'h';
  const drawing = draw({
    figures,
    state,
    forward: (t) => forwardFormula(cell.kind, t),
    input: {
      norm: (t) => frobeniusNorm(inputs[t - 1]!),
      gradient: (t) => [
        gradient(quantity('x', t)),
        sign('='),
        derivative(quantity(state, t), quantity('x', t), true),
        gradient(quantity(state, t)),
      ],
    },
    loss,
    directionNorm: frobeniusNorm(v),
    room,
  });
  const { weightHh, weightIh, biasHh, biasIh } = back.weights;
  const weights = { weightHh: weightHh.data, weightIh: weightIh.data, biasHh, biasIh };
  return {
    axis: 'time',
    length: last,
    ...drawing,
    figures,
    loss,
    log10Gain: gainOf(figures),
    weightGradients: Object.entries(weights).map(([name, data]) => ({
      name,
      log10: finite(log10NormOf({ data, exponent: back.weightExponent })),
    })),
  };
}

/** log10 of the first gradient norm over the last. */
export function gainOf(figures: Flow['figures']): number | null {
  const [first, last] = [figures[0]!.log10Gradient, figures.at(-1)!.log10Gradient];
  return first === null || last === null ? null : first - last;
}

function forwardFormula(kind: Cell['kind'], t: number): Formula {
  const before = [term('h', t - 1), sign('+'), term('U'), term('x', t), sign('+'), term('b'), sign(')')];
  if (kind === 'rnn') return [term('h', t), sign('='), sign('φ('), term('W'), ...before];
  const state = kind === 'lstm' ? 's' : 'h';
  const name = sign(`${kind.toUpperCase()}(`);
  return [term(state, t), sign('='), name, term('x', t), sign(','), term(state, t - 1), sign(')')];
}
