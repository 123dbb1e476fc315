import { closeSync, ftruncateSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Shapes of float32 tensors by name. */
export type Shapes = Readonly<Record<string, readonly number[]>>;

/** A safetensors file whose tensors are holes of zeros, but for those that `fill` gives values. */
export function sparseSafetensors(
  file: string,
  shapes: Shapes,
  fill: (name: string, count: number) => Float32Array | null = () => null,
): void {
  let end = 0;
  const header = Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => {
      const begin = end;
      end += 4 * shape.reduce((a, b) => a * b, 1);
      return [name, { dtype: 'F32', shape, data_offsets: [begin, end] as const }];
    }),
  );
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  const handle = openSync(file, 'w');
  try {
    writeSync(handle, length, 0, 8, 0);
    writeSync(handle, text, 0, text.length, 8);
    const start = 8 + text.length;
    ftruncateSync(handle, start + end);
    for (const [
      name,
      {
        data_offsets: [from, to],
      },
    ] of Object.entries(header)) {
      const values = fill(name, (to - from) / 4);
      if (values) writeSync(handle, new Uint8Array(values.buffer), 0, values.byteLength, start + from);
    }
  } finally {
    closeSync(handle);
  }
}

/** A Mamba-2 of some 20 GB, `layers` of it named; nearly all of it is projections. */
export function mambaShapes(layers: readonly number[]): Shapes {
  return Object.fromEntries<readonly number[]>(
    layers.flatMap((layer) => {
      const path = `backbone.layers.${layer}.mixer.`;
      return [
        [`${path}A_log`, [64]],
        [`${path}dt_bias`, [64]],
        [`${path}D`, [64]],
        [`${path}in_proj.weight`, [8192, 8192]],
        [`${path}out_proj.weight`, [4096, 4096]],
      ] as const;
    }),
  );
}

/** The same model in shards, with the index of Hugging Face; returns the index. */
export function shardedMamba(folder: string, layers: number, shards: number): string {
  const map: Record<string, string> = {};
  for (let shard = 0; shard < shards; shard++) {
    const own = Array.from({ length: layers }, (_, i) => i).filter((i) => i % shards === shard);
    const name = `model-${shard + 1}-of-${shards}.safetensors`;
    const shapes = mambaShapes(own);
    sparseSafetensors(join(folder, name), shapes);
    for (const tensor of Object.keys(shapes)) map[tensor] = name;
  }
  const index = join(folder, 'model.safetensors.index.json');
  writeFileSync(index, JSON.stringify({ weight_map: map }));
  return index;
}

/** Shapes of PyTorch's LSTM of `layers` layers, `h` wide. */
export function lstmShapes(h: number, layers: number): Shapes {
  return Object.fromEntries<readonly number[]>(
    Array.from({ length: layers }, (_, l) => l).flatMap((l) => [
      [`lstm.weight_ih_l${l}`, [4 * h, h]] as const,
      [`lstm.weight_hh_l${l}`, [4 * h, h]] as const,
      [`lstm.bias_ih_l${l}`, [4 * h]] as const,
      [`lstm.bias_hh_l${l}`, [4 * h]] as const,
    ]),
  );
}
