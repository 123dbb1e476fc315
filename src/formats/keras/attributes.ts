import type { DataObjects } from 'jsfive';

const attributeMessage = 0x0c;

/**
 * The attributes of an object that are wanted and hold one text. Others are not decoded: an array of texts could claim
 * gigabytes. One that cannot be decoded is left out, for attributes only describe.
 */
export function readAttributes(
  file: ArrayBuffer,
  objects: DataObjects,
  wanted: ReadonlySet<string>,
): Map<string, string> {
  const texts = new Map<string, string>();
  for (const message of objects.find_msg_type(attributeMessage)) {
    try {
      const offset = message.get('offset_to_message');
      const head = headOf(file, offset);
      if (!head || !head.isScalarText || !wanted.has(head.name)) continue;
      const [name, value] = objects.unpack_attribute(offset);
      if (typeof value === 'string') texts.set(name, value.replace(/\0+$/, ''));
    } catch {
      continue;
    }
  }
  return texts;
}

/** HDF5 file format specification, IV.A.2.m. */
function headOf(file: ArrayBuffer, offset: number): { name: string; isScalarText: boolean } | undefined {
  const view = new DataView(file);
  const version = view.getUint8(offset);
  if (version !== 1 && version !== 3) return undefined;
  const padded = (length: number) => (version === 1 ? Math.ceil(length / 8) * 8 : length);
  const nameLength = view.getUint16(offset + 2, true);
  const typeLength = view.getUint16(offset + 4, true);
  const nameAt = offset + (version === 1 ? 8 : 9);
  const typeAt = nameAt + padded(nameLength);
  const spaceAt = typeAt + padded(typeLength);
  const name = new TextDecoder().decode(new Uint8Array(file, nameAt, nameLength)).replace(/\0+$/, '');
  const typeClass = view.getUint8(typeAt) & 0x0f;
  // Class 3 is a text of fixed length, class 9 with 1 in its first bits one of variable length.
  const isText = typeClass === 3 || (typeClass === 9 && (view.getUint8(typeAt + 1) & 0x0f) === 1);
  return { name, isScalarText: isText && view.getUint8(spaceAt + 1) === 0 };
}
