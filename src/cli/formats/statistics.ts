import { rules } from '../../present/report/rules';
import { gradedFile, type FileResult } from './fileResult';
import { issuesOf } from './issues';

/** How often each rule was met, as `--statistics` prints it. */
export interface Statistics {
  take(result: FileResult): void;
  table(): string;
  json(): string;
}

export function statisticsOf(): Statistics {
  const counts = new Map<string, number>();
  /** The most frequent first. */
  const rows = (): { count: number; rule: string; title: string }[] =>
    [...counts]
      .map(([rule, count]) => ({ count, rule, title: rules[rule]?.title ?? rule }))
      .sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1));
  return {
    take(result) {
      for (const { rule } of issuesOf(gradedFile(result))) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    },
    table() {
      const found = rows();
      if (found.length === 0) return 'nothing found';
      const count = Math.max(...found.map((row) => String(row.count).length));
      const rule = Math.max(...found.map((row) => row.rule.length));
      return found
        .map((row) => `${String(row.count).padStart(count)}  ${row.rule.padEnd(rule)}  ${row.title}`)
        .join('\n');
    },
    json: () => JSON.stringify(rows()),
  };
}
