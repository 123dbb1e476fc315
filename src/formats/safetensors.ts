import * as l10n from '@vscode/l10n';
import type { ByteSource } from './byteSource';
import { bytesOf } from './elements';
import type { Format } from './format';
import { FormatError } from './formatError';
import { isRecord, parseJson } from './json';
import { pause } from './pause';
import { readElements } from './readElements';
import type { ReadableType } from './elements';
import { catalogOf, elementCount, entryOf, isCount, quoted, type Listed } from './tensorList';

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
    const ranges: ByteRange[] = [];
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
    return catalogOf(source, safetensors.name, tensors, metadata);
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
      l10n.t(
        '{0}: {1} bytes are too few for safetensors; copy or download it again.',
        source.name,
        source.size,
      ),
    );
  const length = headerLength(await source.read(0, 8));
  if (length > maxHeader) {
    throw new FormatError(
      l10n.t(
        '{0}: its header claims {1} bytes, more than the {2} that safetensors allows; this is not a safetensors file, or is damaged; download it again.',
        source.name,
        length,
        maxHeader,
      ),
    );
  }
  if (length + 8 > source.size) {
    throw new FormatError(
      l10n.t(
        '{0}: its header claims {1} bytes and the file has {2}; it is cut short, copy or download it again.',
        source.name,
        length,
        source.size,
      ),
    );
  }
  const text = new TextDecoder().decode(await source.read(8, length));
  const header = parseJson(text, l10n.t('{0}: the header', source.name));
  if (!isRecord(header))
    throw new FormatError(l10n.t('{0}: the header is not a JSON object; save it again.', source.name));
  return { header, dataStart: 8 + length };
}

interface ByteRange {
  readonly name: string;
  readonly begin: number;
  readonly end: number;
}

function listTensor(
  source: ByteSource,
  name: string,
  value: unknown,
  dataStart: number,
): { listed: Listed; range: ByteRange } {
  const { dtype, shape, data_offsets: offsets } = isRecord(value) ? value : {};
  if (typeof dtype !== 'string' || !Array.isArray(shape) || !Array.isArray(offsets)) {
    throw new FormatError(
      l10n.t(
        '{0}: the tensor {1} lacks "dtype", "shape" or "data_offsets"; the file is broken, save or download it again.',
        source.name,
        quoted(name),
      ),
    );
  }
  const [begin, end] = offsets as unknown[];
  if (!isCount(begin) || !isCount(end) || offsets.length !== 2 || begin > end) {
    throw new FormatError(
      l10n.t(
        '{0}: the tensor {1} has offsets ({2}) that are not a valid range; the file is broken, save or download it again.',
        source.name,
        quoted(name),
        offsets.slice(0, 3).join(', '),
      ),
    );
  }
  if (dataStart + end > source.size)
    throw new FormatError(
      l10n.t(
        "{0}: the tensor {1} ends at byte {2}, beyond the file's {3}; the file is broken, save or download it again.",
        source.name,
        quoted(name),
        dataStart + end,
        source.size,
      ),
    );

  const entry = entryOf(source.name, name, dtype, shape, null, end - begin);
  const count = elementCount(shape)!;
  const bytes = bytesOf(dtype, count);
  if (bytes !== undefined && bytes !== end - begin) {
    throw new FormatError(
      l10n.t(
        '{0}: the tensor {1} of shape {2} takes {3} bytes as {4} and has {5}; the file is broken, save or download it again.',
        source.name,
        quoted(name),
        shape.join('×'),
        bytes,
        dtype,
        end - begin,
      ),
    );
  }
  const load = () => readElements(source, dataStart + begin, count, dtype as ReadableType);
  return { listed: { entry, load }, range: { name, begin, end } };
}

function checkContiguous(source: ByteSource, ranges: ByteRange[], dataLength: number): void {
  let last = 0;
  for (const { name, begin, end } of ranges.sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== last) {
      throw new FormatError(
        begin < last
          ? l10n.t(
              '{0}: the tensor {1} overlaps the tensor before it, which safetensors forbids; save or download it again.',
              source.name,
              quoted(name),
            )
          : l10n.t(
              '{0}: the tensor {1} leaves a gap of {2} bytes before it, which safetensors forbids; save or download it again.',
              source.name,
              quoted(name),
              begin - last,
            ),
      );
    }
    last = end;
  }
  if (last !== dataLength) {
    throw new FormatError(
      l10n.t(
        '{0}: {1} bytes after the last tensor do not belong to any tensor, which safetensors forbids; save or download it again.',
        source.name,
        dataLength - last,
      ),
    );
  }
}
