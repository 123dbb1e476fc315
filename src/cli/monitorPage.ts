import { capitalize } from '../present/format';
import { svgFigure } from '../present/plot/svg';
import { theme } from '../present/report/style';
import { verdictSymbols } from '../present/symbols';
import { clean } from '../present/report/page';
import { htmlPage, htmlTable } from './htmlPage';
import type { MonitoredFile } from './monitorFormats';
import { seriesCells, seriesHeadings, thresholdLines } from './monitorTable';

/** A monitored log as a page that needs nothing else: verdict, norms over the steps, series, threshold. */
export function monitorPage({ record, plot }: MonitoredFile): string {
  const { file, format, verdict, explanation, series, notes, problems } = record;
  const { recommendations, recommendationWithheld: withheld } = record;
  const picture = plot();
  const list = (items: readonly string[]): string[] =>
    items.length === 0 ? [] : [`<ul>${items.map((item) => `<li>${clean(item)}</li>`).join('')}</ul>`];
  return htmlPage(file, [
    `<p>${clean(format)}</p>`,
    verdict
      ? `<p><span class="verdict ${verdict}">${verdictSymbols[verdict]} ${capitalize(verdict)}</span> ${clean(explanation)}</p>`
      : `<p>${clean(explanation)}</p>`,
    ...(picture
      ? [
          `<figure>${svgFigure(picture, clean(file), 'norms', theme)}<figcaption>${[picture.title, ...picture.notes].map(clean).join('<br>')}</figcaption></figure>`,
        ]
      : []),
    ...list(notes),
    ...(series.length > 0 ? ['<h2>Series</h2>', htmlTable(seriesHeadings, series.map(seriesCells))] : []),
    '<h2>Where to clip</h2>',
    ...recommendations.map((one) => {
      const [first, ...rest] = thresholdLines(one, recommendations.length > 1);
      return `<p>${clean(first!.trim())}</p>\n${list(rest.map((line) => line.trim())).join('')}`;
    }),
    ...(withheld === null ? [] : [`<p>${clean(withheld)}</p>`]),
    ...list(problems),
  ]);
}
