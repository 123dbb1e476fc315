import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Catalog } from '../../../src/formats/format';
import { FormatError } from '../../../src/formats/formatError';
import { MemorySource } from '../../../src/formats/memorySource';
import { openCatalog } from '../../../src/formats/open';

const folder = join('test', 'fixtures', 'checkpoints');

/** The bytes of a fixture. */
export const fixtureBytes = (path: string): Uint8Array => new Uint8Array(readFileSync(join(folder, path)));

/** A fixture in memory with the files beside it. */
export function fixture(path: string): MemorySource {
  const place = join(folder, dirname(path));
  const siblings = new Map(
    readdirSync(place, { withFileTypes: true })
      .filter((file) => file.isFile())
      .map(({ name }) => [name, new Uint8Array(readFileSync(join(place, name)))]),
  );
  return new MemorySource(basename(path), fixtureBytes(path), siblings);
}

/** The catalog of a fixture. */
export const openFixture = (path: string): Promise<Catalog> => openCatalog(fixture(path));

/** The catalog of bytes in memory. */
export const openBytes = (name: string, bytes: Uint8Array): Promise<Catalog> =>
  openCatalog(new MemorySource(name, bytes));

/** A tensor as the scripts of the fixtures write it. */
export interface Expected {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** A fixture in JSON. */
export const expected = (path: string): Record<string, Expected> =>
  JSON.parse(readFileSync(join(folder, path), 'utf8')) as Record<string, Expected>;

/** Every tensor that can be analyzed, by name. */
export async function tensors(catalog: Catalog): Promise<Record<string, Expected>> {
  const read: Record<string, Expected> = {};
  for (const { name, unreadable } of catalog.entries) {
    if (unreadable !== null) continue;
    const { shape, data } = await catalog.tensor(name);
    read[name] = { shape: [...shape], data: [...data] };
  }
  return read;
}

/** Why a tensor cannot be analyzed, by name, for those that cannot. */
export const unreadable = ({ entries }: Catalog): Record<string, string> =>
  Object.fromEntries(
    entries.flatMap(({ name, unreadable }) => (unreadable === null ? [] : [[name, unreadable]])),
  );

/** A predicate for `assert.rejects`: one sentence of a FormatError that names the file and says this. */
export const sentence =
  (pattern: RegExp) =>
  (error: unknown): boolean => {
    if (!(error instanceof FormatError)) throw error;
    if (!/^[^\n]+: [^\n]+[.]$/.test(error.message)) throw new Error(`no sentence: ${error.message}`);
    if (!pattern.test(error.message)) throw new Error(`another message: ${error.message}`);
    return true;
  };

/** Bytes one after the other; numbers are single bytes, texts latin-1. */
export function bytes(...parts: readonly (number | string | Uint8Array)[]): Uint8Array {
  return new Uint8Array(
    Buffer.concat(
      parts.map((part) =>
        typeof part === 'number'
          ? Buffer.from([part])
          : typeof part === 'string'
            ? Buffer.from(part, 'latin1')
            : part,
      ),
    ),
  );
}

/** A little-endian unsigned integer of `size` bytes. */
export function uint(value: number | bigint, size: number): Uint8Array {
  let rest = BigInt(value);
  return Uint8Array.from({ length: size }, () => {
    const byte = Number(rest & 255n);
    rest >>= 8n;
    return byte;
  });
}
