import { everyEntry } from '../../core/linalg/matrix';
import { type Findings, writtenIn } from '../findings';
import { Scalars } from '../scalars';
import { readBracket } from './bracket';
import { type Dialect, skipNonCode } from './dialect';
import { standingOf } from './standing';
import { embrace, startOfType } from './surroundings';

const word = /[A-Za-z_]\w*/y;
const setting = /[ \t]*=[ \t]*(\d[\d_]*)(?![\w.])/y;
const assignment = /[ \t]*=(?!=)/y;
const checkpointWords = 5000;

/**
 * Reads MATLAB, Octave and Julia: bracketed literals, and the sequence length. There is no parser of either
 * to lean on that is small enough, so this knows comments, strings and brackets and nothing else.
 */
export function readMatlab(findings: Findings, dialect: Dialect): void {
  const { text } = findings;
  const scalars = new Scalars(findings);
  // Brackets within brackets are parts of a larger matrix and would be judged out of context.
  let depth = 0;
  let words = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    const skipped = skipNonCode(text, i, dialect);
    if (skipped > i) {
      i = skipped - 1;
    } else if (character === '[') {
      const end = depth === 0 ? readLiteral(findings, i, dialect, scalars) : -1;
      if (end < 0) depth++;
      else i = end - 1;
    } else if (character === ']') depth = Math.max(0, depth - 1);
    else if (/[A-Za-z_]/.test(character)) {
      if (++words % checkpointWords === 0) findings.tick(i);
      word.lastIndex = i;
      const [name = character] = word.exec(text) ?? [];
      const end = i + name.length;
      setting.lastIndex = assignment.lastIndex = end;
      const value = setting.exec(text)?.[1];
      if (value !== undefined) findings.setting(name, setting.lastIndex - value.length, setting.lastIndex);
      // An assignment at the beginning of a line ends a bracket that someone forgot, or has yet, to close.
      if (depth > 0 && startsLine(text, i) && assignment.test(text)) depth = 0;
      i = end - 1;
    }
  }
}

/** Offers the literal at a bracket; its end, or -1 if it is none. */
function readLiteral(findings: Findings, bracket: number, dialect: Dialect, scalars: Scalars): number {
  const { text } = findings;
  const { keepPlaces } = findings.options;
  const start = dialect === 'julia' ? startOfType(text, bracket) : bracket;
  const indexes = start === bracket && bracket > 0 && /[\w)\]}']/.test(text[bracket - 1]!);
  const block = indexes ? null : readBracket(text, bracket, dialect, scalars, keepPlaces);
  if (!block || block.rank !== 2) return block ? block.end : -1;
  const { rows, columns, values: data } = block;
  const literal = embrace(text, start, block.end, { rows, columns, data });
  const range = { start: literal.start, end: literal.end };
  const standing = standingOf(text, literal.start, literal.end);
  const finite = block.flaw || everyEntry(literal.matrix, Number.isFinite);
  if (finite && standing !== 'operand') {
    const values = literal.matrix.data;
    const whole = { ...block, rows: literal.matrix.rows, columns: literal.matrix.columns, values };
    const { from } = literal;
    const name = standing === 'whole' ? literal.name : 'matrix';
    findings.offer(whole, { name: () => name, range, from, explicit: false, written: writtenIn(block) });
  }
  return Math.max(block.end, literal.end);
}

function startsLine(text: string, at: number): boolean {
  let i = at - 1;
  while (text[i] === ' ' || text[i] === '\t') i--;
  return i < 0 || text[i] === '\n';
}
