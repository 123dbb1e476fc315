import { pause } from './pause';

const elementsPerStep = 2 ** 22;

/** Strides of row-major order, in elements. */
export function rowMajorStrides(shape: readonly number[]): number[] {
  const strides: number[] = [];
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = step;
    step *= shape[axis]!;
  }
  return strides;
}

/** Strides of Fortran (column-major) order, in elements. */
export function columnMajorStrides(shape: readonly number[]): number[] {
  return rowMajorStrides([...shape].reverse()).reverse();
}

/** Whether elements stand in row-major order without gaps; strides of axes of length 1 do not matter. */
export function isContiguous(shape: readonly number[], strides: readonly number[]): boolean {
  const dense = rowMajorStrides(shape);
  return shape.every((length, axis) => length <= 1 || strides[axis] === dense[axis]);
}

/** Elements from the first to the last that a view touches; 0 for an empty one. */
export function span(shape: readonly number[], strides: readonly number[]): number {
  if (shape.includes(0)) return 0;
  return 1 + shape.reduce((sum, length, axis) => sum + (length - 1) * strides[axis]!, 0);
}

/** Copies a view into row-major order; `flat` begins at the view's first element, strides are in elements, ≥ 0. */
export async function gather(
  flat: Float64Array,
  shape: readonly number[],
  strides: readonly number[],
): Promise<Float64Array> {
  const out = new Float64Array(shape.reduce((product, length) => product * length, 1));
  const rank = shape.length;
  const index = new Uint32Array(rank);
  let from = 0;
  for (let to = 0; to < out.length; to++) {
    out[to] = flat[from]!;
    if (to % elementsPerStep === elementsPerStep - 1) await pause();
    for (let axis = rank - 1; axis >= 0; axis--) {
      from += strides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      from -= shape[axis]! * strides[axis]!;
      index[axis] = 0;
    }
  }
  return out;
}
