import type { Thresholds } from '../analysis';
import { kernels } from '../kernels/choose';
import type { Progress, Matrix } from '../linalg/matrix';
import { transpose } from '../linalg/matrix';
import { multiply, multiplyVector, transposeMultiplyVector } from '../linalg/product';
import { verdictOfGain, type VerdictName } from '../verdict';
import { activation, type ActivationName } from './activation';
import type { Tensors } from './layout/cellWeights';
import type { FeedforwardStack } from './layout/layout';
import { productNorm, type StepJacobian } from './productNorm';

/** A feed-forward stack: different matrices multiply, one a layer (depth instead of time). */
export interface StackAnalysis {
  readonly name: string;
  readonly layers: readonly {
    readonly tensor: string;
    readonly outputSize: number;
    readonly inputSize: number;
    /** ‖W_l‖₂: the layer's largest gain by itself. */
    readonly sigmaMax: number;
    /** log10 ‖W_l ⋯ W_1‖₂ with φ'(0) between the layers, up to this one; `null` for an exact zero. */
    readonly log10Product: number | null;
  }[];
  readonly activation: ActivationName;
  readonly log10Gain: number | null;
  readonly verdict: VerdictName;
  readonly rule: string;
}

/**
 * Each layer's gain and the running product of a stack, linearized at rest (slope φ'(0) after every layer but the last).
 * @throws RangeError when a tensor is missing or has a non-finite entry.
 */
export function analyzeStack(
  stack: FeedforwardStack,
  tensors: Tensors,
  options: { readonly activation: ActivationName; readonly thresholds: Thresholds },
  progress?: Progress,
): StackAnalysis {
  const matrices = stack.layers.map(({ tensor, orientation }) => {
    const found = tensors.get(tensor);
    if (!found) throw new RangeError(`the tensor ${tensor} was not read`);
    const stored: Matrix = { rows: found.shape[0]!, columns: found.shape[1]!, data: found.data };
    return orientation === 'col' ? stored : transpose(stored);
  });
  const slope = Math.log10(activation(options.activation).slopeAtRest);
  const steps = matrices.map(stepOf);
  const layers = stack.layers.map(({ tensor, outputSize, inputSize }, l) => {
    const { log10 } = productNorm(steps.slice(0, l + 1), outputSize, progress ? { progress } : {});
    return {
      tensor,
      outputSize,
      inputSize,
      sigmaMax: kernels().sigmaMax(matrices[l]!, progress).value,
      log10Product: log10 === null ? null : log10 + l * slope,
    };
  });
  const log10Gain = layers.at(-1)!.log10Product;
  const verdict = verdictOfGain(log10Gain, options.thresholds);
  return {
    name: stack.name,
    layers,
    activation: options.activation,
    log10Gain,
    verdict,
    rule: `stack-gain-${verdict}`,
  };
}

function stepOf(matrix: Matrix): StepJacobian {
  return {
    forward: (directions) =>
      directions.columns === 1
        ? { rows: matrix.rows, columns: 1, data: multiplyVector(matrix, directions.data) }
        : multiply(matrix, directions),
    backward: (gradient) => transposeMultiplyVector(matrix, gradient),
  };
}
