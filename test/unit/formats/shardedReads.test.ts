import assert from 'node:assert/strict';
import { defaultThresholds } from '../../../src/core/analysis';
import type { ByteSource } from '../../../src/formats/byteSource';
import { MemorySource } from '../../../src/formats/memorySource';
import { openCatalog } from '../../../src/formats/open';
import { Checkpoint } from '../../../src/analysis/checkpoint/checkpoint';
import { hintsOf } from '../../../src/analysis/checkpoint/hints';
import { full, itemsOf, quick } from '../../../src/analysis/checkpoint/items';

/** Zeros behind a head, however long; what is read of it is counted. */
class CountedSource implements ByteSource {
  constructor(
    readonly name: string,
    readonly size: number,
    private readonly head: Uint8Array,
    private readonly folder: ReadonlyMap<string, CountedSource>,
    private readonly counted: { bytes: number; reads: number },
  ) {}

  read(offset: number, length: number): Promise<Uint8Array> {
    this.counted.bytes += length;
    this.counted.reads++;
    const bytes = new Uint8Array(length);
    bytes.set(this.head.subarray(offset, offset + length));
    return Promise.resolve(bytes);
  }

  sibling(name: string): Promise<ByteSource | undefined> {
    return Promise.resolve(this.folder.get(name));
  }
}

const layers = 64;
const shards = 8;

/** A Mamba of 64 layers in 8 shards, some 20 GB of which nearly all are projections. */
function model(counted: { bytes: number; reads: number }): CountedSource {
  const folder = new Map<string, CountedSource>();
  const map: Record<string, string> = {};
  for (let shard = 0; shard < shards; shard++) {
    const name = `model-${shard}.safetensors`;
    const header: Record<string, unknown> = {};
    let end = 0;
    const add = (tensor: string, shape: number[]): void => {
      const begin = end;
      end += 4 * shape.reduce((a, b) => a * b);
      header[tensor] = { dtype: 'F32', shape, data_offsets: [begin, end] };
      map[tensor] = name;
    };
    for (let layer = shard; layer < layers; layer += shards) {
      const path = `backbone.layers.${layer}.mixer.`;
      add(`${path}A_log`, [64]);
      add(`${path}dt_bias`, [64]);
      add(`${path}D`, [64]);
      add(`${path}in_proj.weight`, [8192, 8192]);
      add(`${path}out_proj.weight`, [4096, 4096]);
    }
    const text = new TextEncoder().encode(JSON.stringify(header));
    const head = new Uint8Array(8 + text.length);
    new DataView(head.buffer).setUint32(0, text.length, true);
    head.set(text, 8);
    folder.set(name, new CountedSource(name, head.length + end, head, folder, counted));
  }
  const index = new TextEncoder().encode(JSON.stringify({ weight_map: map }));
  return new CountedSource('model.safetensors.index.json', index.length, index, folder, counted);
}

describe('a sharded model far larger than memory', () => {
  it('is answered from its headers and the few tensors needed', async () => {
    const counted = { bytes: 0, reads: 0 };
    const source = model(counted);
    const catalog = await openCatalog(source);
    const total = catalog.entries.reduce((sum, { bytes }) => sum + bytes, 0);
    assert.ok(total > 20e9);
    const { hints } = await hintsOf(source, catalog);
    const options = { steps: 100, activation: 'tanh', thresholds: defaultThresholds } as const;
    const checkpoint = new Checkpoint(catalog, hints, { ...options, stepsFrom: 'argument' });
    const items = itemsOf(checkpoint.layout);
    assert.deepEqual(
      items.map(({ kind }) => kind),
      Array(layers).fill('linear-recurrence'),
    );
    // Index, headers and the heads that formats are told from.
    assert.ok(counted.bytes < 400_000, `${counted.bytes} bytes before any tensor`);
    const before = { ...counted };
    for (const item of items) await full(item, checkpoint);
    // A_log and dt_bias (D tells the family, and is at most as long).
    assert.ok(counted.bytes - before.bytes <= layers * 3 * 64 * 4, `${counted.bytes - before.bytes}`);
    assert.ok(counted.bytes - before.bytes >= layers * 2 * 64 * 4);
  });

  it('a quick verdict on a matrix reads that matrix, and agrees with the analysis', async () => {
    const shape = [300, 300];
    const data = Float32Array.from({ length: 90_000 }, (_, i) => Math.sin(i * i) / 15);
    const header = new TextEncoder().encode(
      JSON.stringify({ w: { dtype: 'F32', shape, data_offsets: [0, 360_000] } }),
    );
    const bytes = new Uint8Array(8 + header.length + 360_000);
    new DataView(bytes.buffer).setUint32(0, header.length, true);
    bytes.set(header, 8);
    bytes.set(new Uint8Array(data.buffer), 8 + header.length);
    const catalog = await openCatalog(new MemorySource('w.safetensors', bytes));
    const options = { steps: 50, activation: 'tanh', thresholds: defaultThresholds } as const;
    const checkpoint = new Checkpoint(
      catalog,
      { metadata: new Map() },
      { ...options, stepsFrom: 'argument' },
    );
    const [item] = itemsOf(checkpoint.layout);
    const first = await quick(item!, checkpoint);
    const record = await full(item!, checkpoint);
    assert.equal(first.verdict, record.verdict);
    assert.ok(Math.abs(first.log10Gain! - record.log10Gain!) < 1e-6);
    assert.deepEqual([item!.kind, item!.row.name], ['matrix', 'w']);
    assert.match(first.explanation, /^A first verdict: the gain over 50 steps/);
  });
});
