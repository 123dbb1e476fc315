import type { ByteSource } from '../../formats/byteSource';
import { MemorySource } from '../../formats/memorySource';
import type { CheckpointPlace } from '../../shared/checkpoint';
import { openFile } from '../fileSource';

/**
 * The bytes of a checkpoint, to be closed after.
 * @throws FormatError for a file that cannot be opened
 */
export async function checkpointSource(
  place: CheckpointPlace,
): Promise<{ readonly source: ByteSource; readonly close: () => Promise<void> }> {
  if (place.kind === 'bytes') {
    return {
      source: new MemorySource(place.name, place.bytes, place.siblings),
      close: () => Promise.resolve(),
    };
  }
  const source = await openFile(place.path);
  return { source, close: () => source.close() };
}
