import type { TextRange } from '../core/textRange';
import * as l10n from '@vscode/l10n';
import type { FlawKind } from './candidate';

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

/** One sentence that names the place and the mend. */
export function describe(flaw: Flaw, text: string): string {
  const source = text.slice(flaw.start, Math.min(flaw.end, flaw.start + quotedLength));
  const quoted = source.replace(/\s+/g, ' ') + (flaw.end - flaw.start > quotedLength ? '…' : '');
  switch (flaw.kind) {
    case 'elided':
      return l10n.t(
        "The matrix was printed with ..., so entries are missing; print it again after np.set_printoptions(threshold=sys.maxsize) or torch.set_printoptions(profile='full').",
      );
    case 'empty':
      return l10n.t('The matrix has no entries; give it at least one row with one number.');
    case 'ragged':
      return describeRagged(flaw);
    case 'non-finite':
      return placed(
        flaw,
        l10n.t('{0} is not a finite number; replace it so that the matrix can be judged.', quoted),
      );
    case 'not-numeric':
      return placed(flaw, l10n.t('{0} is not a number in the text; write its value instead.', quoted));
    case 'syntax':
      return placed(flaw, l10n.t('{0} is not one entry; separate entries and rows with commas.', quoted));
    case 'too-large':
      return l10n.t('The matrix is larger than the limit up to which matrices are judged.');
  }
}

/** Why a matrix of this shape is refused. */
export function describeTooLarge(rows: number, columns: number, limit: number): string {
  return l10n.t(
    '{0} × {1} entries are more than the limit of {2}; only matrices up to that size are judged.',
    count(rows),
    count(columns),
    count(limit),
  );
}

function describeRagged({ row = 0, lengths: [actual, expected] = [0, 0] }: Flaw): string {
  return actual === 0
    ? l10n.t(
        'Row {0} is not a list of numbers where row 1 has {1}; give all rows the same length.',
        row + 1,
        entries(expected),
      )
    : l10n.t(
        'Row {0} has {1} where row 1 has {2}; give all rows the same length.',
        row + 1,
        entries(actual),
        entries(expected),
      );
}

function placed({ row, column }: Flaw, sentence: string): string {
  if (column === undefined) return sentence;
  return row === undefined
    ? l10n.t('Entry {0}: {1}', column + 1, sentence)
    : l10n.t('Row {0}, column {1}: {2}', row + 1, column + 1, sentence);
}

const entries = (n: number) => (n === 1 ? l10n.t('1 entry') : l10n.t('{0} entries', count(n)));

function count(n: number): string {
  return n < 1e15 ? n.toLocaleString('en-US') : String(n);
}
