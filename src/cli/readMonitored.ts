import { resolve, sep } from 'node:path';
import { monitorModel } from '../analysis/logs/monitorModel';
import { updateFrom } from '../analysis/logs/readLog';
import { report } from '../core/monitor/report';
import { FormatError } from '../formats/formatError';
import { FollowedLog, type UpdateOptions } from '../formats/logs/followedLog';
import { normPlot } from '../present/monitor/normPlot';
import type { Plot } from '../present/plot/plot';
import { defaultChoice } from '../shared/monitor';
import type { MonitorRequest } from './monitorArguments';
import type { MonitoredFile } from './monitorFormats';
import { monitorRecord } from './monitorRecord';

export type ReadOptions = Pick<MonitorRequest, 'warmup' | 'threshold' | 'rules'>;

/**
 * A training log, read to its end and judged.
 * @throws FormatError in one sentence when it cannot be read or is no log.
 */
export async function readMonitored(file: string, options: ReadOptions): Promise<MonitoredFile> {
  const followed = followedLog(file);
  await readOn(followed, file, { complete: true });
  if (followed.formatName === undefined) throw new FormatError(`${file} is empty.`);
  return judged(followed, file, options);
}

/** A log of which nothing has been read yet. */
export const followedLog = (file: string): FollowedLog => new FollowedLog(slashed(file));

/** The whole path of a file, with forward slashes. */
export const slashed = (file: string): string => resolve(file).split(sep).join('/');

/** Reads what a file has that was not read yet. */
export function readOn(followed: FollowedLog, file: string, options: UpdateOptions): Promise<void> {
  return updateFrom(followed, { path: slashed(file), file, bytes: null }, options);
}

/** What has been read of a log, judged. */
export function judged(
  followed: FollowedLog,
  file: string,
  { warmup, threshold, rules }: ReadOptions,
): MonitoredFile {
  const { log, formatName = '' } = followed;
  const options = { format: formatName, warmup, threshold, rules };
  const plot = (): Plot | null => {
    const about = { ...options, name: file, runs: [], run: null, readShare: null };
    const choice = { ...defaultChoice, warmup };
    const model = monitorModel(log, report(log, options), { choice, rules }, about);
    const chosen = model.recommendation?.threshold ?? null;
    return model.focus && normPlot(model, model.focus, { others: true, threshold: chosen });
  };
  return { log, record: monitorRecord(log, { ...options, file }), plot };
}
