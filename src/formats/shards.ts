import * as l10n from '@vscode/l10n';
import type { ByteSource } from './byteSource';
import type { Catalog, CatalogEntry, Format } from './format';
import { FormatError } from './formatError';
import { isRecord, parseJson } from './json';
import { isPlainName, refusedPath } from './memorySource';
import { quoted } from './tensorList';

const maxIndex = 100_000_000;
const maxShards = 10_000;

/** How a shard is opened, given by the caller so that shards can be of any format but an index. */
export type OpenShard = (source: ByteSource) => Promise<Catalog>;

/** Hugging Face's `model.safetensors.index.json` and `pytorch_model.bin.index.json`: which shard holds which tensor. */
export function shardIndex(openShard: OpenShard): Format {
  const format: Format = {
    name: 'sharded checkpoint',
    extensions: ['.index.json'],
    match: (head) => /^\s*\{[^]*"weight_map"\s*:/.test(new TextDecoder().decode(head)),
    async open(source) {
      const map = await readWeightMap(source);
      const files = new Set(map.values());
      if (files.size > maxShards) {
        throw new FormatError(
          l10n.t(
            '{0}: it names {1} shards, more than the {2} that are opened.',
            source.name,
            files.size,
            maxShards,
          ),
        );
      }
      const shards = new Map<string, Catalog>();
      for (const file of files) shards.set(file, await openNamed(source, file, openShard));
      return combine(source, map, shards);
    },
  };
  return format;
}

async function readWeightMap(source: ByteSource): Promise<Map<string, string>> {
  if (source.size > maxIndex) {
    throw new FormatError(
      l10n.t(
        '{0}: an index of {1} bytes is larger than the {2} that are read; download it again.',
        source.name,
        source.size,
        maxIndex,
      ),
    );
  }
  const text = new TextDecoder().decode(await source.read(0, source.size));
  const index = parseJson(text, l10n.t('{0}: the index', source.name));
  const map = isRecord(index) ? index['weight_map'] : undefined;
  if (!isRecord(map))
    throw new FormatError(
      l10n.t('{0}: it has no "weight_map" that maps tensors to shards; download it again.', source.name),
    );
  const files = new Map<string, string>();
  for (const [tensor, file] of Object.entries(map)) {
    if (typeof file !== 'string')
      throw new FormatError(
        l10n.t('{0}: the shard of {1} is not a file name; download it again.', source.name, quoted(tensor)),
      );
    if (!isPlainName(file)) throw new FormatError(refusedPath(source.name, file));
    files.set(tensor, file);
  }
  return files;
}

async function openNamed(source: ByteSource, file: string, openShard: OpenShard): Promise<Catalog> {
  const shard = await source.sibling(file);
  if (!shard)
    throw new FormatError(
      l10n.t(
        '{0}: the shard {1} is not next to it; download it into the same folder.',
        source.name,
        quoted(file),
      ),
    );
  if (shard.name.endsWith('.json'))
    throw new FormatError(
      l10n.t(
        '{0}: the shard {1} is itself an index, which is not followed; list the shards themselves.',
        source.name,
        quoted(file),
      ),
    );
  return openShard(shard);
}

function combine(
  source: ByteSource,
  map: ReadonlyMap<string, string>,
  shards: ReadonlyMap<string, Catalog>,
): Catalog {
  const entriesOf = new Map(
    [...shards].map(([file, { entries }]) => [file, new Map(entries.map((entry) => [entry.name, entry]))]),
  );
  const entries: CatalogEntry[] = [];
  for (const [tensor, file] of map) {
    const entry = entriesOf.get(file)?.get(tensor);
    if (!entry)
      throw new FormatError(
        l10n.t(
          '{0}: the shard {1} has no tensor {2}; download both again.',
          source.name,
          quoted(file),
          quoted(tensor),
        ),
      );
    entries.push(entry);
  }
  const metadata = new Map([...shards.values()].flatMap((shard) => [...shard.metadata]));
  const inner = [...new Set([...shards.values()].map(({ format }) => format))].join(', ');
  return {
    format: l10n.t('{0} in {1} shards', inner, shards.size),
    entries,
    metadata,
    tensor(name) {
      const shard = shards.get(map.get(name) ?? '');
      if (!shard)
        return Promise.reject(
          new FormatError(
            l10n.t('{0}: it has no tensor {1}; list its names first.', source.name, quoted(name)),
          ),
        );
      return shard.tensor(name);
    },
  };
}
