function tableOf(polynomial: number): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
    return value >>> 0;
  });
}

const castagnoli = tableOf(0x82f63b78);
const ieee = tableOf(0xedb88320);

function crc(table: Uint32Array, bytes: Uint8Array, before: number): number {
  let value = ~before;
  for (const byte of bytes) value = (value >>> 8) ^ table[(value ^ byte) & 255]!;
  return ~value >>> 0;
}

/** CRC-32 as zlib has it, continued from `before`. */
export function crc32(bytes: Uint8Array, before = 0): number {
  return crc(ieee, bytes, before);
}

/** TFRecord's masked CRC-32C: rotated right by 15 bits plus a constant. */
export function maskedCrc32c(bytes: Uint8Array): number {
  const value = crc(castagnoli, bytes, 0);
  return (((value >>> 15) | (value << 17)) + 0xa282ead8) >>> 0;
}
