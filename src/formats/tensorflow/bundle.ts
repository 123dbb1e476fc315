import * as l10n from '@vscode/l10n';
import type { ByteSource } from '../byteSource';
import { bytesOf, type ReadableType } from '../elements';
import { foreignSentence } from '../foreign';
import type { Catalog } from '../format';
import { FormatError } from '../formatError';
import { liesWithin, placePart } from '../placePart';
import { readElements } from '../readElements';
import { catalogOf, elementCount, entryOf, maxTensors, quoted, type Listed } from '../tensorList';
import { readEntry, readHeader, type BundleEntry, type BundleHeader } from './bundleEntry';
import { fullNames, graphKey, onlyString } from './objectGraph';
import { broken, tableEntries } from './table';
import { variablesOf, type Variable } from './variables';

/** The largest object graph; that of a model of 10,000 layers is some 10 MB. */
const maxGraph = 1 << 27;
const maxShards = 10_000;

/**
 * A TensorFlow checkpoint; each variable is read from its shard when it is asked for.
 * @param source its index, a shard, or the `saved_model.pb` above its folder
 * @throws FormatError
 */
export async function openBundle(source: ByteSource): Promise<Catalog> {
  const { name } = source;
  const isSavedModel = name.toLowerCase() === 'saved_model.pb';
  const index = isSavedModel
    ? await source.sibling('variables.index', 'variables')
    : name.endsWith('.index')
      ? source
      : await source.sibling(name.replace(/\.data-\d+-of-\d+$/, '.index'));
  const alone = foreignSentence(source, new Uint8Array());
  if (!index) throw new FormatError(alone ?? name);
  try {
    return await new Bundle(index).open(isSavedModel);
  } catch (error) {
    if (!isSavedModel || !(error instanceof FormatError)) throw error;
    throw new FormatError(
      l10n.t(
        '{0}: this is a TensorFlow SavedModel, and its variables cannot be read ({1}); save the model as .keras, or convert it to ONNX with tf2onnx.',
        name,
        error.message.replace(/\.$/, ''),
      ),
    );
  }
}

class Bundle {
  #header: BundleHeader = { shards: 1, littleEndian: true };
  readonly #entries = new Map<string, BundleEntry>();
  /** Slices of variables in the order of where they begin, by the variable's name. */
  readonly #slices = new Map<string, BundleEntry[]>();
  readonly #shards = new Map<number, ByteSource>();

  constructor(private readonly index: ByteSource) {}

