import { escape } from '../present/plot/svgText';
import { style } from '../present/report/style';

/** Bidirectional marks in a name could make text around it read otherwise. */
const visible = (text: string): string => text.replace(/\p{Bidi_Control}/gu, '\ufffd');
/** Text from a log as text of a page. */
export const clean = (text: string): string => escape(visible(text));

/** Figures are not broken into lines; a name that is long is. */
const wideTables =
  'body { max-width: 76rem; } td, th { white-space: nowrap; overflow-wrap: normal; } td:first-child { white-space: normal; overflow-wrap: anywhere; min-width: 12rem; }';

/** A page of its own that loads nothing, in the look of the reports. */
export function htmlPage(title: string, body: readonly string[]): string {
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${clean(title)}</title>`,
    `<style>${style}${wideTables}</style>`,
    '</head>',
    '<body>',
    `<h1>${clean(title)}</h1>`,
    ...body,
    '</body>',
    '</html>',
  ].join('\n');
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
