import { escapeMarkdown } from '../core/escapeMarkdown';
import { formatPowerOfTen } from '../core/format';
import { sparkline } from '../core/sparkline';
import { verdictSymbols } from '../core/symbols';
import type { ReportEntry } from './entry';
import { countVerdicts, method, placeOf, settingsOf, type Report, type ReportFile } from './report';

/** The report as Markdown for a pull request or a notebook; the curves are block characters, which need no picture. */
export function markdownReport({ files, version, platform, date }: Report): string {
  const found = files.reduce((sum, { entries }) => sum + entries.length, 0);
  const verdicts = countVerdicts(files).map(([name, count]) => `${verdictSymbols[name]} ${count} ${name}`);
  return [
    '# Gradients',
    '',
    `${found} found in ${files.length} ${files.length === 1 ? 'file' : 'files'}${verdicts.length > 0 ? `: ${verdicts.join(', ')}` : ''}.`,
    '',
    ...files.flatMap(section),
    '---',
    '',
    prose(method),
    '',
    `Gradient Lens ${prose(version)} · ${prose(platform)} · ${prose(date)}`,
    '',
  ].join('\n');
}

function section(file: ReportFile): string[] {
  const { entries, problems, notes } = file;
  return [
    `## ${code(file.file)}`,
    '',
    ...(entries.length > 0
      ? [
          '| place | name | what | verdict | gain |',
          '|:--|:--|:--|:--|:--|',
          ...entries.map(row),
          '',
          ...entries.flatMap(detail),
        ]
      : []),
    ...(entries.length + problems.length === 0 ? ['Nothing to analyse was found.', ''] : []),
    ...list(
      'Not analysed',
      problems.map(({ message, location }) => (location ? `${placeOf(location)}: ${message}` : message)),
    ),
    ...list('Notes', notes),
    '| setting | value |',
    '|:--|:--|',
    ...settingsOf(file).map(([label, value]) => `| ${prose(label)} | ${prose(value)} |`),
    '',
  ];
}

function row(entry: ReportEntry): string {
  const { verdict, log10Gain, steps } = entry;
  const gain = verdict ? `${formatPowerOfTen(log10Gain)}${steps === null ? '' : ` in ${steps}`}` : '';
  const cells = [
    placeOf(entry.location),
    code(entry.name),
    prose(entry.what),
    verdict ? `${verdictSymbols[verdict]} ${verdict}` : '–',
    gain,
  ];
  return `| ${cells.join(' | ')} |`;
}

function detail(entry: ReportEntry): string[] {
  const { figure } = entry;
  return [
    `### ${code(entry.name)}`,
    '',
    prose(entry.explanation),
    '',
    ...(figure ? [`${prose(figure.title)}: \`${sparkline(figure.y)}\``, ''] : []),
    '| figure | value |',
    '|:--|:--|',
    ...entry.figures.map(([label, value]) => `| ${prose(label)} | ${prose(value)} |`),
    '',
    ...list('Remedies', entry.remedies),
    ...list('Notes', entry.notes),
  ];
}

const list = (title: string, items: readonly string[]): string[] =>
  items.length === 0 ? [] : [`${title}:`, '', ...items.map((item) => `- ${prose(item)}`), ''];

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
