import type { ByteSource } from '../byteSource';
import { widen } from '../elements';

/** A quantized type of ggml: blocks of elements that share a scale. */
export interface BlockType {
  readonly name: string;
  readonly elements: number;
  readonly bytes: number;
  /** The element `i` of a block at `at` without its scale, which is the half at the block's beginning; not for all types. */
  readonly values?: (bytes: Uint8Array, at: number, i: number) => number;
}

const byte8 = (bytes: Uint8Array, at: number, i: number): number => (bytes[at + 2 + i]! << 24) >> 24;
const nibble = (bytes: Uint8Array, at: number, i: number): number =>
  (i < 16 ? bytes[at + 2 + i]! & 15 : bytes[at + 2 + i - 16]! >> 4) - 8;

/** By ggml_type (ggml/src/ggml-common.h). */
export const blockTypes: Readonly<Record<number, BlockType>> = {
  2: { name: 'Q4_0', elements: 32, bytes: 18, values: nibble },
  3: { name: 'Q4_1', elements: 32, bytes: 20 },
  6: { name: 'Q5_0', elements: 32, bytes: 22 },
  7: { name: 'Q5_1', elements: 32, bytes: 24 },
  8: { name: 'Q8_0', elements: 32, bytes: 34, values: byte8 },
  10: { name: 'Q2_K', elements: 256, bytes: 84 },
  11: { name: 'Q3_K', elements: 256, bytes: 110 },
  12: { name: 'Q4_K', elements: 256, bytes: 144 },
  13: { name: 'Q5_K', elements: 256, bytes: 176 },
  14: { name: 'Q6_K', elements: 256, bytes: 210 },
};

const blocksPerStep = 1 << 16;

/** The elements of such a tensor, each times its block's scale. */
export async function readBlocks(
  source: ByteSource,
  offset: number,
  count: number,
  { elements, bytes: size, values }: BlockType,
): Promise<Float64Array> {
  const blocks = count / elements;
  const scale = new Float64Array(1);
  // The last block first: a file that is too short is known before anything is allocated.
  if (blocks > 0) await source.read(offset + (blocks - 1) * size, size);
  const out = new Float64Array(count);
  for (let first = 0; first < blocks; first += blocksPerStep) {
    const here = Math.min(blocksPerStep, blocks - first);
    const bytes = await source.read(offset + first * size, here * size);
    for (let block = 0; block < here; block++) {
      widen(bytes.subarray(block * size, block * size + 2), 'F16', true, scale, 0);
      for (let i = 0; i < elements; i++)
        out[(first + block) * elements + i] = scale[0]! * values!(bytes, block * size, i);
    }
  }
  return out;
}
