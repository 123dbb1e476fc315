import { depthPass, type StackOptions } from '../depthPass';
import type { Progress } from '../linalg/matrix';
import { dot, frobeniusNorm } from '../linalg/vector';
import { log10NormOf } from '../recurrence/scaledVector';
import { gaussianInputs } from '../recurrence/inputs';
import type { Layer } from '../training/network';
import { draw } from './drawing';
import { finite, type Flow } from './flow';
import { sign, term, type Formula } from './formula';
import { gainOf, seededDirection, type FlowOptions } from './timeFlow';

/** What goes into a stack. */
export interface DepthFlowOptions extends FlowOptions, StackOptions {
  /** h_0; a seeded standard normal vector unless given. */
  readonly input?: Float64Array;
}

/**
 * The gradient's way through a stack of layers; the last layer has no activation. With `residual`, J_l = I + D_l·W_l.
 * @throws RangeError for layers, an input or a loss direction that do not fit together, and when the signal overflows.
 */
export function depthFlow(
  layers: readonly Layer[],
  options: DepthFlowOptions = {},
  progress?: Progress,
): Flow {
  const { seed = 1, room = 12, residual = false } = options;
  const inputs = layers[0]?.weight.columns ?? 0;
  const outputs = layers.at(-1)?.weight.rows ?? 0;
  const [drawn] = gaussianInputs(inputs, 1, { variance: 1, seed });
  const v = options.lossDirection ?? seededDirection(outputs, seed + 1);
  const { activations, gradients, sumGradients } = depthPass(
    layers,
    options.input ?? drawn!,
    v,
    options,
    progress,
  );
  const figures = gradients.map((gradient, index) => ({
    index,
    norm: frobeniusNorm(activations[index]!),
    log10Gradient: finite(log10NormOf(gradient)),
    log10InputGradient: null,
  }));
  const loss = dot(v, activations.at(-1)!);
  const forward = (l: number): Formula => {
    const { weight } = layers[l - 1]!;
    const sum = [term('W', l), term('h', l - 1), sign('+'), term('b', l)];
    const skip = residual && weight.rows === weight.columns ? [term('h', l - 1), sign('+')] : [];
    const image = l === layers.length ? sum : [sign('φ('), ...sum, sign(')')];
    return [term('h', l), sign('='), ...skip, ...image];
  };
  return {
    axis: 'depth',
    length: layers.length,
    ...draw({ figures, state: 'h', forward, input: null, loss, directionNorm: frobeniusNorm(v), room }),
    figures,
    loss,
    log10Gain: gainOf(figures),
    // ∂L/∂W_l is an outer product, whose norm is the product of the norms.
    weightGradients: sumGradients.flatMap((gradient, l) => {
      const log10 = log10NormOf(gradient);
      return [
        { name: `fc${l + 1}.weight`, log10: finite(log10 + Math.log10(frobeniusNorm(activations[l]!))) },
        { name: `fc${l + 1}.bias`, log10: finite(log10) },
      ];
    }),
  };
}
