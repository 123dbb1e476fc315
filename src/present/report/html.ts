import * as l10n from '@vscode/l10n';
import type { Plot } from '../plot/plot';
import { svgFigure } from '../plot/svg';
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
import { clean, pageOf, visible } from './page';
import { theme } from './style';

/**
 * The report as one page that needs nothing else: style and pictures are in it, scripts are not, and its policy forbids
 * them. Names and messages are escaped.
 */
export function htmlReport(report: Report): string {
  const { files, version, platform, date, language = 'en' } = report;
  const count = countsOf(report).files;
  const title =
    count === 1 ? l10n.t('Gradients: {0}', files[0]!.file) : l10n.t('Gradients: {0} files', count);
  const leftOut = leftOutText(report);
  const body = [
    '<header>',
    `<h1>${clean(title)}</h1>`,
    `<p>${clean(summary(report))}</p>`,
    ...(leftOut === '' ? [] : [`<p>${clean(leftOut)}</p>`]),
    '</header>',
    '<main>',
    ...overview(files),
    ...files.flatMap((file, i) => section(file, i)),
    '</main>',
    '<footer>',
    `<p>${clean(method())}</p>`,
    `<p>Gradient Lens ${clean(version)} · ${clean(platform)} · ${clean(date)}</p>`,
    '</footer>',
  ];
  return `${pageOf({ title, language, body })}\n`;
}

const badge = ({ verdict }: Pick<ReportEntry, 'verdict'>): string =>
  verdict
    ? `<span class="verdict ${verdict}">${verdictSymbols[verdict]} ${clean(verdictWord(verdict))}</span>`
    : `<span class="verdict">${clean(l10n.t('no verdict'))}</span>`;

function summary(report: Report): string {
  const found = countsOf(report).findings;
  const verdicts = verdictTally(report, () => '');
  return verdicts === '' ? l10n.t('{0} found.', found) : l10n.t('{0} found: {1}.', found, verdicts);
}

function overview(files: readonly ReportFile[]): string[] {
  const rows = files.flatMap(({ file, entries }, f) =>
    entries.map(
      (entry, e) =>
        `<tr><td>${files.length > 1 ? `${clean(file)} ` : ''}${clean(placeOf(entry.location))}</td><td><a href="#f${f}e${e}">${clean(entry.name)}</a></td><td>${clean(entry.what)}</td><td>${badge(entry)}</td><td>${clean(gainOf(entry))}</td></tr>`,
    ),
  );
  if (rows.length === 0) return [];
  const headings = [l10n.t('place'), l10n.t('name'), l10n.t('what'), l10n.t('verdict'), l10n.t('gain')].map(
    (word) => `<th scope="col">${clean(word)}</th>`,
  );
  return [
    '<table class="overview">',
    `<caption>${clean(l10n.t('Verdicts'))}</caption>`,
    `<thead><tr>${headings.join('')}</tr></thead>`,
    '<tbody>',
    ...rows,
    '</tbody>',
    '</table>',
  ];
}

function section(file: ReportFile, index: number): string[] {
  const { entries, problems, notes } = file;
  return [
    '<section>',
    `<h2>${clean(file.file)}</h2>`,
    table(l10n.t('Settings'), settingsOf(file)),
    ...list(
      l10n.t('Not analyzed'),
      problems.map(({ message, location }) =>
        location ? l10n.t('{0}: {1}', placeOf(location), message) : message,
      ),
    ),
    ...list(l10n.t('Notes'), notes),
    ...(entries.length + problems.length === 0
      ? [`<p>${clean(l10n.t('Nothing to analyze was found.'))}</p>`]
      : []),
    ...entries.flatMap((entry, e) => article(entry, `f${index}e${e}`)),
    '</section>',
  ];
}

function article(entry: ReportEntry, id: string): string[] {
  const { plot, location } = entry;
  return [
    `<article id="${id}">`,
    `<h3>${clean(entry.name)} ${badge(entry)}</h3>`,
    `<p class="what">${[clean(entry.what), clean(placeOf(location)), entry.rule ? `${clean(l10n.t('rule'))} <code>${clean(entry.rule)}</code>` : ''].filter((part) => part !== '').join(' · ')}</p>`,
    `<p>${clean(entry.explanation)}</p>`,
    ...(plot ? [figure(plot, entry.name, id)] : []),
    table(l10n.t('Figures'), entry.figures),
    ...list(l10n.t('Remedies'), entry.remedies),
    ...list(l10n.t('Notes'), entry.notes),
    '</article>',
  ];
}

function figure(plot: Plot, name: string, id: string): string {
  const caption = plot.band
    ? l10n.t('{0}: {1}. The band is what counts as stable.', plot.title, name)
    : l10n.t('{0}: {1}', plot.title, name);
  const lines = [caption, ...plot.notes].map(clean).join('<br>');
  return `<figure>${svgFigure(plot, visible(name), id, theme)}<figcaption>${lines}</figcaption></figure>`;
}

function table(caption: string, rows: readonly (readonly [string, string])[]): string {
  const body = rows.map(
    ([label, value]) => `<tr><th scope="row">${clean(label)}</th><td>${clean(value)}</td></tr>`,
  );
  return `<table><caption>${clean(caption)}</caption><tbody>${body.join('')}</tbody></table>`;
}

function list(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  return [`<h4>${clean(title)}</h4>`, `<ul>${items.map((item) => `<li>${clean(item)}</li>`).join('')}</ul>`];
}
