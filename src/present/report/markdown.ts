import * as l10n from '@vscode/l10n';
import type { Growth } from '../../core/analysis';
import { escapeMarkdown } from '../escapeMarkdown';
import type { Plot } from '../plot/plot';
import { sparkline } from '../sparkline';
import { verdictSymbols } from '../symbols';
import { verdictWord } from '../verdictWord';
import type { ReportEntry } from './entry';
import {
  countsOf,
  gainOf,
  leftOutText,
  method,
  placeOf,
  settingsOf,
  verdictTally,
  type Report,
  type ReportFile,
} from './report';

/** The report as Markdown for a pull request or a notebook; the curves are block characters, which need no picture. */
export function markdownReport(report: Report): string {
  const { files, version, platform, date } = report;
  const leftOut = leftOutText(report);
  return [
    `# ${l10n.t('Gradients')}`,
    '',
    summary(report),
    '',
    ...(leftOut === '' ? [] : [prose(leftOut), '']),
    ...files.flatMap(section),
    '---',
    '',
    prose(method()),
    '',
    `Gradient Lens ${prose(version)} · ${prose(platform)} · ${prose(date)}`,
    '',
  ].join('\n');
}

function summary(report: Report): string {
  const { files, findings: found } = countsOf(report);
  const verdicts = verdictTally(report, (name) => `${verdictSymbols[name]} `);
  if (files === 1) {
    return verdicts === ''
      ? l10n.t('{0} found in 1 file.', found)
      : l10n.t('{0} found in 1 file: {1}.', found, verdicts);
  }
  return verdicts === ''
    ? l10n.t('{0} found in {1} files.', found, files)
    : l10n.t('{0} found in {1} files: {2}.', found, files, verdicts);
}

/** A row of a table of words. */
const heading = (...words: readonly string[]): string => `| ${words.join(' | ')} |`;

function section(file: ReportFile): string[] {
  const { entries, problems, notes } = file;
  return [
    `## ${code(file.file)}`,
    '',
    ...(entries.length > 0
      ? [
          heading(l10n.t('place'), l10n.t('name'), l10n.t('what'), l10n.t('verdict'), l10n.t('gain')),
          '|:--|:--|:--|:--|:--|',
          ...entries.map(row),
          '',
          ...entries.flatMap(detail),
        ]
      : []),
    ...(entries.length + problems.length === 0 ? [l10n.t('Nothing to analyze was found.'), ''] : []),
    ...list(
      l10n.t('Not analyzed'),
      problems.map(({ message, location }) =>
        location ? l10n.t('{0}: {1}', placeOf(location), message) : message,
      ),
    ),
    ...list(l10n.t('Notes'), notes),
    heading(l10n.t('setting'), l10n.t('value')),
    '|:--|:--|',
    ...settingsOf(file).map(([label, value]) => `| ${prose(label)} | ${prose(value)} |`),
    '',
  ];
}

function row(entry: ReportEntry): string {
  const { verdict } = entry;
  const cells = [
    placeOf(entry.location),
    code(entry.name),
    prose(entry.what),
    verdict ? `${verdictSymbols[verdict]} ${verdictWord(verdict)}` : '–',
    gainOf(entry),
  ];
  return `| ${cells.join(' | ')} |`;
}

function detail(entry: ReportEntry): string[] {
  const { plot } = entry;
  return [
    `### ${code(entry.name)}`,
    '',
    prose(entry.explanation),
    '',
    ...(plot ? [l10n.t('{0}: {1}', prose(plot.title), `\`${sparkline(heightsOf(plot))}\``), ''] : []),
    heading(l10n.t('figure'), l10n.t('value')),
    '|:--|:--|',
    ...entry.figures.map(([label, value]) => `| ${prose(label)} | ${prose(value)} |`),
    '',
    ...list(l10n.t('Remedies'), entry.remedies),
    ...list(l10n.t('Notes'), entry.notes),
  ];
}

/** Of the curve that a picture is about. */
const heightsOf = ({ curves: [curve] }: Plot): Growth => curve?.points.map(({ y }) => y) ?? [];

const list = (title: string, items: readonly string[]): string[] =>
  items.length === 0 ? [] : [l10n.t('{0}:', title), '', ...items.map((item) => `- ${prose(item)}`), ''];

/** Control and bidirectional characters could hide text or make it read otherwise. */
const visible = (text: string): string => text.replace(/\p{Cc}|\p{Bidi_Control}/gu, '\ufffd');

/** Running text. A hidden break after `@` keeps a name from calling a person of that name. */
const prose = (text: string): string => escapeMarkdown(visible(text)).replace(/@/g, '@\u200b');

/** A name as code, in a fence longer than any in it; a bar would end a table's cell. */
function code(name: string): string {
  const text = visible(name);
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 || text.trim() === '' ? ' ' : '';
  return `${fence}${pad}${text.replace(/\|/g, '\\|')}${pad}${fence}`;
}
