/** A number with at most one decimal: a tenth of a pixel is enough for any picture. */
export function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Text as it may stand in an element or an attribute; characters that XML forbids become a replacement mark. */
export function escape(value: string): string {
  return (
    value
      // oxlint-disable-next-line no-control-regex -- exactly those that XML 1.0 does not allow
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      // Half a surrogate pair is no character either.
      .replace(/\p{Surrogate}/gu, '\ufffd')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
  );
}

/** Attributes of an element, escaped; `undefined` leaves one out. */
export function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) =>
        `${name}="${typeof value === 'number' ? rounded(value * 10) / 10 : escape(value ?? '')}"`,
    )
    .join(' ');
}

/** A text element. */
export function text(x: number, y: number, content: string, style: object): string {
  const place = attributes({ x, y, ...style });
  return `<text ${place}>${escape(content)}</text>`;
}
