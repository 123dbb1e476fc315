import { InvalidInput } from './invalidInput';
import type { Progress } from './linalg/matrix';
import { multiplyVector, transposeMultiplyVector } from './linalg/product';
import { activation, type ActivationName } from './recurrence/activation';
import { rescaled, type ScaledVector } from './recurrence/scaledVector';
import { requireLayers, type Layer } from './training/network';

/** How a signal is sent through a stack. */
export interface StackOptions {
  /** φ after every layer but the last; tanh by default. */
  readonly activation?: ActivationName;
  /** Adds a layer's input to its output wherever both are as long: h_l = h_{l−1} + φ(W_l·h_{l−1} + b_l). */
  readonly residual?: boolean;
}

/** One sample through a stack and its gradient back. */
export interface DepthPass {
  /** h_0 (the input) … h_L. */
  readonly activations: readonly Float64Array[];
  /** ∂L/∂h_0 … ∂L/∂h_L for the loss L = vᵀ·h_L. */
  readonly gradients: readonly ScaledVector[];
  /** ∂L/∂W_l = (slopes ⊙ ∂L/∂h_l)·h_{l−1}ᵀ, its factor on the left, for l = 1…L. */
  readonly sumGradients: readonly ScaledVector[];
}

/**
 * Sends `x` through the layers and the gradient of vᵀ·h_L back: J = Π_l D_l·W_l, or Π_l (I + D_l·W_l).
 * @throws RangeError for layers, an input or a loss direction that do not fit together.
 */
export function depthPass(
  layers: readonly Layer[],
  x: Float64Array,
  v: Float64Array,
  { activation: name = 'tanh', residual = false }: StackOptions = {},
  progress?: Progress,
): DepthPass {
  requireLayers(layers);
  const inputs = layers[0]!.weight.columns;
  const outputs = layers.at(-1)!.weight.rows;
  if (x.length !== inputs)
    throw new RangeError(`the input has ${x.length} entries, it should have ${inputs}`);
  if (v.length !== outputs)
    throw new RangeError(`the loss direction has ${v.length} entries, it should have ${outputs}`);
  const activations = [x];
  const slopes = layers.map(({ weight, bias }, l) => {
    progress?.(l / (2 * layers.length));
    const { value, derivative } = activation(l === layers.length - 1 ? 'identity' : name);
    const before = activations[l]!;
    const a = multiplyVector(weight, before).map((sum, i) => sum + bias[i]!);
    const skip = residual && weight.rows === weight.columns;
    const after = a.map((sum, i) => value(sum) + (skip ? before[i]! : 0));
    if (!after.every(Number.isFinite))
      throw new InvalidInput(`the signal overflows at layer ${l + 1}: take fewer layers or smaller weights`, {
        kind: 'signal-overflow',
        layer: l + 1,
      });
    activations.push(after);
    return a.map(derivative);
  });

  const gradients: ScaledVector[] = [];
  const sumGradients: ScaledVector[] = [];
  let delta = rescaled({ data: v.slice(), exponent: 0 });
  gradients[layers.length] = delta;
  for (let l = layers.length - 1; l >= 0; l--) {
    progress?.(1 - l / (2 * layers.length));
    const { weight } = layers[l]!;
    const sum = delta.data.map((entry, i) => entry * slopes[l]![i]!);
    sumGradients[l] = { data: sum, exponent: delta.exponent };
    const back = transposeMultiplyVector(weight, sum);
    const skip = residual && weight.rows === weight.columns;
    const data = skip ? back.map((entry, i) => entry + delta.data[i]!) : back;
    delta = rescaled({ data, exponent: delta.exponent });
    gradients[l] = delta;
  }
  return { activations, gradients, sumGradients };
}
