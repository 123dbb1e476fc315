/* oxlint-disable no-control-regex -- what terminals are told, and what crashed machines leave in files */
const escape = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;

/** A line without what colors it on a terminal, and without NULs. */
export function plainText(line: string): string {
  const text = line.includes('\u0000') ? line.replaceAll('\u0000', '') : line;
  return text.includes('\u001b') ? text.replace(escape, '') : text;
}

/** What no text holds beside line ends, tabs and the above. */
const foreign = /[\u0001-\u0006\u000e-\u001a\u001c-\u001f\ufffd]/g;
/** Share of foreign characters from which on bytes are no text. */
const mostForeign = 0.02;
const mostNul = 0.5;

/** Whether what was decoded as UTF-8 is text: a byte here and there may be another's. */
export function isText(text: string): boolean {
  if (text === '') return true;
  const nul = text.length - text.replaceAll('\u0000', '').length;
  return (text.match(foreign)?.length ?? 0) <= mostForeign * text.length && nul <= mostNul * text.length;
}
