import { createHash } from 'node:crypto';
import { inNotebook } from '../place';
import { printable } from '../style';
import { issuesOf, type GradedFile } from './issues';

const severities = { error: 'critical', warning: 'major', note: 'info' } as const;

/** GitLab's Code Quality report: a subset of the Code Climate format, a list of issues with fingerprints that last. */
export function codeQuality(files: readonly GradedFile[]): string {
  const times = new Map<string, number>();
  const issues = files.flatMap(issuesOf).map(({ file, level, rule, message, location, entry }) => {
    const path = file.replaceAll('\\', '/').replace(/^\.\//, '');
    // Lines move, names seldom; the count tells two of one name apart.
    const subject = `${path}:${rule}:${entry.name}:${entry.what}`;
    const time = times.get(subject) ?? 0;
    times.set(subject, time + 1);
    return {
      description: printable(inNotebook(location, message)),
      check_name: rule,
      fingerprint: createHash('sha256').update(`${subject}:${time}`).digest('hex'),
      severity: severities[level],
      location: { path, lines: { begin: location && location.cell === undefined ? location.line : 1 } },
    };
  });
  return JSON.stringify(issues);
}
