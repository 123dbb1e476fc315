import { escape } from '../plot/svgText';
import { style } from './style';

/** Bidirectional marks in a name could make text around it read otherwise. */
export const visible = (text: string): string => text.replace(/\p{Bidi_Control}/gu, '\ufffd');

/** Text from anywhere as text of a page. */
export const clean = (text: string): string => escape(visible(text));

export interface Page {
  readonly title: string;
  readonly language: string;
  /** Rules beside those of the reports. */
  readonly rules?: string;
  /** HTML. */
  readonly body: readonly string[];
}

/** A page that needs nothing else: style is in it, scripts are not, and its policy forbids them. */
export function pageOf({ title, language, rules = '', body }: Page): string {
  return [
    '<!DOCTYPE html>',
    `<html lang="${clean(language)}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${clean(title)}</title>`,
    `<style>${style}${rules}</style>`,
    '</head>',
    '<body>',
    ...body,
    '</body>',
    '</html>',
  ].join('\n');
}
