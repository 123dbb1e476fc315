import * as l10n from '@vscode/l10n';
import type { ByteSource } from '../byteSource';
import type { Catalog } from '../format';
import { FormatError } from '../formatError';
import { isPlainName, refusedPath } from '../memorySource';
import { placePart } from '../placePart';
import { RangeSource } from '../range';
import { catalogOf, elementCount, entryOf, quoted, type Listed } from '../tensorList';
import { isZip, openZip } from '../zip/archive';
import { distributedTensors, type DistributedTensor, type StoredPart } from './distributedMetadata';
import { isOptimizer, shortNames } from './stateDict';
import { TorchNames } from './torchNames';
import { maxPickle, unpickled } from './unpickled';
import { openPytorchZip } from './zip';

const metadataName = '.metadata';

/**
 * A distributed checkpoint as one model; each tensor is put together from its parts when it is asked for.
 * @param source its `.metadata`, or one of the shards beside it
 * @throws FormatError
 */
export async function openDistributed(source: ByteSource): Promise<Catalog> {
  const metadata = source.name.endsWith('.distcp') ? await source.sibling(metadataName) : source;
  if (!metadata) {
    throw new FormatError(
      l10n.t(
        '{0}: this is one shard of a distributed PyTorch checkpoint, and the .metadata that says what is in it is not next to it; copy the whole folder.',
        source.name,
      ),
    );
  }
  if (metadata.size > maxPickle) {
    throw new FormatError(
      l10n.t(
        '{0}: its {1} has {2} bytes, more than the {3} that are read.',
        source.name,
        metadataName,
        metadata.size,
        maxPickle,
      ),
    );
  }
  const bytes = await metadata.read(0, metadata.size);
  const root = await unpickled(metadata.name, bytes, new TorchNames());
  const found = distributedTensors(metadata.name, root);
  const model = found.filter(({ path }) => path.length === 1 || !isOptimizer(path[0]!));
  const names = shortNames(model.map(({ path }) => path));
  const shards = new Shards(metadata);
  const tensors = model.map((tensor, i) => listed(metadata.name, names[i]!, tensor, shards));
  return catalogOf(metadata, l10n.t('PyTorch distributed, {0} shards', countFiles(found)), tensors);
}

const countFiles = (tensors: readonly DistributedTensor[]): number =>
  new Set(tensors.flatMap(({ parts }) => parts.map(({ file }) => file))).size;

function listed(
  file: string,
  name: string,
  { dtype, shape, parts }: DistributedTensor,
  shards: Shards,
): Listed {
  const count = elementCount(shape)!;
  const held = parts.reduce((sum, { sizes }) => sum + elementCount(sizes)!, 0);
  const transform = parts.flatMap(({ transforms }) => transforms)[0];
  const unreadable =
    transform !== undefined
      ? l10n.t('its parts were changed by {0} when they were written; save it without that', transform)
      : held !== count
        ? l10n.t('its parts have {0} elements of {1}', held, count)
        : null;
  return {
    entry: entryOf(file, name, dtype, shape, unreadable),
    async load() {
      const whole = new Float64Array(count);
      for (const part of parts) {
        const data = await shards.elements(name, part);
        placePart(whole, shape, part.offsets, part.sizes, data);
      }
      return whole;
    },
  };
}

/** The files of parts, each opened once. */
class Shards {
  readonly #opened = new Map<string, Promise<ByteSource | undefined>>();

  constructor(private readonly metadata: ByteSource) {}

  /** The elements of a part, which torch.save wrote as a file of its own within the shard. */
  async elements(tensor: string, { file, at, length, sizes }: StoredPart): Promise<Float64Array> {
    const range = new RangeSource(file, await this.#open(file), at, length);
    const broken = () =>
      new FormatError(
        l10n.t(
          '{0}: at byte {1} there is no part of {2} as the metadata describes it; copy or save the checkpoint again.',
          file,
          at,
          quoted(tensor),
        ),
      );
    if (!isZip(await range.read(0, Math.min(4, length)))) throw broken();
    const catalog = await openPytorchZip(await openZip(range));
    const [entry, other] = catalog.entries;
    if (!entry || other) throw broken();
    const { shape, data } = await catalog.tensor(entry.name);
    if (shape.join() !== sizes.join()) throw broken();
    return data;
  }

  async #open(file: string): Promise<ByteSource> {
    if (!isPlainName(file)) throw new FormatError(refusedPath(this.metadata.name, file));
    let opened = this.#opened.get(file);
    if (!opened) this.#opened.set(file, (opened = this.metadata.sibling(file)));
    const shard = await opened;
    if (shard) return shard;
    throw new FormatError(
      l10n.t(
        '{0}: the shard {1} is not next to it; copy it into the same folder.',
        this.metadata.name,
        quoted(file),
      ),
    );
  }
}
