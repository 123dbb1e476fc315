import { inNotebook } from '../place';
import { printable } from '../style';
import { issuesOf, type GradedFile } from './issues';
import type { ReportText } from './reportText';

/** JUnit's XML: a suite a file, a case a finding; what fails the check is a failure, what cannot be read an error. */
export function junitReport(): ReportText {
  // The totals stand at the head, so that all is written at the end.
  const suites: string[] = [];
  const totals = { tests: 0, failures: 0, errors: 0 };
  return {
    take(file) {
      const { text, tests, failures, errors } = suiteOf(file);
      suites.push(text);
      totals.tests += tests;
      totals.failures += failures;
      totals.errors += errors;
      return '';
    },
    end() {
      const { tests, failures, errors } = totals;
      const counts = `tests="${tests}" failures="${failures}" errors="${errors}"`;
      return [
        '<?xml version="1.0" encoding="UTF-8"?>',
        `<testsuites name="gradient-lens" ${counts}>`,
        ...suites,
        '</testsuites>',
        '',
      ].join('\n');
    },
  };
}

function suiteOf(file: GradedFile): { text: string; tests: number; failures: number; errors: number } {
  const issues = issuesOf(file);
  const name = quoted(file.file);
  const told = new Set(issues.map(({ entry }) => entry));
  const fine = file.entries
    .filter((entry) => !told.has(entry) && entry.verdict !== null)
    .map((entry) => `    <testcase classname=${name} name=${quoted(`${entry.name} (${entry.what})`)}/>`);
  const found = issues.map(({ level, rule, title, message, location, entry }) => {
    const line = location && location.cell === undefined ? ` line="${location.line}"` : '';
    const inside =
      level === 'error'
        ? `<failure type=${quoted(rule)} message=${quoted(title)}>${escaped(inNotebook(location, message))}</failure>`
        : `<system-out>${escaped(inNotebook(location, message))}</system-out>`;
    return `    <testcase classname=${name} name=${quoted(`${entry.name} (${rule})`)}${line}>${inside}</testcase>`;
  });
  const broken = file.problems.map(({ message, location }) => {
    const inside = file.unreadable
      ? `<error message=${quoted(inNotebook(location, message))}/>`
      : '<skipped/>';
    return `    <testcase classname=${name} name=${quoted(`not analyzed: ${inNotebook(location, message)}`)}>${inside}</testcase>`;
  });
  const cases = [...fine, ...found, ...broken];
  const failures = issues.filter(({ level }) => level === 'error').length;
  const errors = file.unreadable ? broken.length : 0;
  const head = `  <testsuite name=${name} tests="${cases.length}" failures="${failures}" errors="${errors}"`;
  return {
    text: cases.length === 0 ? `${head}/>` : [`${head}>`, ...cases, '  </testsuite>'].join('\n'),
    ...{ tests: cases.length, failures, errors },
  };
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text within XML 1.0, which has no control characters, no lone surrogates, and no U+FFFE and U+FFFF. */
const escaped = (text: string): string =>
  printable(text)
    .replace(/[\p{Cs}\uFFFE\uFFFF]/gu, '?')
    .replace(/[&<>"]/g, (found) => entities[found]!);

const quoted = (text: string): string => `"${escaped(text)}"`;
