import * as l10n from '@vscode/l10n';
import type { ByteSource } from './byteSource';
import { bytesOf, whyUnreadable } from './elements';
import type { Catalog, CatalogEntry } from './format';
import { FormatError } from './formatError';

/** Elements of the largest tensor that is read: a gigabyte of float64. */
export const maxElements = 2 ** 27;
/** NumPy allows 64 axes from version 2, PyTorch 64 as well. */
const maxRank = 64;
/** Entries of the largest catalog; the largest published checkpoints have some 100,000 tensors. */
export const maxTensors = 500_000;

/** A listed tensor with the way to its elements in row-major order. */
export interface Listed {
  readonly entry: CatalogEntry;
  readonly load: () => Promise<Float64Array>;
  /** Also the elements of integers, which are no weights by themselves. */
  readonly numbers?: () => Promise<Float64Array>;
}

/** A length or a place as float64 holds it exactly. */
export const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;

/** The product of a shape; `undefined` when it is no shape or its product is not exact in float64. */
export function elementCount(shape: readonly unknown[]): number | undefined {
  if (shape.length > maxRank) return undefined;
  let count = 1;
  let isEmpty = false;
  for (const length of shape) {
    if (!isCount(length)) return undefined;
    if (length === 0) isEmpty = true;
    else count *= length;
    if (count > Number.MAX_SAFE_INTEGER) return undefined;
  }
  return isEmpty ? 0 : count;
}

/**
 * Describes a tensor of a known or unknown dtype.
 * @param unreadable a reason of the format's own, which goes before that of the dtype
 * @throws FormatError for a shape that overflows
 */
export function entryOf(
  file: string,
  name: string,
  dtype: string,
  shape: readonly unknown[],
  unreadable: string | null = null,
  bytes?: number,
): CatalogEntry {
  const count = elementCount(shape);
  if (count === undefined) {
    throw new FormatError(
      l10n.t(
        '{0}: the shape of {1} ({2}) is not one that a tensor can have; the file is broken, save it again.',
        file,
        quoted(name),
        String(shape.slice(0, 8)),
      ),
    );
  }
  const tooLarge =
    count > maxElements
      ? l10n.t('it has {0} elements, more than the {1} that are read at once', count, maxElements)
      : null;
  return {
    name,
    dtype,
    shape: shape as readonly number[],
    bytes: bytes ?? bytesOf(dtype, count) ?? 0,
    unreadable: unreadable ?? whyUnreadable(dtype) ?? tooLarge,
  };
}

/** A name from a file as messages show it. */
export function quoted(name: string): string {
  return JSON.stringify(name.length > 120 ? `${name.slice(0, 120)}…` : name);
}

/**
 * The catalog of listed tensors.
 * @throws FormatError when two have the same name, or there are too many
 */
export function catalogOf(
  source: ByteSource,
  format: string,
  tensors: readonly Listed[],
  metadata: ReadonlyMap<string, string> = new Map(),
): Catalog {
  if (tensors.length > maxTensors) {
    throw new FormatError(
      l10n.t(
        '{0}: it lists {1} tensors, more than the {2} that are shown; split it.',
        source.name,
        tensors.length,
        maxTensors,
      ),
    );
  }
  const byName = new Map<string, Listed>();
  for (const listed of tensors) {
    if (byName.has(listed.entry.name)) {
      throw new FormatError(
        l10n.t(
          '{0}: two tensors are named {1}, so none of them can be trusted; save the file again.',
          source.name,
          quoted(listed.entry.name),
        ),
      );
    }
    byName.set(listed.entry.name, listed);
  }
  return {
    format,
    entries: tensors.map(({ entry }) => entry),
    metadata,
    async tensor(name) {
      const listed = byName.get(name);
      if (!listed)
        throw new FormatError(
          l10n.t('{0}: it has no tensor {1}; list its names first.', source.name, quoted(name)),
        );
      const { dtype, shape, unreadable } = listed.entry;
      if (unreadable !== null) {
        throw new FormatError(
          l10n.t('{0}: {1} cannot be analyzed: {2}.', source.name, quoted(name), unreadable),
        );
      }
      return { name, dtype, shape, data: await listed.load() };
    },
  };
}
