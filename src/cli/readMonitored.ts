import { resolve, sep } from 'node:path';
import { openFile } from '../analysis/fileSource';
import { FormatError } from '../formats/formatError';
import { FollowedLog } from '../formats/logs/followedLog';
import type { MonitorRequest } from './monitorArguments';
import type { MonitoredFile } from './monitorFormats';
import { monitorRecord } from './monitorRecord';

export type ReadOptions = Pick<MonitorRequest, 'warmup' | 'threshold' | 'rules'>;

/**
 * A training log, read to its end and judged.
 * @throws FormatError in one sentence when it cannot be read or is no log.
 */
export async function readMonitored(file: string, options: ReadOptions): Promise<MonitoredFile> {
  const followed = new FollowedLog(resolve(file).split(sep).join('/'));
  await updateFrom(followed, file, true);
  if (followed.formatName === undefined) throw new FormatError(`${file} is empty.`);
  return judged(followed, file, options);
}

/** Reads what a file has that was not read yet. */
export async function updateFrom(followed: FollowedLog, file: string, complete: boolean): Promise<void> {
  const source = await openFile(file);
  try {
    await followed.update(source, { complete });
  } finally {
    await source.close();
  }
}

/** What has been read of a log, judged. */
export function judged(
  followed: FollowedLog,
  file: string,
  { warmup, threshold, rules }: ReadOptions,
): MonitoredFile {
  const { log, formatName = '' } = followed;
  return { log, record: monitorRecord(log, { file, format: formatName, warmup, threshold, rules }) };
}
