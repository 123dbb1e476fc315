import { varintAt } from './varint';

/** A value as a column holds it; bytes of no text are `null`. */
export type SqlValue = number | string | null;

/** Bytes of the integers by their serial type. */
const integerBytes = [0, 1, 2, 3, 4, 6, 8];

/** The values of a record ([Hipp2004] §2.1); `undefined` where it is broken. */
export function recordValues(record: Uint8Array, decoder: TextDecoder): SqlValue[] | undefined {
  const head = varintAt(record, 0);
  if (!head || head.value > record.length) return undefined;
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
  const values: SqlValue[] = [];
  let body = head.value;
  for (let at = head.end; at < head.value;) {
    const type = varintAt(record, at);
    if (!type || type.end > head.value) return undefined;
    at = type.end;
    const { value: serial } = type;
    const size =
      serial >= 12 ? Math.floor((serial - 12) / 2) : serial === 7 ? 8 : (integerBytes[serial] ?? 0);
    if (body + size > record.length) return undefined;
    if (serial === 7) values.push(view.getFloat64(body));
    else if (serial === 8 || serial === 9) values.push(serial - 8);
    else if (serial >= 1 && serial <= 6) values.push(integer(view, body, size));
    else if (serial >= 13 && serial % 2 === 1)
      values.push(decoder.decode(record.subarray(body, body + size)));
    else values.push(null);
    body += size;
  }
  return values;
}

/** A big-endian two's complement of 1 to 8 bytes; beyond 2⁵³ rounded. */
function integer(view: DataView, at: number, size: number): number {
  let value = view.getInt8(at);
  for (let i = 1; i < size; i++) value = value * 256 + view.getUint8(at + i);
  return value;
}
