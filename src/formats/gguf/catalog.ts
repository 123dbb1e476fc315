import * as l10n from '@vscode/l10n';
import type { ByteSource } from '../byteSource';
import { bytesOf, isReadable } from '../elements';
import type { Catalog } from '../format';
import { pause } from '../pause';
import { readElements } from '../readElements';
import { SequentialReader } from '../sequentialReader';
import {
  catalogOf,
  elementCount,
  entryOf,
  maxElements,
  maxTensors,
  quoted,
  type Listed,
} from '../tensorList';
import { broken } from './broken';
import { readMetadata } from './metadata';
import { blockTypes, readBlocks } from './quantized';

/** By ggml_type; those in blocks that share a scale stand in `blockTypes`. */
const plain: Readonly<Record<number, string>> = {
  ...{ 0: 'F32', 1: 'F16', 24: 'I8', 25: 'I16', 26: 'I32', 27: 'I64', 28: 'F64', 30: 'BF16' },
};
const maxAxes = 8;
const maxName = 1 << 16;
const tensorsPerStep = 1024;

/** @throws FormatError */
export async function openGguf(source: ByteSource): Promise<Catalog> {
  const reader = new SequentialReader(source, 4);
  // From version 3 on a file may be big-endian; a version is a small number in one of the two orders.
  const version = await reader.uint(4);
  reader.littleEndian = version % 65536 !== 0;
  const real = reader.littleEndian ? version : version / 2 ** 24;
  if (real !== 2 && real !== 3) throw broken(source, l10n.t('version {0} is not read', Math.floor(real)));
  const [tensors, pairs] = [await reader.uint(8), await reader.uint(8)];
  if (tensors === 0) throw broken(source, l10n.t('it has no tensors'));
  if (tensors > maxTensors) throw broken(source, l10n.t('it claims {0} tensors', tensors));
  const metadata = await readMetadata(reader, pairs);
  const infos: Info[] = [];
  for (let i = 0; i < tensors; i++) {
    if (i % tensorsPerStep === 0) await pause();
    infos.push(await readInfo(reader));
  }
  const alignment = Number(metadata.get('general.alignment') ?? 32);
  if (!(Number.isSafeInteger(alignment) && alignment >= 1))
    throw broken(source, l10n.t('an alignment of {0}', alignment));
  const start = Math.ceil(reader.at / alignment) * alignment;
  const listed = infos.map((info) => list(source, start, info, reader.littleEndian));
  const kept = [...metadata].map(([key, value]) => [`gguf.${key}`, value] as const);
  return catalogOf(source, 'GGUF', listed, new Map(kept));
}

interface Info {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: number;
  readonly offset: number;
}

async function readInfo(reader: SequentialReader): Promise<Info> {
  const length = await reader.uint(8);
  if (length > maxName) throw broken(reader.source, l10n.t('a name of {0} bytes', length));
  const name = await reader.text(length);
  const axes = await reader.uint(4);
  if (axes > maxAxes) throw broken(reader.source, l10n.t('{0} has {1} axes', quoted(name), axes));
  const lengths: number[] = [];
  for (let i = 0; i < axes; i++) lengths.push(await reader.uint(8));
  // ggml counts axes from the one whose elements stand next to each other.
  return { name, shape: lengths.reverse(), type: await reader.uint(4), offset: await reader.uint(8) };
}

function list(
  source: ByteSource,
  start: number,
  { name, shape, type, offset }: Info,
  littleEndian: boolean,
): Listed {
  const blocks = blockTypes[type];
  const dtype = plain[type] ?? blocks?.name ?? `ggml ${type}`;
  const count = elementCount(shape) ?? 0;
  const wants = blocks ? (count / blocks.elements) * blocks.bytes : (bytesOf(dtype, count) ?? 0);
  if (!Number.isInteger(wants) || !(start + offset + wants <= source.size))
    throw broken(source, l10n.t('the tensor {0} is not in the file as it says', quoted(name)));
  const entry = entryOf(source.name, name, dtype, shape, null, wants);
  const scaled = blocks?.values && littleEndian && count <= maxElements;
  return {
    entry: scaled ? { ...entry, unreadable: null } : entry,
    async load() {
      if (blocks?.values) return readBlocks(source, start + offset, count, blocks);
      if (!isReadable(dtype)) throw broken(source, dtype);
      return readElements(source, start + offset, count, dtype, littleEndian);
    },
  };
}
