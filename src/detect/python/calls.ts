/** Functions that make an array of the list, or array, that they are given. */
const arrays = new Set([
  ...['array', 'asarray', 'asanyarray', 'ascontiguousarray', 'asfortranarray', 'matrix', 'asmatrix', 'mat'],
  ...['float16', 'float32', 'float64', 'double', 'single', 'Array', 'DeviceArray'],
  ...['tensor', 'as_tensor', 'Tensor', 'FloatTensor', 'DoubleTensor', 'HalfTensor', 'BFloat16Tensor'],
  ...['IntTensor', 'LongTensor', 'Parameter', 'Buffer', 'to_tensor'],
  ...['constant', 'Variable', 'convert_to_tensor'],
]);
/** Functions that make an identity matrix of the size that they are given. */
export const identities: ReadonlySet<string> = new Set(['eye', 'identity']);
const diagonals = new Set(['diag', 'diagflat', 'diag_embed']);

/** The kinds of call that make a matrix. */
export type CallKind = 'array' | 'identity' | 'diagonal';

/** What kind of matrix the named function makes, or null. */
export function callKind(name: string | undefined): CallKind | null {
  if (name === undefined) return null;
  if (arrays.has(name)) return 'array';
  if (identities.has(name)) return 'identity';
  return diagonals.has(name) ? 'diagonal' : null;
}

/** Methods that change how an array is kept, not what it is. */
export const keepingMethods: ReadonlySet<string> = new Set([
  ...['astype', 'to', 'type', 'float', 'double', 'half', 'bfloat16', 'cpu', 'cuda', 'numpy', 'tolist'],
  ...['clone', 'copy', 'detach', 'contiguous', 'requires_grad_', 'block_until_ready'],
]);

/** Methods that transpose a matrix. */
export const transposingMethods: ReadonlySet<string> = new Set(['t', 'transpose']);

/** Element types that are no real numbers. */
export const otherTypes = /object|str|complex|bool|\bO\b|\bc(?:8|16)\b/;
