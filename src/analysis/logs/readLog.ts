import { FollowedLog } from '../../formats/logs/followedLog';
import { fileName } from '../../formats/logs/logFormat';
import { MemorySource } from '../../formats/memorySource';
import type { RunFile } from '../../shared/runs';
import { openFile } from '../fileSource';

/**
 * Reads what a log has that was not read yet.
 * @throws FormatError when the file cannot be read or is no log.
 */
export async function updateFrom(
  followed: FollowedLog,
  { path, file, bytes }: RunFile,
  options: Parameters<FollowedLog['update']>[1],
): Promise<void> {
  const source =
    file === null ? new MemorySource(fileName(path), bytes ?? new Uint8Array(0)) : await openFile(file);
  try {
    await followed.update(source, options);
  } finally {
    if ('close' in source) await source.close();
  }
}

/**
 * Reads a log to its end.
 * @throws FormatError as `updateFrom` does
 */
export async function readLog(place: RunFile, progress?: (done: number) => void): Promise<FollowedLog> {
  const followed = new FollowedLog(place.path);
  await updateFrom(followed, place, { complete: true, progress });
  return followed;
}
