import * as l10n from '@vscode/l10n';
import type { ByteSource } from '../byteSource';
import { FormatError } from '../formatError';
import type { SequentialReader } from '../sequentialReader';

/** The type of elements that are another one, deflated. */
export const compressed = 15;

/** An element of a MAT-file: a type, a length, data. */
export interface Element {
  readonly type: number;
  readonly start: number;
  readonly size: number;
  /** Where the next begins. */
  readonly next: number;
}

/**
 * The element that begins at the reader's place; the reader then stands at its data. One of up to four bytes has its
 * length in the upper half of its type. Compressed ones are not padded.
 * @throws FormatError
 */
export async function readElement(reader: SequentialReader): Promise<Element> {
  const word = await reader.uint(4);
  const small = Math.floor(word / 65536);
  if (small > 0) {
    if (small > 4) throw broken(reader.source, l10n.t('an element of {0} bytes in four', small));
    return { type: word % 65536, start: reader.at, size: small, next: reader.at + 4 };
  }
  const size = await reader.uint(4);
  const start = reader.at;
  if (start + size > reader.source.size) reader.skip(size);
  return { type: word, start, size, next: start + (word === compressed ? size : Math.ceil(size / 8) * 8) };
}

/** The sentence for a file that is not as it should be. */
export function broken(source: ByteSource, what: string): FormatError {
  return new FormatError(
    l10n.t('{0}: this MAT-file is broken ({1}); save it again.', source.name, what.replace(/\.$/, '')),
  );
}
