import { identity, scale, transpose, zeros, type Matrix } from '../linalg/matrix';
import { thinQr } from '../linalg/thinQr';
import { gaussianMatrix, type Random } from '../random';

/** The distributions that weight matrices are drawn from, by the frameworks' names. */
export const initializerNames = [
  'torch_default',
  'xavier_uniform',
  'xavier_normal',
  'he_uniform',
  'he_normal',
  'lecun_uniform',
  'lecun_normal',
  'uniform',
  'normal',
  'truncated_normal',
  'orthogonal',
  'identity',
  'zeros',
] as const;
export type InitializerName = (typeof initializerNames)[number];

/** One initializer with its number. */
export interface InitializerSpec {
  readonly name: InitializerName;
  /**
   * The gain g of xavier, he (√2 by default), orthogonal and identity; the bound a of `uniform`; the deviation of
   * `normal` and `truncated_normal`. 1 unless said; not used by the others.
   */
  readonly scale?: number;
}

/**
 * Standard deviation of the entries of a fanOut×fanIn matrix; `null` where they are not drawn independently.
 * [Glorot2010], [He2015] (fan_in), [LeCun1998]; `torch_default` is nn.Linear's U(±1/√fan_in).
 */
function deviation({ name, scale: s }: InitializerSpec, fanOut: number, fanIn: number): number | null {
  switch (name) {
    case 'torch_default':
      return 1 / Math.sqrt(3 * fanIn);
    case 'xavier_uniform':
    case 'xavier_normal':
      return (s ?? 1) * Math.sqrt(2 / (fanIn + fanOut));
    case 'he_uniform':
    case 'he_normal':
      return (s ?? Math.SQRT2) / Math.sqrt(fanIn);
    case 'lecun_uniform':
    case 'lecun_normal':
      return 1 / Math.sqrt(fanIn);
    case 'uniform':
      return (s ?? 1) / Math.sqrt(3);
    case 'normal':
    case 'truncated_normal':
      return s ?? 1;
    default:
      return null;
  }
}

/** A normal number within two deviations of 0, drawn again until it is. */
function truncatedGaussian(random: Random): number {
  for (;;) {
    const value = random.gaussian();
    if (Math.abs(value) <= 2) return value;
  }
}

/**
 * A rows×columns weight matrix (rows = fan_out, columns = fan_in, as PyTorch stores it), drawn from `random`. Orthogonal
 * matrices are Haar-distributed; a rectangular one has orthonormal rows or columns, whichever are fewer.
 * @throws RangeError for an empty shape or a scale that is not finite.
 */
export function sampleMatrix(spec: InitializerSpec, rows: number, columns: number, random: Random): Matrix {
  if (!(rows >= 1 && columns >= 1)) throw new RangeError(`a ${rows}×${columns} matrix is empty`);
  if (!Number.isFinite(spec.scale ?? 1))
    throw new RangeError(`${String(spec.scale)} is not a finite scale for ${spec.name}`);
  const s = deviation(spec, rows, columns);
  const result = zeros(rows, columns);
  if (s === null) {
    const gain = spec.scale ?? 1;
    if (spec.name === 'orthogonal') {
      const { q } = thinQr(gaussianMatrix(Math.max(rows, columns), Math.min(rows, columns), random));
      return scale(rows < columns ? transpose(q) : q, gain);
    }
    if (spec.name === 'identity') {
      if (rows === columns) return identity(rows, gain);
      for (let i = 0; i < Math.min(rows, columns); i++) result.data[i * columns + i] = gain;
    }
    return result;
  }
  const uniform = spec.name === 'torch_default' || spec.name.endsWith('uniform');
  const draw = uniform
    ? () => Math.sqrt(3) * (2 * random.uniform() - 1)
    : spec.name === 'truncated_normal'
      ? () => truncatedGaussian(random)
      : () => random.gaussian();
  for (let i = 0; i < result.data.length; i++) result.data[i] = s * draw();
  return result;
}
