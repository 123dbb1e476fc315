import * as l10n from '@vscode/l10n';
import type { ByteSource } from '../byteSource';
import { inflateZlib } from '../keras/inflateZlib';
import { MemorySource } from '../memorySource';
import { pause } from '../pause';
import { SequentialReader } from '../sequentialReader';
import type { Listed } from '../tensorList';
import { inflationLimit, maxInflated } from '../zip/inflate';
import { broken, compressed, readElement } from './element';
import { Matrices } from './matrices';

const headerSize = 128;
const matrix = 14;

/**
 * The arrays of a MAT-file of level 5, fields of structs under dotted names (MATLAB, "MAT-File Format").
 * @throws FormatError
 */
export async function listArrays(source: ByteSource): Promise<Listed[]> {
  if (source.size < headerSize) throw broken(source, l10n.t('it has {0} bytes', source.size));
  const littleEndian = new TextDecoder('latin1').decode(await source.read(126, 2)) === 'IM';
  const matrices = new Matrices();
  let inflated = 0;
  for (let at = headerSize; at + 8 <= source.size;) {
    const element = await readElement(new SequentialReader(source, at, littleEndian));
    at = element.next;
    await pause();
    if (element.type === matrix) await matrices.read(source, element, littleEndian);
    if (element.type !== compressed) continue;
    const limit = Math.min(inflationLimit(element.size), maxInflated - inflated);
    const bytes = await inflateZlib(await source.read(element.start, element.size), limit);
    if (!bytes) {
      throw broken(
        source,
        l10n.t('a variable is damaged, or inflates to more than {0} MB', Math.ceil(limit / 2 ** 20)),
      );
    }
    inflated += bytes.length;
    const inner = new MemorySource(source.name, bytes);
    const content = await readElement(new SequentialReader(inner, 0, littleEndian));
    if (content.type === matrix) await matrices.read(inner, content, littleEndian);
  }
  return matrices.listed;
}
