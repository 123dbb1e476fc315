import { parseActivation } from '../activation';
import type { AnyActivation, ParametricActivation } from '../parametric';

/** Activations with parameters, which they take in their order; `undefined` has no default. */
const parametric: Readonly<
  Record<string, readonly [ParametricActivation['kind'], alpha: number | undefined, beta?: number]>
> = {
  affine: ['affine', 1, 0],
  scaledtanh: ['scaled_tanh', undefined, NaN],
  hardsigmoid: ['hard_sigmoid', 0.2, 0.5],
  leakyrelu: ['leaky_relu', 0.01],
  thresholdedrelu: ['thresholded_relu', 1],
  elu: ['elu', 1],
};

/**
 * The activations of a recurrent node, all directions one after the other. `activation_alpha` and `activation_beta` are used
 * up in the order of those that take them (onnx/defs/rnn/defs.cc; onnxruntime does so).
 */
export function onnxActivations({
  activations,
  alpha,
  beta,
}: {
  readonly activations: readonly string[];
  readonly alpha: readonly number[];
  readonly beta: readonly number[];
}): { readonly functions: readonly AnyActivation[]; readonly unknown: readonly string[] } {
  const functions: AnyActivation[] = [];
  const unknown: string[] = [];
  let [alphas, betas] = [0, 0];
  for (const name of activations) {
    const folded = name.toLowerCase();
    const rule = Object.hasOwn(parametric, folded) ? parametric[folded] : undefined;
    const plain = parseActivation(name);
    if (rule) {
      const [kind, byDefault, betaByDefault] = rule;
      const a = alpha[alphas++] ?? byDefault;
      const b = betaByDefault === undefined ? 0 : (beta[betas++] ?? betaByDefault);
      if (plain && a === byDefault) functions.push(plain);
      else if (a !== undefined && Number.isFinite(a) && Number.isFinite(b))
        functions.push({ kind, alpha: a, beta: b });
      else unknown.push(name);
    } else if (plain) functions.push(plain);
    else unknown.push(name);
  }
  return { functions, unknown };
}
