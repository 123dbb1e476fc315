import type { GradedFile } from './issues';

/** The text of a report, piece by piece, as files come in their order. */
export interface ReportText<File = GradedFile> {
  /** What can be printed now that this file is there. */
  take(file: File): string;
  /** The rest, to its last line end. */
  end(): string;
}
