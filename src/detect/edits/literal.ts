import type { Matrix } from '../../core/linalg/matrix';
import type { WrittenMatrix } from '../candidate';
import { type Alignment, alignmentOf, blanksBefore } from './alignment';
import { Digits, type Precision } from './digits';
import type { TextEdit } from '../../core/textEdit';

/** A change below this, relative, is rounding: the number stays as it is written. */
const rounding = 2 ** -50;

/**
 * The edits that give a written matrix new values: one for each number that changes. Brackets, separators, line
 * breaks and comments stay; columns that line up go on lining up.
 * @param target of the shape of the written matrix
 */
export function literalEdits(
  text: string,
  written: WrittenMatrix,
  target: Matrix,
  precision: Precision,
): TextEdit[] {
  const { matrix, places } = written;
  const sources = Array.from(matrix.data, (_, k) => text.slice(places[2 * k], places[2 * k + 1]));
  const alignment = alignmentOf(text, written);
  const digits = new Digits(sources, matrix.data, target.data, precision, alignment !== 'none');
  const texts = sources.map((source, k) => {
    const [before, after] = [matrix.data[k]!, target.data[k]!];
    const same = Math.abs(after - before) <= rounding * Math.abs(before);
    return same && digits.keeps(source) ? source : digits.write(after, source);
  });
  const edits = pad(text, written, texts, alignment).map((newText, k): TextEdit => {
    const end = places[2 * k + 1]!;
    const blanks = newText.length - newText.trimStart().length;
    const start = places[2 * k]! - blanksBefore(text, places[2 * k]!);
    // Without a change of padding the edit is the number alone.
    return text.slice(start, places[2 * k]).length === blanks
      ? { start: places[2 * k]!, end, newText: newText.trimStart() }
      : { start, end, newText };
  });
  return edits.filter(({ start, end, newText }) => text.slice(start, end) !== newText);
}

/** The numbers with the blanks that go before each. */
function pad(text: string, written: WrittenMatrix, texts: readonly string[], alignment: Alignment): string[] {
  const { rows, columns } = written.matrix;
  const gap = (k: number): number => blanksBefore(text, written.places[2 * k]!);
  if (alignment === 'none') return texts.map((number, k) => ' '.repeat(gap(k)) + number);
  const every = Array.from({ length: rows }, (_, i) => i * columns);
  const widths = Array.from({ length: columns }, (_, j) =>
    every.reduce((width, row) => Math.max(width, texts[row + j]!.length), 0),
  );
  const least = Array.from({ length: columns }, (_, j) =>
    every.reduce((blanks, row) => Math.min(blanks, gap(row + j)), Infinity),
  );
  return texts.map((number, k) => {
    const j = k % columns;
    const missing =
      alignment === 'right' ? widths[j]! - number.length : j > 0 ? widths[j - 1]! - texts[k - 1]!.length : 0;
    return ' '.repeat(least[j]! + missing) + number;
  });
}
