import type { Findings } from './findings';
import { readJsonValue } from './json';

const checkpointLines = 1000;

/** Reads JSON Lines: every line is a document of its own, so a broken line spoils no other. */
export function readJsonLines(findings: Findings): void {
  const { text } = findings;
  let index = 0;
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end);
    if (index % checkpointLines === 0) findings.tick(start);
    if (line.trim() !== '') readJsonValue(findings, line, start, [index++]);
    start = end + 1;
  }
}
