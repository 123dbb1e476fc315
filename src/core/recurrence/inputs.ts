import { createRandom } from '../random';

/** Inputs drawn from a normal distribution of mean 0; the same seed gives the same inputs. */
export interface GaussianInputs {
  readonly variance: number;
  readonly seed: number;
}

/**
 * `steps` inputs of length `size`, entries independent N(0, variance), drawn as they are asked for.
 * @throws RangeError for a variance that is negative or not finite.
 */
export function* gaussianInputs(
  size: number,
  steps: number,
  { variance, seed }: GaussianInputs,
): Generator<Float64Array, void, void> {
  if (!(variance >= 0 && variance < Infinity)) throw new RangeError(`${variance} is not a variance`);
  const random = createRandom(seed);
  const deviation = Math.sqrt(variance);
  for (let t = 0; t < steps; t++) yield new Float64Array(size).map(() => deviation * random.gaussian());
}
