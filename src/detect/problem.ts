import type { FlawKind, TextRange } from './candidate';

/** What is wrong with a literal and where: rows and columns count from 0 here, and from 1 in messages. */
export interface Flaw extends TextRange {
  readonly kind: FlawKind;
  readonly row?: number | undefined;
  readonly column?: number | undefined;
  /** Ragged: how many entries the row has (0: it is no row at all), and how many the first row has. */
  readonly lengths?: readonly [actual: number, expected: number];
}

/** How much of a wrong entry a message quotes. */
const quotedLength = 40;

const elided =
  'The matrix was printed with ..., so entries are missing; print it again after ' +
  "np.set_printoptions(threshold=sys.maxsize) or torch.set_printoptions(profile='full').";

/** One sentence that names the place and the mend. */
export function describe(flaw: Flaw, text: string): string {
  const source = text.slice(flaw.start, Math.min(flaw.end, flaw.start + quotedLength));
  const quoted = source.replace(/\s+/g, ' ') + (flaw.end - flaw.start > quotedLength ? '…' : '');
  switch (flaw.kind) {
    case 'elided':
      return elided;
    case 'empty':
      return 'The matrix has no entries; give it at least one row with one number.';
    case 'ragged':
      return describeRagged(flaw);
    case 'non-finite':
      return `${place(flaw)}${quoted} is not a finite number; replace it with one before the matrix is judged.`;
    case 'not-numeric':
      return `${place(flaw)}${quoted} is not a number that stands in the text; write its value instead.`;
    case 'syntax':
      return `${place(flaw)}${quoted} is not one entry; separate entries and rows with commas.`;
    case 'too-large':
      return 'The matrix is larger than the limit up to which matrices are judged.';
  }
}

/** Why a matrix of this shape is refused. */
export function describeTooLarge(rows: number, columns: number, limit: number): string {
  return (
    `${count(rows)} × ${count(columns)} entries are more than the limit of ${count(limit)}; ` +
    'only matrices up to that size are judged.'
  );
}

function describeRagged({ row = 0, lengths: [actual, expected] = [0, 0] }: Flaw): string {
  const here = actual === 0 ? 'is not a list of numbers' : `has ${count(actual)} ${entries(actual)}`;
  return `Row ${row + 1} ${here} where row 1 has ${count(expected)} ${entries(expected)}; give all rows the same length.`;
}

function place({ row, column }: Flaw): string {
  if (column === undefined) return '';
  return row === undefined ? `Entry ${column + 1}: ` : `Row ${row + 1}, column ${column + 1}: `;
}

const entries = (n: number) => (n === 1 ? 'entry' : 'entries');

function count(n: number): string {
  return n < 1e15 ? n.toLocaleString('en-US') : String(n);
}
