import { failsOn } from './formats/issues';
import type { ScanResult } from './scan/commands';

/** 0 fine, 1 a verdict that fails the check, 2 a file that cannot be read. */
export type Status = 0 | 1 | 2;

/** What the results of a scan amount to. */
export class Outcome {
  private worst: Status = 0;

  take(result: ScanResult): void {
    this.raise(statusOf(result));
  }

  raise(status: Status): void {
    if (status > this.worst) this.worst = status;
  }

  /** The exit status. */
  get status(): Status {
    return this.worst;
  }
}

export function statusOf(result: ScanResult): Status {
  if ('runs' in result) return result.runs.some(({ verdict }) => result.failOn.includes(verdict)) ? 1 : 0;
  const { report, failOn, accepted } = result;
  if (report.unreadable) return 2;
  return report.findings.some((finding, i) => failsOn(finding, failOn) && !accepted?.includes(i)) ? 1 : 0;
}
