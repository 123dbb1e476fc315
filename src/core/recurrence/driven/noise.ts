import { createRandom } from '../../random';

/**
 * `steps` vectors of standard normal numbers. Each coordinate is kept for `hold` steps before it is drawn anew, at a time
 * of its own; 1 draws all of them at every step.
 */
export function noise(size: number, steps: number, seed: number, hold: number): Float64Array[] {
  const random = createRandom(seed);
  const phases = new Float64Array(size);
  if (hold > 1) for (let i = 0; i < size; i++) phases[i] = Math.floor(hold * random.uniform());
  const sequence: Float64Array[] = [];
  let current = new Float64Array(size);
  for (let t = 0; t < steps; t++) {
    current = current.slice();
    for (let i = 0; i < size; i++)
      if (t === 0 || (t + phases[i]!) % hold === 0) current[i] = random.gaussian();
    sequence.push(current);
  }
  return sequence;
}
