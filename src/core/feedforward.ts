import { InvalidInput } from './invalidInput';
import { kernels } from './kernels/choose';
import type { Progress, Matrix } from './linalg/matrix';
import { multiplyVector, transposeMultiplyVector } from './linalg/product';
import { requireFinite } from './linalg/requirements';
import { normalize } from './linalg/scaling';
import { activation, type ActivationName } from './recurrence/activation';
import { rescaled, type ScaledVector } from './recurrence/scaledVector';
import { requireLayers, type Layer } from './training/network';

/** What one layer of a stack does to a gradient, at rest. */
export interface LayerGain {
  readonly rows: number;
  readonly columns: number;
  readonly sigmaMax: number;
  /** log10 of φ'(0)·σ_max(W_l); `null` for a zero matrix. */
  readonly log10Gain: number | null;
  /** log10 ‖φ'(0)ˡ·W_l⋯W_1‖₂, the running product; `null` from the first exact zero on. */
  readonly log10Product: number | null;
}

/**
 * The gain of each layer of a stack of linear layers (out×in, first layer first) and of all up to it; the product is
 * rescaled at each layer, so nothing over- or underflows.
 * @param slope φ'(0) between the layers.
 * @throws RangeError for layers that do not follow on each other or have entries that are not finite.
 */
export function layerGains(weights: readonly Matrix[], slope: number, progress?: Progress): LayerGain[] {
  const { multiply, sigmaMax } = kernels();
  const log10 = (value: number): number | null => (value > 0 ? Math.log10(value) : null);
  let product: Matrix | null = null;
  let exponent = 0;
  return weights.map((weight, l) => {
    progress?.(l / weights.length);
    requireFinite(weight);
    const before = weights[l - 1];
    if (before && before.rows !== weight.columns) {
      const { rows, columns } = weight;
      throw new InvalidInput(
        `layer ${l + 1} is ${rows}×${columns}, it should have ${before.rows} columns as layer ${l} has rows`,
        { kind: 'layers-apart', layer: l + 1, rows, columns, expectedColumns: before.rows },
      );
    }
    product = product ? multiply(weight, product) : { ...weight, data: weight.data.slice() };
    exponent += normalize(product.data);
    const norm = log10(sigmaMax(product).value);
    const own = sigmaMax(weight).value;
    const factor = Math.log10(slope);
    const gain = log10(own);
    return {
      rows: weight.rows,
      columns: weight.columns,
      sigmaMax: own,
      log10Gain: gain === null || slope === 0 ? null : gain + factor,
      log10Product: norm === null || slope === 0 ? null : norm + exponent * Math.log10(2) + (l + 1) * factor,
    };
  });
}

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
