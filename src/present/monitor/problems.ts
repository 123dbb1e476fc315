import * as l10n from '@vscode/l10n';
import type { GradientLog } from '../../core/monitor/gradientLog';

/** What was wrong on the way through a log: one sentence each, and how many more there were. */
export function problemsOf({ problems, moreProblems }: GradientLog): readonly string[] {
  return moreProblems > 0
    ? [...problems, l10n.t('{0} more places like these were skipped.', moreProblems)]
    : problems;
}
