import { createRandom } from '../../../src/core/random';

const thresholds = [3, 1, -1, -3];

/** log10 of the gain that a matrix is scaled to: beside a threshold, between a millionth and a decade off. */
export function targetOf(seed: number): number {
  const random = createRandom(7_000_003 + seed);
  const threshold = thresholds[Math.floor(4 * random.uniform())]!;
  const side = random.uniform() < 0.5 ? -1 : 1;
  let distance = 0.9 * random.uniform();
  for (let i = Math.floor(7 * random.uniform()); i > 0; i--) distance /= 10;
  return threshold + side * distance;
}
