import * as l10n from '@vscode/l10n';
import { PbfReader } from 'pbf';
import type { ByteSource } from '../byteSource';
import { FormatError } from '../formatError';
import { pause } from '../pause';

const footerSize = 48;
const magic = [0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb];
/** A block's type and checksum follow it. */
const blockTrailer = 5;
/** Blocks are of some 256 KiB, one that holds an object graph's key no larger. */
const maxBlock = 1 << 26;
/** Of all keys together, which share prefixes in the file and not in memory. */
const maxKeyBytes = 1 << 26;

/** A key as Latin-1, byte for byte, and its value. */
export type Entry = readonly [key: string, value: Uint8Array];

/**
 * The entries of a LevelDB table (table_format.md), in the order of their keys.
 * @throws FormatError where it is broken or compressed
 */
export async function* tableEntries(source: ByteSource): AsyncGenerator<Entry> {
  if (source.size < footerSize) throw broken(source, l10n.t('it has {0} bytes', source.size));
  const footer = await source.read(source.size - footerSize, footerSize);
  if (!magic.every((byte, i) => footer[footerSize - 8 + i] === byte))
    throw broken(source, l10n.t('it does not end as one'));
  const reader = new Varints(source, footer);
  reader.handle();
  const keys = { left: maxKeyBytes };
  for (const [, value] of blockEntries(source, await readBlock(source, reader.handle()), keys)) {
    const block = await readBlock(source, new Varints(source, value).handle());
    yield* blockEntries(source, block, keys);
    await pause();
  }
}

interface Handle {
  readonly offset: number;
  readonly size: number;
}

async function readBlock(source: ByteSource, { offset, size }: Handle): Promise<Uint8Array> {
  if (size > maxBlock) throw broken(source, l10n.t('a block of {0} bytes', size));
  const bytes = await source.read(offset, size + blockTrailer);
  if (bytes[size] !== 0) {
    throw new FormatError(
      l10n.t(
        '{0}: this table is compressed, as those of TensorFlow checkpoints are not; save the variables as .npz.',
        source.name,
      ),
    );
  }
  return bytes.subarray(0, size);
}

/** Each entry: bytes of the key that it shares with the one before, those it does not, those of the value; then both. */
function* blockEntries(source: ByteSource, block: Uint8Array, keys: { left: number }): Generator<Entry> {
  if (block.length < 4) throw broken(source, l10n.t('a block of {0} bytes', block.length));
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const end = block.length - 4 - 4 * view.getUint32(block.length - 4, true);
  const reader = new Varints(source, block.subarray(0, Math.max(0, end)));
  const latin1 = new TextDecoder('latin1');
  let key = '';
  while (reader.at < end) {
    const [shared, own, length] = [reader.next(), reader.next(), reader.next()];
    const from = reader.at;
    keys.left -= shared + own;
    if (shared > key.length || from + own + length > end || keys.left < 0)
      throw broken(source, l10n.t('an entry that reaches beyond its block'));
    key = key.slice(0, shared) + latin1.decode(block.subarray(from, from + own));
    reader.at = from + own + length;
    yield [key, block.subarray(from + own, reader.at)];
  }
}

/** Reads varints one after the other. */
class Varints {
  readonly #pbf: PbfReader;

  constructor(
    private readonly source: ByteSource,
    bytes: Uint8Array,
  ) {
    this.#pbf = new PbfReader(bytes);
  }
  get at(): number {
    return this.#pbf.pos;
  }
  set at(position: number) {
    this.#pbf.pos = position;
  }
  next(): number {
    let value = NaN;
    try {
      value = this.#pbf.readVarint();
    } catch {
      // Told below: it has more than ten bytes.
    }
    if (!Number.isSafeInteger(value) || value < 0 || this.#pbf.pos > this.#pbf.length)
      throw broken(this.source, l10n.t('a number that does not end'));
    return value;
  }
  handle(): Handle {
    return { offset: this.next(), size: this.next() };
  }
}

/** The sentence for an index that is not as it should be. */
export function broken(source: ByteSource, what: string): FormatError {
  return new FormatError(
    l10n.t(
      '{0}: this index of a TensorFlow checkpoint is broken ({1}); copy it again, or save the model as .keras or its variables as .npz.',
      source.name,
      what,
    ),
  );
}
