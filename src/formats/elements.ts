import * as l10n from '@vscode/l10n';
/** Bits of one element, by dtype in safetensors' notation (https://github.com/huggingface/safetensors). */
const bitsOf: Readonly<Record<string, number>> = {
  ...{ F64: 64, F32: 32, F16: 16, BF16: 16 },
  ...{ F8_E4M3: 8, F8_E4M3FNUZ: 8, F8_E5M2: 8, F8_E5M2FNUZ: 8, F8_E8M0: 8, F6_E2M3: 6, F6_E3M2: 6, F4: 4 },
  ...{ I64: 64, I32: 32, I16: 16, I8: 8, I4: 4, U64: 64, U32: 32, U16: 16, U8: 8, U4: 4, BOOL: 8 },
  ...{ C128: 128, C64: 64, QI8: 8, QU8: 8, QI32: 32 },
};

/** Element types whose tensors are analyzed. */
export type ReadableType = 'F64' | 'F32' | 'F16' | 'BF16';

/** Integers whose values are read where a scale, or a graph, says what they mean. */
export type IntegerType = 'I8' | 'U8' | 'I32' | 'I64';

/** Every type whose values can be widened. */
export type StoredType = ReadableType | IntegerType | 'I16' | 'U16' | 'U32';

export function isInteger(dtype: string): dtype is IntegerType {
  return dtype === 'I8' || dtype === 'U8' || dtype === 'I32' || dtype === 'I64';
}

/** Bytes of `count` elements; `undefined` for a dtype that is not known. */
export function bytesOf(dtype: string, count: number): number | undefined {
  const bits = Object.hasOwn(bitsOf, dtype) ? bitsOf[dtype] : undefined;
  return bits === undefined ? undefined : Math.ceil((count * bits) / 8);
}

export function isReadable(dtype: string): dtype is ReadableType {
  return dtype === 'F64' || dtype === 'F32' || dtype === 'F16' || dtype === 'BF16';
}

/** Why tensors of this dtype are listed and not analyzed; `null` for those that are. */
export function whyUnreadable(dtype: string): string | null {
  if (isReadable(dtype)) return null;
  if (/^F[468]/.test(dtype))
    return l10n.t('{0} floats of 8 bits or less are not analyzed: their scales are stored elsewhere', dtype);
  if (/^Q/.test(dtype)) return l10n.t('quantized tensors are not analyzed');
  if (/^[IU]\d/.test(dtype)) return l10n.t('integers are not analyzed');
  if (dtype === 'BOOL') return l10n.t('booleans are not analyzed');
  if (/^C\d/.test(dtype)) return l10n.t('complex numbers are not analyzed');
  return l10n.t('the element type {0} is not known', dtype);
}

/**
 * Widens elements to float64, exactly but for integers beyond 2⁵³.
 * @param bytes whole elements of `dtype`, in the byte order given
 * @param out receives them from index `at`
 */
export function widen(
  bytes: Uint8Array,
  dtype: StoredType,
  littleEndian: boolean,
  out: Float64Array,
  at: number,
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (dtype) {
    case 'F64':
      for (let i = 0; i + 8 <= bytes.length; i += 8) out[at++] = view.getFloat64(i, littleEndian);
      break;
    case 'F32':
      for (let i = 0; i + 4 <= bytes.length; i += 4) out[at++] = view.getFloat32(i, littleEndian);
      break;
    case 'F16':
      for (let i = 0; i + 2 <= bytes.length; i += 2) out[at++] = half(view.getUint16(i, littleEndian));
      break;
    case 'I8':
      for (let i = 0; i < bytes.length; i++) out[at++] = view.getInt8(i);
      break;
    case 'U8':
      for (const byte of bytes) out[at++] = byte;
      break;
    case 'I16':
      for (let i = 0; i + 2 <= bytes.length; i += 2) out[at++] = view.getInt16(i, littleEndian);
      break;
    case 'U16':
      for (let i = 0; i + 2 <= bytes.length; i += 2) out[at++] = view.getUint16(i, littleEndian);
      break;
    case 'U32':
      for (let i = 0; i + 4 <= bytes.length; i += 4) out[at++] = view.getUint32(i, littleEndian);
      break;
    case 'I32':
      for (let i = 0; i + 4 <= bytes.length; i += 4) out[at++] = view.getInt32(i, littleEndian);
      break;
    case 'I64':
      for (let i = 0; i + 8 <= bytes.length; i += 8) out[at++] = Number(view.getBigInt64(i, littleEndian));
      break;
    case 'BF16': {
      const single = new DataView(new ArrayBuffer(4));
      for (let i = 0; i + 2 <= bytes.length; i += 2) {
        single.setUint16(0, view.getUint16(i, littleEndian));
        out[at++] = single.getFloat32(0);
      }
    }
  }
}

/** IEEE 754 binary16. */
function half(bits: number): number {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  const magnitude =
    exponent === 31
      ? fraction === 0
        ? Infinity
        : NaN
      : exponent === 0
        ? fraction * 2 ** -24
        : (1024 + fraction) * 2 ** (exponent - 25);
  return bits & 0x8000 ? -magnitude : magnitude;
}
