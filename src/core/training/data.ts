import { InvalidInput } from '../invalidInput';
import type { Matrix } from '../linalg/matrix';
import { requireFinite } from '../linalg/requirements';
import { createRandom, gaussianMatrix } from '../random';

/** What a network is fitted to, one sample a row. */
export interface TrainingData {
  /** N×inputs. */
  readonly x: Matrix;
  /** N×outputs. */
  readonly y: Matrix;
}

/** The article's data: N standard normal samples with standard normal targets that have nothing to do with them. */
export function gaussianData(samples: number, inputs: number, outputs: number, seed: number): TrainingData {
  const random = createRandom(seed);
  const x = gaussianMatrix(samples, inputs, random);
  return { x, y: gaussianMatrix(samples, outputs, random) };
}

/**
 * Refuses data that do not fit a network of these inputs and outputs.
 * @throws RangeError that names X or y and the shape it should have.
 */
export function requireData({ x, y }: TrainingData, inputs: number, outputs: number): void {
  if (x.columns !== inputs)
    throw new RangeError(`X is ${x.rows}×${x.columns}, it should have ${inputs} columns`);
  if (y.rows !== x.rows || y.columns !== outputs)
    throw new RangeError(`y is ${y.rows}×${y.columns}, it should be ${x.rows}×${outputs}`);
  for (const [name, matrix] of [
    ['X', x],
    ['y', y],
  ] as const) {
    // prettier-ignore
    try {
      requireFinite(matrix);
    } catch (error) {
      throw error instanceof InvalidInput ? error.within(name) : error;
    }
  }
}
