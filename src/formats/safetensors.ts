import type { ByteSource } from './byteSource';
import { bytesOf } from './elements';
import type { Format } from './format';
import { FormatError } from './formatError';
import { isRecord, parseJson } from './json';
import { pause } from './pause';
import { readElements } from './readElements';
import type { ReadableType } from './elements';
import { catalogueOf, elementCount, entryOf, quoted, type Listed } from './tensorList';

/** The limit of the reference implementation. */
const maxHeader = 100_000_000;
const tensorsPerStep = 4096;

/**
 * https://github.com/huggingface/safetensors#format: a u64 length, a JSON header, then the tensors without gap or overlap.
 * Only the header is read; a tensor is read by its own range.
 */
export const safetensors: Format = {
  name: 'safetensors',
  extensions: ['.safetensors'],
  match(head, size) {
    const length = head.length >= 9 ? headerLength(head) : NaN;
    return length >= 2 && length <= maxHeader && length + 8 <= size && head[8] === 0x7b;
  },
  async open(source) {
    const { header, dataStart } = await readHeader(source);
    const metadata = new Map<string, string>();
    const tensors: Listed[] = [];
    const ranges: Range[] = [];
    for (const [name, value] of Object.entries(header)) {
      if (name === '__metadata__') {
        for (const [key, text] of Object.entries(isRecord(value) ? value : {}))
          metadata.set(key, String(text));
        continue;
      }
      if (ranges.length % tensorsPerStep === 0) await pause();
      const { listed, range } = listTensor(source, name, value, dataStart);
      tensors.push(listed);
      ranges.push(range);
    }
    checkContiguous(source, ranges, source.size - dataStart);
    return catalogueOf(source, safetensors.name, tensors, metadata);
  },
};

/** u64, little-endian; above 2^53 not exact, which is too long anyway. */
function headerLength(head: Uint8Array): number {
  const view = new DataView(head.buffer, head.byteOffset, 8);
  return view.getUint32(0, true) + 2 ** 32 * view.getUint32(4, true);
}

async function readHeader(
  source: ByteSource,
): Promise<{ header: Record<string, unknown>; dataStart: number }> {
  if (source.size < 10)
    throw new FormatError(
      `${source.name}: ${source.size} bytes are too few for safetensors; copy or download it again.`,
    );
  const length = headerLength(await source.read(0, 8));
  if (length > maxHeader) {
    throw new FormatError(
      `${source.name}: its header claims ${length} bytes, more than the ${maxHeader} that safetensors allows; this is no safetensors file or a broken one, download it again.`,
    );
  }
  if (length + 8 > source.size) {
    throw new FormatError(
      `${source.name}: its header claims ${length} bytes and the file has ${source.size}; it is cut short, copy or download it again.`,
    );
  }
  const text = new TextDecoder().decode(await source.read(8, length));
  const header = parseJson(text, `${source.name}: the header`);
  if (!isRecord(header))
    throw new FormatError(`${source.name}: the header is no JSON object; save it again.`);
  return { header, dataStart: 8 + length };
}

interface Range {
  readonly name: string;
  readonly begin: number;
  readonly end: number;
}

function listTensor(
  source: ByteSource,
  name: string,
  value: unknown,
  dataStart: number,
): { listed: Listed; range: Range } {
  const broken = (reason: string) =>
    new FormatError(
      `${source.name}: the tensor ${quoted(name)} ${reason}; the file is broken, save or download it again.`,
    );
  const { dtype, shape, data_offsets: offsets } = isRecord(value) ? value : {};
  if (typeof dtype !== 'string' || !Array.isArray(shape) || !Array.isArray(offsets)) {
    throw broken('lacks "dtype", "shape" or "data_offsets"');
  }
  const [begin, end] = offsets as unknown[];
  if (!isOffset(begin) || !isOffset(end) || offsets.length !== 2 || begin > end) {
    throw broken(`has offsets (${offsets.slice(0, 3).join(', ')}) that are no range`);
  }
  if (dataStart + end > source.size)
    throw broken(`ends at byte ${dataStart + end}, beyond the file's ${source.size}`);

  const entry = entryOf(source.name, name, dtype, shape, null, end - begin);
  const count = elementCount(shape)!;
  const bytes = bytesOf(dtype, count);
  if (bytes !== undefined && bytes !== end - begin) {
    throw broken(`of shape ${shape.join('×')} takes ${bytes} bytes as ${dtype} and has ${end - begin}`);
  }
  const load = () => readElements(source, dataStart + begin, count, dtype as ReadableType);
  return { listed: { entry, load }, range: { name, begin, end } };
}

const isOffset = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function checkContiguous(source: ByteSource, ranges: Range[], dataLength: number): void {
  let last = 0;
  for (const { name, begin, end } of ranges.sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== last) {
      const what =
        begin < last ? 'overlaps the tensor before it' : `leaves a gap of ${begin - last} bytes before it`;
      throw new FormatError(
        `${source.name}: the tensor ${quoted(name)} ${what}, which safetensors forbids; save or download it again.`,
      );
    }
    last = end;
  }
  if (last !== dataLength) {
    throw new FormatError(
      `${source.name}: ${dataLength - last} bytes after the last tensor belong to none, which safetensors forbids; save or download it again.`,
    );
  }
}
