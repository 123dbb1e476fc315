import type { VerdictName } from '../../core/verdict';
import type { Run } from '../../shared/runs';
import type { FileResult } from '../formats/fileResult';

/** The commands that scan many files, in parts if need be. */
export const scanCommands = ['analyze', 'series', 'monitor'] as const;
export type ScanCommand = (typeof scanCommands)[number];

/** The runs that a log, or a folder of logs, stands for. */
export interface RunsResult {
  readonly runs: readonly Run[];
  /** Verdicts that fail the check. */
  readonly failOn: readonly (VerdictName | 'undetermined')[];
}

/** What a scan says of a file: `monitor` its runs, the others its findings. */
export type ScanResult = FileResult | RunsResult;
