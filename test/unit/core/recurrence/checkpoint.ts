import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseConfig } from '../../../../src/core/recurrence/layout/config';
import type { Hints } from '../../../../src/core/recurrence/layout/layout';
import type { Tensor } from '../../../../src/core/tensor';

/** A small safetensors file of the fixtures (F32 and BF16), whole. */
export function checkpoint(path: string): { tensors: Tensor[]; byName: Map<string, Tensor>; hints: Hints } {
  const bytes = readFileSync(join('test/fixtures/checkpoints', path));
  const headerLength = Number(bytes.readBigUInt64LE(0));
  const header = JSON.parse(bytes.toString('utf8', 8, 8 + headerLength)) as Record<
    string,
    { dtype: string; shape: number[]; data_offsets: [number, number] }
  >;
  const tensors = Object.entries(header).flatMap(([name, { dtype, shape, data_offsets }]) => {
    if (name === '__metadata__') return [];
    const [begin, end] = data_offsets.map((offset) => offset + 8 + headerLength) as [number, number];
    const size = dtype === 'F32' ? 4 : 2;
    const data = Float64Array.from({ length: (end - begin) / size }, (_, i) =>
      dtype === 'F32' ? bytes.readFloatLE(begin + 4 * i) : bfloat16(bytes.readUInt16LE(begin + 2 * i)),
    );
    return [{ name, dtype, shape, data }];
  });
  const config = join('test/fixtures/checkpoints', dirname(path), 'config.json');
  return {
    tensors,
    byName: new Map(tensors.map((tensor) => [tensor.name, tensor])),
    hints: existsSync(config) ? { config: parseConfig(readFileSync(config, 'utf8')) } : {},
  };
}

function bfloat16(word: number): number {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(word * 65536);
  return buffer.readFloatLE(0);
}

/** A tensor that counts from `start`, so that every element tells where it came from. */
export function counting(name: string, shape: readonly number[], start = 0): Tensor {
  const length = shape.reduce((size, each) => size * each, 1);
  return { name, dtype: 'F64', shape, data: Float64Array.from({ length }, (_, i) => start + i) };
}
