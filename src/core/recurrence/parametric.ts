import { activation, type Activation, type ActivationName } from './activation';

/** φ and φ'. */
export type Differentiable = Pick<Activation, 'value' | 'derivative' | 'derivativeAt'>;
type Formula = Pick<Activation, 'value' | 'derivative'>;

const kinds = {
  affine: (a: number, b: number) => ({ value: (x) => a * x + b, derivative: () => a }),
  scaled_tanh: (a: number, b: number) => ({
    value: (x) => a * Math.tanh(b * x),
    derivative: (x) => a * b * (1 - Math.tanh(b * x) ** 2),
  }),
  hard_sigmoid: (a: number, b: number) => ({
    value: (x) => Math.min(1, Math.max(0, a * x + b)),
    derivative: (x) => (a * x + b > 0 && a * x + b < 1 ? a : 0),
  }),
  leaky_relu: (a: number) => ({
    value: (x) => (x > 0 ? x : a * x),
    derivative: (x) => (x > 0 ? 1 : a),
  }),
  thresholded_relu: (a: number) => ({
    value: (x) => (x > a ? x : 0),
    derivative: (x) => (x > a ? 1 : 0),
  }),
  elu: (a: number) => ({
    value: (x) => (x > 0 ? x : a * Math.expm1(x)),
    derivative: (x) => (x > 0 ? 1 : a * Math.exp(x)),
  }),
} satisfies Readonly<Record<string, (a: number, b: number) => Formula>>;

/** An activation that a file gives α and β of its own, as ONNX's nodes do (onnx/defs/rnn/defs.cc). */
export interface ParametricActivation {
  readonly kind: keyof typeof kinds;
  readonly alpha: number;
  readonly beta: number;
}

export type AnyActivation = ActivationName | ParametricActivation;

/** φ and φ' of an activation with or without parameters. */
export function differentiable(any: AnyActivation): Differentiable {
  if (typeof any === 'string') return activation(any);
  const { value, derivative } = kinds[any.kind](any.alpha, any.beta);
  return { value, derivative, derivativeAt: derivative };
}

/** φ of an argument that is first bounded to [−limit, limit], as ONNX's `clip` does. */
export function clipped({ value, derivative, derivativeAt }: Differentiable, limit: number): Differentiable {
  return {
    value: (x) => value(Math.min(limit, Math.max(-limit, x))),
    derivative: (x) => (Math.abs(x) < limit ? derivative(x) : 0),
    derivativeAt: (x, known) => (Math.abs(x) < limit ? derivativeAt(x, known) : 0),
  };
}

const nearest: Readonly<Record<ParametricActivation['kind'], ActivationName>> = {
  affine: 'identity',
  scaled_tanh: 'tanh',
  hard_sigmoid: 'sigmoid',
  leaky_relu: 'leaky_relu',
  thresholded_relu: 'relu',
  elu: 'elu',
};

/** The activation without parameters that is of the same kind. */
export function activationNear(any: AnyActivation): ActivationName {
  return typeof any === 'string' ? any : nearest[any.kind];
}

/** `hard_sigmoid(0.2, 0.5)`. */
export function activationText(any: AnyActivation): string {
  if (typeof any === 'string') return any;
  const { kind, alpha, beta } = any;
  return `${kind}(${kinds[kind].length === 1 ? alpha : `${alpha}, ${beta}`})`;
}
