import { open } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { headSize, isKnownContent } from '../formats/open';
import { isCheckpoint } from '../shared/checkpointEndings';
import { decode } from './readText';

/**
 * Is the file to be opened as a checkpoint: by its name, or, where that says nothing, by its first bytes? Bytes that are no
 * text are too, for the sentence about what they are. A file that cannot be read is not.
 * @param isText whether the name ends as a text's does
 */
export async function holdsCheckpoint(
  file: string,
  isText: (extension: string) => boolean,
): Promise<boolean> {
  if (isCheckpoint(file)) return true;
  if (isText(extname(file).toLowerCase())) return false;
  try {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      const head = new Uint8Array(Math.min(size, headSize));
      const { bytesRead } = await handle.read(head, 0, head.length, 0);
      const read = head.subarray(0, bytesRead);
      return isKnownContent(basename(file), read, size) || decode(read) === undefined;
    } finally {
      await handle.close();
    }
  } catch {
    return false;
  }
}
