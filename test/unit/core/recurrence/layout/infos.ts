import type { TensorInfo } from '../../../../../src/core/tensor';

/** Tensors as a catalog lists them, from names and shapes. */
export function infos(shapes: Readonly<Record<string, readonly number[]>>): TensorInfo[] {
  return Object.entries(shapes).map(([name, shape]) => ({ name, dtype: 'F32', shape }));
}
