/** With sign, as the engine keeps them in registers. */
function tableOf(polynomial: number): Int32Array {
  return Int32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
    return value;
  });
}

const castagnoli = tableOf(0x82f63b78);
const ieee = tableOf(0xedb88320);

function crc(table: Int32Array, bytes: Uint8Array, before: number, from = 0, to = bytes.length): number {
  let value = ~before;
  for (let i = from; i < to; i++) value = (value >>> 8) ^ table[(value ^ bytes[i]!) & 255]!;
  return ~value >>> 0;
}

/** CRC-32 as zlib has it, continued from `before`. */
export function crc32(bytes: Uint8Array, before = 0): number {
  return crc(ieee, bytes, before);
}

/** TFRecord's masked CRC-32C of some of the bytes: rotated right by 15 bits plus a constant. */
export function maskedCrc32c(bytes: Uint8Array, from = 0, to = bytes.length): number {
  const value = crc(castagnoli, bytes, 0, from, to);
  return (((value >>> 15) | (value << 17)) + 0xa282ead8) >>> 0;
}
