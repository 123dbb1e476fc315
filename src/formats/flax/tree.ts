import * as l10n from '@vscode/l10n';
import type { ByteSource } from '../byteSource';
import { bytesOf, type ReadableType } from '../elements';
import type { Catalog } from '../format';
import { FormatError } from '../formatError';
import { isOptimizer, shortNames } from '../pytorch/stateDict';
import { readElements } from '../readElements';
import { catalogOf, elementCount, entryOf, maxElements, type Listed } from '../tensorList';
import { readTree, StoredArray, type Node } from './messages';

/** The mark of an array that is too long for one message (flax/serialization.py, `_chunk`). */
const chunkedMark = '__msgpack_chunked_array__';

/** A tensor of one message, or of the elements of several one after the other. */
interface Leaf {
  readonly path: readonly string[];
  readonly dtype: string;
  readonly shape: readonly unknown[];
  readonly parts: readonly StoredArray[];
}

/** @throws FormatError for MessagePack that is broken or holds no arrays */
export async function openMsgpack(source: ByteSource): Promise<Catalog> {
  const root = await readTree(source);
  const skipped: string[] = [];
  const leaves: Leaf[] = [];
  const walk = (node: Node, path: readonly string[]): void => {
    if (node instanceof StoredArray)
      leaves.push({ path, dtype: node.dtype, shape: node.shape, parts: [node] });
    else if (isMap(node)) {
      const chunked = chunkedArray(node, path);
      if (chunked) leaves.push(chunked);
      else {
        for (const [key, child] of node) {
          if (path.length === 0 && isOptimizer(key)) skipped.push(key);
          else walk(child, [...path, key]);
        }
      }
    }
  };
  walk(root, []);
  if (leaves.length === 0) {
    throw new FormatError(
      l10n.t(
        '{0}: this MessagePack file holds no arrays as Flax writes them (Orbax of before OCDBT keeps them in folders beside it); restore it with the tool that wrote it and save the parameters as .safetensors or .npz.',
        source.name,
      ),
    );
  }
  const names = shortNames(leaves.map(({ path }) => path));
  const listed = leaves.map((leaf, i) => listLeaf(source, names[i]!, leaf));
  const metadata = new Map(skipped.length > 0 ? [['flax.skipped', JSON.stringify(skipped)]] : []);
  return catalogOf(source, 'Flax MessagePack', listed, metadata);
}

/** `instanceof` forgets what a read-only map holds. */
const isMap = (node: Node | undefined): node is ReadonlyMap<string, Node> => node instanceof Map;

function chunkedArray(node: ReadonlyMap<string, Node>, path: readonly string[]): Leaf | undefined {
  const [shape, chunks] = [node.get('shape'), node.get('chunks')];
  if (!node.has(chunkedMark) || !isMap(shape) || !isMap(chunks)) return undefined;
  const inOrder = (map: ReadonlyMap<string, Node>): Node[] =>
    Array.from({ length: map.size }, (_, i) => map.get(String(i)) ?? null);
  const parts = inOrder(chunks);
  if (!parts.every((part) => part instanceof StoredArray) || parts.length === 0) return undefined;
  return { path, dtype: parts[0]!.dtype, shape: inOrder(shape), parts };
}

function listLeaf(source: ByteSource, name: string, { dtype, shape, parts }: Leaf): Listed {
  const counts = parts.map((part) => elementCount(part.shape) ?? NaN);
  const count = elementCount(shape);
  const total = counts.reduce((sum, each) => sum + each, 0);
  const fits = parts.every(
    (part, i) => part.dtype === dtype && (bytesOf(dtype, counts[i]!) ?? part.size) === part.size,
  );
  const whole = fits && total === count;
  return {
    entry: entryOf(
      source.name,
      name,
      dtype,
      shape,
      whole ? null : l10n.t('its bytes are not as many as its shape needs'),
    ),
    async load() {
      if (count === undefined || count > maxElements) return new Float64Array();
      const [only] = parts;
      if (parts.length === 1) return readElements(source, only!.offset, count, dtype as ReadableType);
      const out = new Float64Array(count);
      let at = 0;
      for (const [i, { offset }] of parts.entries()) {
        out.set(await readElements(source, offset, counts[i]!, dtype as ReadableType), at);
        at += counts[i]!;
      }
      return out;
    },
  };
}
