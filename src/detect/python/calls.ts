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
export const otherTypes =
  /(?:^|[.'"])(?:object_?|str(?:_|ing)?|complex\d*|bool(?:_|ean|8)?|O|c8|c16)(?:$|\W)/;

const integerType = /(?:^|[.'"])(u?)(?:int|short|long|byte)_?(8|16|32|64)?(?:$|\W)/;
const integerArrays: Readonly<Record<string, string>> = { IntTensor: 'int32', LongTensor: 'int64' };

/** The integers that an element type, or a function that makes an array of one, holds; null for other types. */
export function integerRange(type: string): { readonly min: number; readonly max: number } | null {
  const [match, unsigned, bits = '64'] = integerType.exec(integerArrays[type] ?? type) ?? [];
  if (match === undefined) return null;
  const size = 2 ** Number(/byte/.test(match) ? 8 : /short/.test(match) ? 16 : bits);
  return unsigned === 'u' ? { min: 0, max: size - 1 } : { min: -size / 2, max: size / 2 - 1 };
}
