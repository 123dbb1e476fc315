import type { VerdictName } from '../core/verdict';
import { failsOn } from './formats/issues';
import type { FileResult } from './formats/fileResult';

/** What the results of a run amount to. */
export class Outcome {
  private unreadable = false;
  private failed = false;

  take({ report, failOn, accepted }: FileResult): void {
    this.unreadable ||= report.unreadable;
    this.failed ||= fails(report.findings, failOn, accepted);
  }

  /** The exit status. */
  get status(): 0 | 1 | 2 {
    return this.unreadable ? 2 : this.failed ? 1 : 0;
  }
}

function fails(
  findings: FileResult['report']['findings'],
  failOn: readonly VerdictName[],
  accepted: FileResult['accepted'],
): boolean {
  return findings.some((finding, i) => failsOn(finding, failOn) && !accepted?.includes(i));
}
