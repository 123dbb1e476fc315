import type { Progress } from '../linalg/matrix';
import { ldexp } from '../linalg/scaling';
import { addScaled, rescaled, type ScaledVector } from './scaledVector';
import type { Unrolled } from './unroll';
import { zeroGradients, type WeightGradients } from './weights';

/** Exact gradients of a loss through an unrolled cell. */
export interface Backpropagation {
  /**
   * δ_t = ∂L/∂s_t for t = 0…T. Its first H entries are ∂L/∂h_t; an LSTM's others are ∂L/∂c_t with h_t held, as the
   * whole state (h, c) is what one step hands to the next.
   */
  readonly stateGradients: readonly ScaledVector[];
  /** ∂L/∂ the weights, as `weights`·2^`weightExponent`; the exponent is 0 unless doubles do not hold the gradient. */
  readonly weights: WeightGradients;
  readonly weightExponent: number;
}

/** ∂ℓ_t/∂h_t (length H) by step t = 0…T, for the steps that enter the loss directly. */
export type LossGradients = ReadonlyMap<number, Float64Array>;

/**
 * Backpropagation through time ([Werbos1990]; [Pascanu2013] §2): δ_t = ∂ℓ_t/∂s_t + J_{t+1}ᵀ·δ_{t+1}, from T down to 0.
 * Nothing
 * over- or underflows.
 * @throws RangeError for a loss gradient of the wrong length or at a step that does not exist.
 */
export function backpropagate(
  { cell, steps }: Unrolled,
  loss: LossGradients,
  progress?: Progress,
): Backpropagation {
  const last = steps.length;
  for (const [t, gradient] of loss) {
    if (!Number.isInteger(t) || t < 0 || t > last)
      throw new RangeError(`the loss names step ${t} of ${last}`);
    if (gradient.length !== cell.hiddenSize)
      throw new RangeError(
        `the loss gradient at step ${t} has ${gradient.length} entries, it should have ${cell.hiddenSize}`,
      );
  }
  const weights = zeroGradients(cell.weights);
  let weightExponent = 0;
  const stateGradients: ScaledVector[] = [];
  let delta: ScaledVector = { data: new Float64Array(cell.stateSize), exponent: 0 };
  for (let t = last; t >= 0; t--) {
    progress?.(1 - t / (last + 1));
    const injected = loss.get(t);
    if (injected) {
      const data = new Float64Array(cell.stateSize);
      data.set(injected);
      delta = addScaled(delta, rescaled({ data, exponent: 0 }));
    }
    delta = rescaled(delta);
    stateGradients[t] = delta;
    const step = steps[t - 1];
    if (!step) break;
    if (t === last || delta.exponent > weightExponent) {
      rescale(weights, weightExponent - delta.exponent);
      weightExponent = delta.exponent;
    }
    const shift = delta.exponent - weightExponent;
    step.accumulate(shift === 0 ? delta.data : delta.data.map((value) => ldexp(value, shift)), weights);
    delta = { data: step.backward(delta.data), exponent: delta.exponent };
  }
  return { stateGradients, weights, weightExponent };
}

function rescale({ weightIh, weightHh, biasIh, biasHh }: WeightGradients, exponent: number): void {
  for (const data of [weightIh.data, weightHh.data, biasIh, biasHh])
    for (let i = 0; i < data.length; i++) data[i] = ldexp(data[i]!, exponent);
}
