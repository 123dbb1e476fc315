/** Activations by the names that frameworks use. */
export const activationNames = [
  'identity',
  'tanh',
  'sigmoid',
  'relu',
  'leaky_relu',
  'elu',
  'selu',
  'gelu',
  'silu',
  'softplus',
  'softsign',
  'hardtanh',
] as const;
export type ActivationName = (typeof activationNames)[number];

/** φ with its derivative and the two slopes that bound a gradient (γ = sup|φ'| and φ'(0)). */
export interface Activation {
  readonly name: ActivationName;
  readonly value: (a: number) => number;
  readonly derivative: (a: number) => number;
  /** φ'(a) of an a whose φ(a) is known already. */
  readonly derivativeAt: (a: number, value: number) => number;
  /** γ = sup |φ'|: with γ·σ_max < 1 vanishing is guaranteed ([Pascanu2013] §2). */
  readonly maxSlope: number;
  /** φ'(0), the slope at rest; 1 on the active set for relu and leaky_relu, where φ has a kink. */
  readonly slopeAtRest: number;
}

const logistic = (a: number): number => (a >= 0 ? 1 / (1 + Math.exp(-a)) : Math.exp(a) / (1 + Math.exp(a)));

// Self-normalizing networks [Klambauer2017].
const seluScale = 1.0507009873554805;
const seluAlpha = 1.6732632423543772;
const leak = 0.01;

/**
 * The error function by its Maclaurin series for |x| < 3 and the continued fraction of erfc beyond
 * (Abramowitz & Stegun 7.1.6, 7.1.14); relative error below 1e-15.
 */
function erf(x: number): number {
  const z = Math.abs(x);
  if (z < 3) {
    let term = (2 / Math.sqrt(Math.PI)) * x * Math.exp(-x * x);
    let sum = term;
    for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return sum;
  }
  let fraction = 0;
  for (let n = 60; n > 0; n--) fraction = n / 2 / (z + fraction);
  return Math.sign(x) * (1 - Math.exp(-z * z) / (Math.sqrt(Math.PI) * (z + fraction)));
}

const gaussianDensity = (a: number): number => Math.exp((-a * a) / 2) / Math.sqrt(2 * Math.PI);
const gaussianCdf = (a: number): number => (1 + erf(a / Math.SQRT2)) / 2;

/** Slope of silu x·σ(x) at its maximum, x = 2.3994; the root of 2 + x(1 − 2σ(x)) = 0. */
const siluMaxSlope = 1.099839320128867;
/** Slope of gelu x·Φ(x) at its maximum, x = √2: Φ(√2) + √2·φ(√2). */
const geluMaxSlope = gaussianCdf(Math.SQRT2) + Math.SQRT2 * gaussianDensity(Math.SQRT2);

function define(
  name: ActivationName,
  maxSlope: number,
  slopeAtRest: number,
  value: (a: number) => number,
  derivative: (a: number) => number,
  derivativeAt: (a: number, value: number) => number = derivative,
): Activation {
  return { name, value, derivative, derivativeAt, maxSlope, slopeAtRest };
}

const activations: Readonly<Record<ActivationName, Activation>> = {
  identity: define(
    'identity',
    1,
    1,
    (a) => a,
    () => 1,
  ),
  tanh: define(
    'tanh',
    1,
    1,
    Math.tanh,
    (a) => 1 - Math.tanh(a) ** 2,
    (_a, value) => 1 - value * value,
  ),
  sigmoid: define(
    'sigmoid',
    0.25,
    0.25,
    logistic,
    (a) => logistic(a) * logistic(-a),
    (a, value) => value * logistic(-a),
  ),
  relu: define(
    'relu',
    1,
    1,
    (a) => Math.max(a, 0),
    (a) => (a > 0 ? 1 : 0),
  ),
  leaky_relu: define(
    'leaky_relu',
    1,
    1,
    (a) => (a > 0 ? a : leak * a),
    (a) => (a > 0 ? 1 : leak),
  ),
  elu: define(
    'elu',
    1,
    1,
    (a) => (a > 0 ? a : Math.expm1(a)),
    (a) => (a > 0 ? 1 : Math.exp(a)),
  ),
  selu: define(
    'selu',
    seluScale * seluAlpha,
    seluScale,
    (a) => seluScale * (a > 0 ? a : seluAlpha * Math.expm1(a)),
    (a) => seluScale * (a >= 0 ? 1 : seluAlpha * Math.exp(a)),
  ),
  gelu: define(
    'gelu',
    geluMaxSlope,
    0.5,
    (a) => a * gaussianCdf(a),
    (a) => gaussianCdf(a) + a * gaussianDensity(a),
  ),
  silu: define(
    'silu',
    siluMaxSlope,
    0.5,
    (a) => a * logistic(a),
    (a) => logistic(a) * (1 + a * logistic(-a)),
  ),
  softplus: define('softplus', 1, 0.5, (a) => Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a))), logistic),
  softsign: define(
    'softsign',
    1,
    1,
    (a) => a / (1 + Math.abs(a)),
    (a) => 1 / (1 + Math.abs(a)) ** 2,
  ),
  hardtanh: define(
    'hardtanh',
    1,
    1,
    (a) => Math.min(Math.max(a, -1), 1),
    (a) => (Math.abs(a) < 1 ? 1 : 0),
  ),
};

const aliases: Readonly<Record<string, ActivationName>> = {
  linear: 'identity',
  none: 'identity',
  swish: 'silu',
  leakyrelu: 'leaky_relu',
  hard_tanh: 'hardtanh',
};

/** The activation of that name. */
export function activation(name: ActivationName): Activation {
  return activations[name];
}

/** The activation that a person or a config calls `text` (case and aliases such as `swish` folded), if any. */
export function parseActivation(text: string): ActivationName | undefined {
  const folded = text.trim().toLowerCase();
  const named = activationNames.find((name) => name === folded);
  return named ?? (Object.hasOwn(aliases, folded) ? aliases[folded] : undefined);
}
