import * as l10n from '@vscode/l10n';
import { pause } from '../pause';
import type { SequentialReader } from '../sequentialReader';
import { broken } from './broken';

/** Bytes of a value by gguf_metadata_value_type; 8 is a text, 9 an array. */
const sizes: Readonly<Record<number, number>> = {
  ...{ 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8 },
};
const [text, array] = [8, 9];
const unsigned: Readonly<Record<number, 1 | 2 | 4 | 8>> = { 0: 1, 2: 2, 4: 4, 10: 8 };
const maxKept = 4096;
const maxKey = 1 << 16;
/** Keys and elements of arrays; the vocabularies of language models have some 300,000. */
const maxValues = 5_000_000;
const valuesPerStep = 4096;

/**
 * The texts and whole numbers of the metadata by key; other values are skipped.
 * @throws FormatError
 */
export async function readMetadata(reader: SequentialReader, pairs: number): Promise<Map<string, string>> {
  const kept = new Map<string, string>();
  let values = 0;
  const count = async (more: number): Promise<void> => {
    values += more;
    if (!(values <= maxValues)) throw broken(reader.source, l10n.t('its metadata has no end'));
    if (values % valuesPerStep === 0) await pause();
  };
  const skip = async (type: number, depth: number): Promise<void> => {
    await count(1);
    if (type === text) reader.skip(await reader.uint(8));
    else if (type === array && depth < 4) {
      const inner = await reader.uint(4);
      const length = await reader.uint(8);
      if (Object.hasOwn(sizes, inner)) reader.skip(length * sizes[inner]!);
      else for (let i = 0; i < length; i++) await skip(inner, depth + 1);
    } else if (Object.hasOwn(sizes, type)) reader.skip(sizes[type]!);
    else throw broken(reader.source, l10n.t('a value of type {0}', type));
  };
  for (let i = 0; i < pairs; i++) {
    const length = await reader.uint(8);
    if (length > maxKey) throw broken(reader.source, l10n.t('a name of {0} bytes', length));
    const key = await reader.text(length);
    const type = await reader.uint(4);
    const at = reader.at;
    const size = unsigned[type];
    if (size !== undefined) kept.set(key, String(await reader.uint(size)));
    else if (type === text && (await reader.uint(8)) <= maxKept) {
      reader.at = at;
      kept.set(key, await reader.text(await reader.uint(8)));
    }
    reader.at = at;
    await skip(type, 0);
  }
  return kept;
}
