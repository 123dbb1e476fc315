import { createHash } from 'node:crypto';
import { inNotebook } from '../place';
import { printable } from '../style';
import { issuesOf, type Issue } from './issues';
import type { ReportText } from './reportText';

const severities = { error: 'critical', warning: 'major', note: 'info' } as const;

/** GitLab's Code Quality report: a subset of the Code Climate format, a list of issues with fingerprints that last. */
export function codeQuality(): ReportText {
  const times = new Map<string, number>();
  let before = '[';
  const textOf = ({ file, level, rule, message, location, entry }: Issue): string => {
    const path = file.replaceAll('\\', '/').replace(/^\.\//, '');
    // Lines move, names seldom; the count tells two of one name apart.
    const subject = `${path}:${rule}:${entry.name}:${entry.what}`;
    const time = times.get(subject) ?? 0;
    times.set(subject, time + 1);
    return JSON.stringify({
      description: printable(inNotebook(location, message)),
      check_name: rule,
      fingerprint: createHash('sha256').update(`${subject}:${time}`).digest('hex'),
      severity: severities[level],
      location: { path, lines: { begin: location && location.cell === undefined ? location.line : 1 } },
    });
  };
  return {
    take(file) {
      const issues = issuesOf(file).map(textOf);
      if (issues.length === 0) return '';
      const text = before + issues.join(',');
      before = ',';
      return text;
    },
    end: () => `${before === ',' ? '' : before}]\n`,
  };
}
