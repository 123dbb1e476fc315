import { clean, pageOf } from '../present/report/page';

/** Figures are not broken into lines; a name that is long is. */
const wideTables =
  'body { max-width: 76rem; } td, th { white-space: nowrap; overflow-wrap: normal; } td:first-child { white-space: normal; overflow-wrap: anywhere; min-width: 12rem; }';

/** A page of its own that loads nothing, in the look of the reports. */
export function htmlPage(title: string, body: readonly string[]): string {
  return pageOf({
    title,
    language: 'en',
    rules: wideTables,
    body: [`<h1>${clean(title)}</h1>`, ...body],
  });
}

/** A table of text under headings. */
export function htmlTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[], tag: 'td' | 'th'): string =>
    `<tr>${cells.map((cell) => `<${tag}>${clean(cell)}</${tag}>`).join('')}</tr>`;
  return [
    '<table>',
    `<thead>${row(headings, 'th')}</thead>`,
    '<tbody>',
    ...rows.map((cells) => row(cells, 'td')),
    '</tbody>',
    '</table>',
  ].join('\n');
}
