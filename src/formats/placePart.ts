import { rowMajorStrides } from './strided';

/**
 * Puts a rectangular part, row-major as the whole is, where it belongs; rows of its last axis go in one piece.
 * @param offsets where the part begins along each axis of the whole
 */
export function placePart(
  whole: Float64Array,
  shape: readonly number[],
  offsets: readonly number[],
  sizes: readonly number[],
  data: Float64Array,
): void {
  const row = sizes.at(-1) ?? 1;
  if (data.length === 0) return;
  const strides = rowMajorStrides(shape);
  const index = sizes.map(() => 0);
  for (let from = 0; from < data.length; from += row) {
    const to = strides.reduce((sum, stride, axis) => sum + stride * (offsets[axis]! + index[axis]!), 0);
    whole.set(data.subarray(from, from + row), to);
    for (let axis = sizes.length - 2; axis >= 0 && ++index[axis]! === sizes[axis]; axis--) index[axis] = 0;
  }
}

/** Whether a part lies within a whole. */
export function liesWithin(
  shape: readonly number[],
  offsets: readonly number[],
  sizes: readonly number[],
): boolean {
  if (offsets.length !== shape.length || sizes.length !== shape.length) return false;
  return shape.every((length, axis) => offsets[axis]! + sizes[axis]! <= length);
}
