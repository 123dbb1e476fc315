import { formatPowerOfTen } from '../core/format';
import { escape } from '../core/svgText';
import { verdictSymbols } from '../core/symbols';
import type { ReportEntry } from './entry';
import { figureSvg, type Band } from './figureSvg';
import { countVerdicts, method, placeOf, settingsOf, type Report, type ReportFile } from './report';
import { style } from './style';

/**
 * The report as one page that needs nothing else: style and pictures are in it, scripts are not, and its policy forbids
 * them. Names and messages are escaped.
 */
export function htmlReport(report: Report): string {
  const { files, version, platform, date } = report;
  const title = files.length === 1 ? `Gradients: ${files[0]!.file}` : `Gradients: ${files.length} files`;
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${clean(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<header>',
    `<h1>${clean(title)}</h1>`,
    `<p>${clean(summary(report))}</p>`,
    '</header>',
    '<main>',
    ...overview(files),
    ...files.flatMap((file, i) => section(file, i)),
    '</main>',
    '<footer>',
    `<p>${clean(method)}</p>`,
    `<p>Gradient Lens ${clean(version)} · ${clean(platform)} · ${clean(date)}</p>`,
    '</footer>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** Bidirectional marks in a name could make text around it read otherwise. */
const clean = (text: string): string => escape(text.replace(/\p{Bidi_Control}/gu, '\ufffd'));

const badge = ({ verdict }: Pick<ReportEntry, 'verdict'>): string =>
  verdict
    ? `<span class="verdict ${verdict}">${verdictSymbols[verdict]} ${verdict}</span>`
    : '<span class="verdict">no verdict</span>';

function summary({ files }: Report): string {
  const found = files.reduce((sum, { entries }) => sum + entries.length, 0);
  const verdicts = countVerdicts(files).map(([name, count]) => `${count} ${name}`);
  return `${found} found${verdicts.length > 0 ? `: ${verdicts.join(', ')}` : ''}.`;
}

function overview(files: readonly ReportFile[]): string[] {
  const rows = files.flatMap(({ file, entries }, f) =>
    entries.map(
      (entry, e) =>
        `<tr><td>${files.length > 1 ? `${clean(file)} ` : ''}${placeOf(entry.location)}</td><td><a href="#f${f}e${e}">${clean(entry.name)}</a></td><td>${clean(entry.what)}</td><td>${badge(entry)}</td><td>${gainOf(entry)}</td></tr>`,
    ),
  );
  if (rows.length === 0) return [];
  const headings = ['place', 'name', 'what', 'verdict', 'gain'].map((word) => `<th scope="col">${word}</th>`);
  return [
    '<table class="overview">',
    '<caption>Verdicts</caption>',
    `<thead><tr>${headings.join('')}</tr></thead>`,
    '<tbody>',
    ...rows,
    '</tbody>',
    '</table>',
  ];
}

const gainOf = ({ verdict, log10Gain, steps }: ReportEntry): string =>
  verdict === null ? '' : `${formatPowerOfTen(log10Gain)}${steps === null ? '' : ` in ${steps}`}`;

function section(file: ReportFile, index: number): string[] {
  const { entries, problems, notes, options } = file;
  const { growing, fading } = options.thresholds;
  const band = { from: Math.log10(fading), to: Math.log10(growing) };
  return [
    '<section>',
    `<h2>${clean(file.file)}</h2>`,
    table('Settings', settingsOf(file)),
    ...list(
      'Not analysed',
      problems.map(({ message, location }) => (location ? `${placeOf(location)}: ${message}` : message)),
    ),
    ...list('Notes', notes),
    ...(entries.length + problems.length === 0 ? ['<p>Nothing to analyse was found.</p>'] : []),
    ...entries.flatMap((entry, e) => article(entry, `f${index}e${e}`, band)),
    '</section>',
  ];
}

function article(entry: ReportEntry, id: string, band: Band): string[] {
  const { figure, location } = entry;
  return [
    `<article id="${id}">`,
    `<h3>${clean(entry.name)} ${badge(entry)}</h3>`,
    `<p class="what">${[clean(entry.what), placeOf(location), entry.rule ? `rule <code>${clean(entry.rule)}</code>` : ''].filter((part) => part !== '').join(' · ')}</p>`,
    `<p>${clean(entry.explanation)}</p>`,
    ...(figure
      ? [`<figure>${figureSvg(figure, band)}<figcaption>${clean(captionOf(entry))}</figcaption></figure>`]
      : []),
    table('Figures', entry.figures),
    ...list('Remedies', entry.remedies),
    ...list('Notes', entry.notes),
    '</article>',
  ];
}

const captionOf = ({ figure, name }: ReportEntry): string =>
  `${figure?.title ?? ''}: ${name}${figure?.kind === 'gain' ? '. The band is what counts as stable.' : ''}`;

function table(caption: string, rows: readonly (readonly [string, string])[]): string {
  const body = rows.map(
    ([label, value]) => `<tr><th scope="row">${clean(label)}</th><td>${clean(value)}</td></tr>`,
  );
  return `<table><caption>${caption}</caption><tbody>${body.join('')}</tbody></table>`;
}

function list(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  return [`<h4>${title}</h4>`, `<ul>${items.map((item) => `<li>${clean(item)}</li>`).join('')}</ul>`];
}
