import type { Request } from '../analyzeArguments';
import type { FoundFile } from '../findFiles';
import type { MonitorRequest } from '../monitorArguments';
import type { ProgressLine } from '../progressLine';
import { RunScan } from '../runs/runScan';
import type { ScanResult } from './commands';
import { FileScan } from './fileScan';

/** What a scan is to do; its threads are told it. */
export type ScanJob =
  | { readonly command: 'analyze' | 'series'; readonly request: Request }
  | { readonly command: 'monitor'; readonly request: MonitorRequest };

/** Answers for files, one after the other. */
export interface FileAnswers {
  /** The answer for a file; `null` for one that is left out. */
  result(file: FoundFile): Promise<ScanResult | null>;
  /** What the answer depends on beside the file. */
  asked(file: FoundFile): Promise<string>;
}

/** @param progress where to say what takes long */
export const answersOf = (job: ScanJob, progress?: ProgressLine): FileAnswers =>
  job.command === 'monitor' ? new RunScan(job.request) : new FileScan(job.request, progress);