  async open(isSavedModel: boolean): Promise<Catalog> {
    await this.#readIndex();
    for (const entry of [...this.#entries.values(), ...[...this.#slices.values()].flat()]) {
      if (entry.slices.length === 0) await this.#checkPlace(entry);
    }
    const graph = this.#entries.get(graphKey);
    this.#entries.delete(graphKey);
    const full = graph && graph.size <= maxGraph ? fullNames(onlyString(await this.#bytes(graph))) : new Map<string, string>(); // prettier-ignore
    const { variables, skipped } = variablesOf(this.#entries, full);
    const metadata = skipped > 0 ? [['tensorflow.skipped', String(skipped)] as const] : [];
    const format = isSavedModel ? 'TensorFlow SavedModel' : 'TensorFlow checkpoint';
    const listed = variables.map((variable) => this.#listed(variable));
    return catalogOf(this.index, format, listed, new Map(metadata));
  }

  async #readIndex(): Promise<void> {
    let count = 0;
    for await (const [key, value] of tableEntries(this.index)) {
      if (++count > maxTensors) throw broken(this.index, l10n.t('more than {0} entries', maxTensors));
      try {
        if (key === '') this.#header = readHeader(value);
        else if (key.startsWith('\0')) {
          const name = decoded(key.slice(1).split('\0\x01', 1)[0]!);
          const slices = this.#slices.get(name);
          if (slices) slices.push(readEntry(value));
          else this.#slices.set(name, [readEntry(value)]);
        } else this.#entries.set(decoded(key), readEntry(value));
      } catch {
        throw broken(this.index, l10n.t('an entry that is no protobuf'));
      }
    }
    if (count === 0) throw broken(this.index, l10n.t('it is empty'));
    if (!(this.#header.shards <= maxShards))
      throw broken(this.index, l10n.t('{0} shards', this.#header.shards));
  }

  async #checkPlace({ shard, offset, size }: BundleEntry): Promise<void> {
    const file = await this.#shard(shard);
    if (offset >= 0 && size >= 0 && offset + size <= file.size) return;
    throw new FormatError(
      l10n.t(
        '{0}: the index has a tensor that ends at byte {1} and the file has {2}; it is cut short, copy it again.',
        file.name,
        offset + size,
        file.size,
      ),
    );
  }

  async #shard(number: number): Promise<ByteSource> {
    const opened = this.#shards.get(number);
    if (opened) return opened;
    const five = (value: number): string => String(value).padStart(5, '0');
    const { shards } = this.#header;
    if (!(number >= 0 && number < shards)) throw broken(this.index, l10n.t('a shard {0} of {1}', number, shards)); // prettier-ignore
    const name = `${this.index.name.slice(0, -'.index'.length)}.data-${five(number)}-of-${five(shards)}`;
    const file = await this.index.sibling(name);
    if (!file) {
      throw new FormatError(
        l10n.t(
          '{0}: this is the index of a TensorFlow checkpoint, and its weights in {1} are not next to it; copy them into the same folder.',
          this.index.name,
          quoted(name),
        ),
      );
    }
    this.#shards.set(number, file);
    return file;
  }

  async #bytes({ shard, offset, size }: BundleEntry): Promise<Uint8Array> {
    return (await this.#shard(shard)).read(offset, size);
  }

  #listed({ name, key, entry }: Variable): Listed {
    const parts = entry.slices.length > 0 ? this.#partsOf(key, entry) : [];
    const count = elementCount(entry.shape);
    const listed = entryOf(this.index.name, name, entry.dtype, entry.shape, parts ? null : l10n.t('its slices are not all in the index')); // prettier-ignore
    const size = bytesOf(entry.dtype, count!);
    if (entry.slices.length === 0 && size !== undefined && size !== entry.size)
      throw broken(this.index, l10n.t('{0} bytes for {1} of {2}', entry.size, quoted(name), size));
    return {
      entry: listed,
      load: async () => {
        if (entry.slices.length === 0) return this.#elements(entry);
        const whole = new Float64Array(count!);
        for (const { offsets, sizes, stored } of parts ?? [])
          placePart(whole, entry.shape, offsets, sizes, await this.#elements(stored));
        return whole;
      },
    };
  }

  async #elements({ dtype, shape, shard, offset }: BundleEntry): Promise<Float64Array> {
    const file = await this.#shard(shard);
    return readElements(file, offset, elementCount(shape)!, dtype as ReadableType, this.#header.littleEndian);
  }

  /** Keys of slices sort as where they begin does, so both lists are in one order. */
  #partsOf(
    key: string,
    { slices, shape, dtype }: BundleEntry,
  ): { offsets: number[]; sizes: number[]; stored: BundleEntry }[] | undefined {
    const stored = this.#slices.get(key) ?? [];
    const parts = slices
      .map(({ offsets, lengths }) => ({
        offsets,
        sizes: lengths.map((length, axis) => (length < 0 ? shape[axis]! : length)),
      })) // prettier-ignore
      .sort((a, b) => compare(a.offsets, b.offsets) || compare(a.sizes, b.sizes))
      .map((part, i) => ({ ...part, stored: stored[i]! }));
    const total = parts.reduce((sum, { sizes }) => sum + (elementCount(sizes) ?? NaN), 0);
    const fit = ({ offsets, sizes, stored: one }: (typeof parts)[number]): boolean =>
      liesWithin(shape, offsets, sizes) &&
      one.dtype === dtype &&
      one.shape.join() === sizes.join() &&
      one.size === bytesOf(dtype, elementCount(sizes)!);
    const fits = stored.length === parts.length && total === elementCount(shape) && parts.every(fit);
    return fits ? parts : undefined;
  }
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return 0;
}

/** Keys are UTF-8, read byte by byte. */
function decoded(latin1: string): string {
  // oxlint-disable-next-line no-control-regex -- most names are ASCII and are done with
  if (/^[\x00-\x7f]*$/.test(latin1)) return latin1;
  return new TextDecoder().decode(Uint8Array.from(latin1, (letter) => letter.charCodeAt(0)));
}
