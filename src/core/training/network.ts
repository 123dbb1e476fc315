import { InvalidInput } from '../invalidInput';
import { sampleMatrix, type InitializerSpec } from '../initializers/sample';
import type { Matrix } from '../linalg/matrix';
import { requireFinite } from '../linalg/requirements';
import { createRandom } from '../random';

/** A fully connected layer y = W·x + b, as PyTorch's nn.Linear stores it. */
export interface Layer {
  /** out×in. */
  readonly weight: Matrix;
  /** Length out. */
  readonly bias: Float64Array;
}

/** The names of the parameters, as the article's network has them: fc1.weight, fc1.bias, fc2.weight, … */
export function parameterNames(layers: number): string[] {
  return Array.from({ length: layers }, (_, l) => [`fc${l + 1}.weight`, `fc${l + 1}.bias`]).flat();
}

/**
 * Fresh layers of the given widths (input first, output last). Biases are zero, but for `torch_default` U(±1/√fan_in).
 * @throws RangeError for fewer than two widths or one that is not a whole number ≥ 1.
 */
export function freshLayers(widths: readonly number[], initializer: InitializerSpec, seed: number): Layer[] {
  if (widths.length < 2) throw new RangeError(`a network of widths [${widths.join(', ')}] has no layer`);
  const culprit = widths.find((width) => !Number.isInteger(width) || width < 1);
  if (culprit !== undefined) throw new RangeError(`${culprit} is not a layer's width: a whole number ≥ 1`);
  const random = createRandom(seed);
  return widths.slice(1).map((rows, l) => {
    const columns = widths[l]!;
    const weight = sampleMatrix(initializer, rows, columns, random);
    const bound = initializer.name === 'torch_default' ? 1 / Math.sqrt(columns) : 0;
    return { weight, bias: new Float64Array(rows).map(() => bound && bound * (2 * random.uniform() - 1)) };
  });
}

/**
 * Refuses layers that do not fit each other.
 * @throws RangeError that names the parameter and the shape it should have.
 */
export function requireLayers(layers: readonly Layer[]): void {
  if (layers.length === 0) throw new RangeError('a network needs at least one layer');
  layers.forEach(({ weight, bias }, l) => {
    const name = `fc${l + 1}`;
    const before = layers[l - 1]?.weight.rows;
    if (before !== undefined && weight.columns !== before)
      throw new RangeError(
        `${name}.weight is ${weight.rows}×${weight.columns}, it should have ${before} columns: fc${l} gives so many`,
      );
    if (bias.length !== weight.rows)
      throw new RangeError(`${name}.bias has ${bias.length} entries, it should have ${weight.rows}`);
    for (const [part, matrix] of [
      ['weight', weight],
      ['bias', { rows: 1, columns: bias.length, data: bias }],
    ] as const) {
      // prettier-ignore
      try {
        requireFinite(matrix);
      } catch (error) {
        throw error instanceof InvalidInput ? error.within(`${name}.${part}`) : error;
      }
    }
  });
}
