/** ln(1 + eˣ), without overflow. */
export const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** ln σ(x) = −softplus(−x). */
export const logSigmoid = (x: number): number => -softplus(-x);

/** σ(x) = 1/(1 + e⁻ˣ). */
export const sigmoid = (x: number): number => Math.exp(logSigmoid(x));

/** ln(e^a + e^b), without overflow. */
export function logAddExp(a: number, b: number): number {
  const high = Math.max(a, b);
  return high === -Infinity ? -Infinity : high + Math.log1p(Math.exp(Math.min(a, b) - high));
}

/** The same range for every channel. */
export function constantRange(
  channels: number,
  lowest: number,
  highest: number,
): { lowest: Float64Array; highest: Float64Array } {
  return {
    lowest: new Float64Array(channels).fill(lowest),
    highest: new Float64Array(channels).fill(highest),
  };
}
