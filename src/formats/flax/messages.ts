import * as l10n from '@vscode/l10n';
import type { ByteSource } from '../byteSource';
import { FormatError } from '../formatError';
import { pause } from '../pause';
import { dtypeNamed } from '../pytorch/torchNames';
import { SequentialReader } from '../sequentialReader';

/** An array of NumPy whose bytes stand in the file. */
export class StoredArray {
  constructor(
    readonly dtype: string,
    readonly shape: readonly unknown[],
    readonly offset: number,
    readonly size: number,
  ) {}
}

/** What a message holds, as far as it matters for weights: texts and other values are `null`. */
export type Node = number | StoredArray | ReadonlyMap<string, Node> | null;

const maxDepth = 64;
const maxNodes = 2_000_000;
const maxKey = 1 << 16;
const nodesPerStep = 4096;
/** Flax's extension for arrays; 2 is a complex number, 3 a NumPy scalar. */
const arrayExtension = 1;

/** What the first byte of a message says (https://github.com/msgpack/msgpack/blob/master/spec.md). */
type Head =
  | { readonly kind: 'map' | 'array' | 'text' | 'skip'; readonly length: number }
  | { readonly kind: 'extension'; readonly length: number; readonly type: number }
  | { readonly kind: 'number'; readonly value: number };

/**
 * The tree of a MessagePack file; the bytes of arrays are not read.
 * @throws FormatError where it is broken, too deep or too long
 */
export async function readTree(source: ByteSource): Promise<Node> {
  return new Messages(source).node(0);
}

class Messages {
  readonly #reader: SequentialReader;
  #nodes = 0;

  constructor(source: ByteSource) {
    this.#reader = new SequentialReader(source, 0, false);
  }

  async node(depth: number): Promise<Node> {
    const head = await this.#head(depth);
    switch (head.kind) {
      case 'number':
        return head.value;
      case 'map':
      case 'array': {
        const map = new Map<string, Node>();
        for (let i = 0; i < head.length; i++) {
          const key = head.kind === 'map' ? await this.#key(depth) : String(i);
          map.set(key, await this.node(depth + 1));
        }
        return map;
      }
      case 'extension': {
        const end = this.#reader.at + head.length;
        const array = head.type === arrayExtension ? await this.#array(depth, end) : null;
        this.#reader.at = end;
        return array;
      }
      default:
        this.#reader.skip(head.length);
        return null;
    }
  }

  async #head(depth: number): Promise<Head> {
    if (depth > maxDepth) throw this.#broken(l10n.t('it is nested deeper than {0}', maxDepth));
    if (++this.#nodes > maxNodes)
      throw this.#broken(l10n.t('it holds more values than a checkpoint can need'));
    if (this.#nodes % nodesPerStep === 0) await pause();
    const reader = this.#reader;
    const byte = await reader.uint(1);
    if (byte < 0x80) return { kind: 'number', value: byte };
    if (byte < 0x90) return { kind: 'map', length: byte & 15 };
    if (byte < 0xa0) return { kind: 'array', length: byte & 15 };
    if (byte < 0xc0) return { kind: 'text', length: byte & 31 };
    if (byte >= 0xe0) return { kind: 'number', value: byte - 256 };
    const wide = async (first: number): Promise<number> =>
      reader.uint([1, 2, 4, 8][byte - first] as 1 | 2 | 4 | 8);
    const one = byte & ~1;
    if (byte >= 0xc4 && byte <= 0xc6) return { kind: 'skip', length: await wide(0xc4) };
    if (byte >= 0xc7 && byte <= 0xc9) {
      const length = await wide(0xc7);
      return this.#extension(await reader.uint(1), length);
    }
    if (byte >= 0xcc && byte <= 0xcf) return { kind: 'number', value: await wide(0xcc) };
    if (byte >= 0xd4 && byte <= 0xd8) return this.#extension(await reader.uint(1), 2 ** (byte - 0xd4));
    if (byte >= 0xd9 && byte <= 0xdb) return { kind: 'text', length: await wide(0xd9) };
    if (one === 0xdc) return { kind: 'array', length: await wide(0xdb) };
    if (one === 0xde) return { kind: 'map', length: await wide(0xdd) };
    // nil, false, true; floats; signed integers.
    const size = { 0xc0: 0, 0xc2: 0, 0xc3: 0, 0xca: 4, 0xcb: 8, 0xd0: 1, 0xd1: 2, 0xd2: 4, 0xd3: 8 }[byte];
    if (size === undefined) throw this.#broken(l10n.t('the byte {0} begins nothing', byte));
    return { kind: 'skip', length: size };
  }

  #extension(type: number, length: number): Head {
    if (this.#reader.at + length > this.#reader.source.size) this.#reader.skip(length);
    return { kind: 'extension', type, length };
  }

  async #key(depth: number): Promise<string> {
    const head = await this.#head(depth);
    if (head.kind === 'number') return String(head.value);
    if (head.kind !== 'text' || head.length > maxKey) throw this.#broken(l10n.t('a key that is no name'));
    return this.#reader.text(head.length);
  }

  /** `(shape, dtype, bytes)`, a message of its own; `null` for what is none. */
  async #array(depth: number, end: number): Promise<StoredArray | null> {
    const outer = await this.#head(depth);
    if (outer.kind !== 'array' || outer.length !== 3) return null;
    const axes = await this.node(depth + 1);
    const name = await this.#head(depth);
    if (!(axes instanceof Map) || (name.kind !== 'text' && name.kind !== 'skip') || name.length > maxKey)
      return null;
    const dtype = await this.#reader.text(name.length);
    const data = await this.#head(depth);
    if (data.kind !== 'skip' && data.kind !== 'text') return null;
    const offset = this.#reader.at;
    if (offset + data.length > end) throw this.#broken(l10n.t('an array that reaches beyond its message'));
    return new StoredArray(dtypeNamed(dtype) ?? dtype, [...axes.values()], offset, data.length);
  }

  #broken(what: string): FormatError {
    return new FormatError(
      l10n.t(
        '{0}: this MessagePack file is broken at byte {1}: {2}; save the parameters again.',
        this.#reader.source.name,
        this.#reader.at,
        what,
      ),
    );
  }
}
