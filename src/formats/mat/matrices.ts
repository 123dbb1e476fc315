import * as l10n from '@vscode/l10n';
import type { ByteSource } from '../byteSource';
import { bytesOf, type StoredType } from '../elements';
import { readElements } from '../readElements';
import { SequentialReader } from '../sequentialReader';
import { columnMajorStrides, gather } from '../strided';
import { elementCount, entryOf, maxTensors, type Listed } from '../tensorList';
import { broken, readElement, type Element } from './element';
import { vectorShape } from './vector';

/** Types of data; a class of wider elements may be kept in a narrower type that holds its values. */
const stored: Readonly<Record<number, StoredType>> = {
  ...{ 1: 'I8', 2: 'U8', 3: 'I16', 4: 'U16', 5: 'I32', 6: 'U32', 7: 'F32', 9: 'F64', 12: 'I64' },
};
/** Classes of arrays of numbers. */
const numeric: Readonly<Record<number, string>> = {
  ...{
    6: 'F64',
    7: 'F32',
    8: 'I8',
    9: 'U8',
    10: 'I16',
    11: 'U16',
    12: 'I32',
    13: 'U32',
    14: 'I64',
    15: 'U64',
  },
};
const [cell, struct, object, sparse] = [1, 2, 3, 5];
const [logicalFlag, complexFlag] = [0x200, 0x800];
const maxDepth = 32;
const maxMatrices = 500_000;
const maxHeader = 1 << 20;

/** Collects the arrays of matrices, which may be within structs and cells. */
export class Matrices {
  readonly listed: Listed[] = [];
  readonly #names = new Map<string, number>();
  #count = 0;

  /** @throws FormatError */
  async read(
    source: ByteSource,
    element: Element,
    littleEndian: boolean,
    path = '',
    depth = 0,
  ): Promise<void> {
    const end = element.start + element.size;
    if (element.size === 0) return;
    if (depth > maxDepth) throw broken(source, l10n.t('it is nested deeper than {0}', maxDepth));
    if (++this.#count > maxMatrices) throw broken(source, l10n.t('it holds more arrays than are read'));
    const reader = new SequentialReader(source, element.start, littleEndian);
    const next = async (): Promise<Element> => {
      const read = await readElement(reader);
      if (read.start + read.size > end)
        throw broken(source, l10n.t('an element that reaches beyond the one that it is in'));
      reader.at = read.next;
      return read;
    };
    const flags = await new SequentialReader(source, (await next()).start, littleEndian).uint(4);
    const kind = flags % 256;
    const shape = await integers(source, await next(), littleEndian);
    const own = await text(source, await next());
    const name = path === '' ? own : path;
    if (Object.hasOwn(numeric, kind)) {
      this.#list(source, name, flags, shape, await next(), littleEndian);
      return;
    }
    if (kind === sparse) {
      this.#unread(source, name, shape, l10n.t('sparse arrays are not analyzed'));
      return;
    }
    const count = elementCount(shape);
    if (count === undefined) throw broken(source, l10n.t('an impossible shape'));
    if (kind === object) await next();
    let fields = [''];
    if (kind === struct || kind === object) {
      const [width] = await integers(source, await next(), littleEndian);
      const names = await text(source, await next());
      if (!width) return;
      fields = Array.from({ length: Math.ceil(names.length / width) }, (_, i) =>
        names.slice(i * width, (i + 1) * width).replace(/\0.*$/s, ''),
      );
    } else if (kind !== cell) return;
    for (let i = 0; i < count; i++) {
      for (const field of fields) {
        const index = kind === cell || count > 1 ? [String(i)] : [];
        const place = [name, ...index, field].filter((part) => part !== '').join('.');
        await this.read(source, await next(), littleEndian, place, depth + 1);
      }
    }
  }

  #list(
    source: ByteSource,
    name: string,
    flags: number,
    shape: readonly number[],
    data: Element,
    littleEndian: boolean,
  ): void {
    const dtype = flags & logicalFlag ? 'BOOL' : numeric[flags % 256]!;
    const type = Object.hasOwn(stored, data.type) ? stored[data.type] : undefined;
    const count = elementCount(shape);
    if (flags & complexFlag) {
      this.#unread(source, name, shape, l10n.t('complex numbers are not analyzed'));
      return;
    }
    if (!type || count === undefined || bytesOf(type, count) !== data.size) {
      this.#unread(source, name, shape, l10n.t('its bytes are not as many as its shape needs'));
      return;
    }
    this.#add(name, (unique) => ({
      entry: entryOf(source.name, unique, dtype, vectorShape(name, shape)),
      load: async () => {
        const flat = await readElements(source, data.start, count, type, littleEndian);
        return gather(flat, shape, columnMajorStrides(shape));
      },
    }));
  }

  #unread(source: ByteSource, name: string, shape: readonly number[], reason: string): void {
    this.#add(name, (unique) => ({
      entry: entryOf(source.name, unique, 'unknown', shape, reason),
      load: () => Promise.resolve(new Float64Array()),
    }));
  }

  /** A file may hold a variable twice, the later one counts in MATLAB; both are shown. */
  #add(name: string, make: (unique: string) => Listed): void {
    const times = (this.#names.get(name) ?? 0) + 1;
    this.#names.set(name, times);
    if (this.listed.length <= maxTensors) this.listed.push(make(times === 1 ? name : `${name} (${times})`));
  }
}

async function integers(
  source: ByteSource,
  { start, size }: Element,
  littleEndian: boolean,
): Promise<number[]> {
  if (size > maxHeader || size % 4 !== 0) throw broken(source, l10n.t('an impossible shape'));
  return [...(await readElements(source, start, size / 4, 'I32', littleEndian))];
}

async function text(source: ByteSource, { start, size }: Element): Promise<string> {
  if (size > maxHeader) throw broken(source, l10n.t('a name of {0} bytes', size));
  return new TextDecoder().decode(await source.read(start, size));
}
