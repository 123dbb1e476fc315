import * as l10n from '@vscode/l10n';
import { bytesOf, widen, type ReadableType } from '../elements';
import { FormatError } from '../formatError';
import { pause } from '../pause';
import { elementCount, maxElements } from '../tensorList';
import { inflateZlib } from './inflateZlib';

const maxChunks = 200_000;
const maxNodes = 100_000;
const chunksPerStep = 16;

/** A chunked dataset of HDF5 with an index of version 1. */
export interface Chunked {
  readonly file: ArrayBuffer;
  /** Begins the messages. */
  readonly place: string;
  /** Of the root of the index. */
  readonly address: number;
  readonly chunkShape: readonly number[];
  readonly shape: readonly number[];
  readonly dtype: ReadableType;
  readonly littleEndian: boolean;
  /** Ids in the order they were applied: 1 deflate, 2 shuffle, 3 fletcher32. */
  readonly filters: readonly number[];
}

interface Chunk {
  readonly offset: readonly number[];
  readonly start: number;
  readonly size: number;
  readonly filterMask: number;
}

/**
 * Puts the chunks together; elements of chunks that were never written are 0.
 * @throws FormatError for an unknown filter or a broken index
 */
export async function readChunks(chunked: Chunked): Promise<Float64Array> {
  const { place, chunkShape, shape, dtype, littleEndian } = chunked;
  const perChunk = elementCount(chunkShape);
  const count = elementCount(shape)!;
  const broken = (reason: string) =>
    new FormatError(l10n.t('{0} has {1}; save it again, without chunks if that is possible.', place, reason));
  if (perChunk === undefined || perChunk === 0 || perChunk > maxElements)
    throw broken(l10n.t('chunks of an impossible size'));
  const unknown = chunked.filters.find((id) => id !== 1 && id !== 2 && id !== 3);
  if (unknown !== undefined)
    throw broken(l10n.t('data in an unsupported compression (HDF5 filter {0})', unknown));
  const chunkBytes = bytesOf(dtype, perChunk)!;
  // An index of few bytes may claim a huge dataset.
  const all = chunksOf(chunked, broken);
  if (count > all.length * perChunk) throw broken(l10n.t('{0} chunks, too few for its shape', all.length));

  const out = new Float64Array(count);
  const values = new Float64Array(perChunk);
  for (const [i, chunk] of all.entries()) {
    const bytes = await unfiltered(chunked, chunk, chunkBytes, broken);
    if (bytes.length < chunkBytes) throw broken(l10n.t('a chunk that is cut short'));
    widen(bytes.subarray(0, chunkBytes), dtype, littleEndian, values, 0);
    scatter(values, chunk.offset, chunkShape, out, shape);
    if (i % chunksPerStep === 0) await pause();
  }
  return out;
}

/** Leaves of the B-tree, version 1, node type 1 (specification, III.A.1). */
function chunksOf({ file, address, shape }: Chunked, broken: (reason: string) => FormatError): Chunk[] {
  const view = new DataView(file);
  const u64 = (at: number) => Number(view.getBigUint64(at, true));
  const rank = shape.length;
  const chunks: Chunk[] = [];
  const waiting: { readonly at: number; readonly level: number | null }[] = [{ at: address, level: null }];
  const visited = new Set<number>();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (visited.has(node.at) || visited.size > maxNodes)
      throw broken(l10n.t('an index that leads back to itself'));
    visited.add(node.at);
    if (view.getUint32(node.at) !== 0x54524545 || view.getUint8(node.at + 4) !== 1)
      throw broken(l10n.t('a broken index'));
    const level = view.getUint8(node.at + 5);
    if (node.level !== null && level !== node.level - 1) throw broken(l10n.t('a broken index'));
    const entries = view.getUint16(node.at + 6, true);
    let at = node.at + 24;
    for (let i = 0; i < entries; i++) {
      const child = u64(at + 8 + 8 * (rank + 1));
      if (level > 0) waiting.push({ at: child, level });
      else {
        const offset = shape.map((_, axis) => u64(at + 8 + 8 * axis));
        chunks.push({
          offset,
          start: child,
          size: view.getUint32(at, true),
          filterMask: view.getUint32(at + 4, true),
        });
      }
      at += 16 + 8 * (rank + 1);
    }
    if (chunks.length > maxChunks || waiting.length > maxNodes)
      throw broken(l10n.t('more chunks than are read'));
  }
  return chunks;
}

async function unfiltered(
  { file, filters, dtype }: Chunked,
  { start, size, filterMask }: Chunk,
  chunkBytes: number,
  broken: (reason: string) => FormatError,
): Promise<Uint8Array> {
  if (start + size > file.byteLength) throw broken(l10n.t('a chunk beyond the end of the file'));
  let bytes: Uint8Array = new Uint8Array(file, start, size);
  for (let i = filters.length - 1; i >= 0; i--) {
    if (filterMask & (1 << i)) continue;
    if (filters[i] === 1) bytes = (await inflateZlib(bytes, chunkBytes + 4)) ?? bytes.subarray(0, 0);
    else if (filters[i] === 2) bytes = unshuffle(bytes, bytesOf(dtype, 1)!);
    else bytes = bytes.subarray(0, Math.max(0, bytes.length - 4));
  }
  return bytes;
}

function unshuffle(bytes: Uint8Array, itemSize: number): Uint8Array {
  const items = Math.floor(bytes.length / itemSize);
  const out = new Uint8Array(items * itemSize);
  for (let byte = 0; byte < itemSize; byte++) {
    for (let i = 0; i < items; i++) out[i * itemSize + byte] = bytes[byte * items + i]!;
  }
  return out;
}

/** Copies a chunk to its place; what reaches over the edge of the dataset is padding. */
function scatter(
  values: Float64Array,
  offset: readonly number[],
  chunkShape: readonly number[],
  out: Float64Array,
  shape: readonly number[],
): void {
  const rank = shape.length;
  const index = new Uint32Array(rank);
  for (const value of values) {
    let to = 0;
    let inside = true;
    for (let axis = 0; axis < rank; axis++) {
      const at = offset[axis]! + index[axis]!;
      if (at >= shape[axis]!) inside = false;
      to = to * shape[axis]! + at;
    }
    if (inside) out[to] = value;
    for (let axis = rank - 1; axis >= 0 && ++index[axis]! >= chunkShape[axis]!; axis--) index[axis] = 0;
  }
}
