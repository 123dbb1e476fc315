import { scale, transpose, type Matrix } from '../../core/linalg/matrix';
import { plainNumber } from '../expression/plain';

/** How far before a literal its name is looked for. */
const maxNameDistance = 200;
const number = String.raw`[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?`;
const factorBefore = new RegExp(String.raw`(?:^|[=(,;{\s])(${number})[ \t]*\.?\*[ \t]*$`);
const minusBefore = /(?:^|[=(,;{])\s*-[ \t]*$/;
const factorAfter = new RegExp(String.raw`[ \t]*\.?([*/])[ \t]*(${number})(?![\w.([*/^'])`, 'y');
const transposition = /\.?'/y;
/** Julia's typed literals, and static arrays: `Float64[1 0; 0 1]`, `SA[1 0; 0 1]`. */
const elementType = /(?<![\w.])(?:Float(?:16|32|64)|Int(?:8|16|32|64)?|BigFloat|SA(?:_F32|_F64)?)$/;
const assigned =
  /(?:^|[\s;,({])([A-Za-z_][\w.]*(?:\{\w+\}|\(\w+\)|\[[\w:"]+\])?)(?:::[\w{}, .]+)?[ \t]*=\s*(?:\.\.\.\s*)?$/;
const paired = /"([^"\n]+)"[ \t]*=>[ \t]*$/;

/** A literal with what belongs to it: a type before it, a factor or a transposition beside it. */
export interface Literal {
  readonly start: number;
  readonly end: number;
  readonly matrix: Matrix;
  readonly name: string;
  /** Where its assignment begins. */
  readonly from: number;
}

/** Where Julia's element type before a bracket begins, or the bracket itself. */
export function startOfType(text: string, bracket: number): number {
  const match = elementType.exec(text.slice(Math.max(0, bracket - 20), bracket));
  return bracket - (match?.[0].length ?? 0);
}

/** Takes in what stands directly beside a literal and changes its value. */
export function embrace(text: string, start: number, end: number, literal: Matrix): Literal {
  let matrix = literal;
  let [from, to] = [start, end];
  transposition.lastIndex = factorAfter.lastIndex = end;
  if (transposition.test(text)) {
    matrix = transpose(matrix);
    factorAfter.lastIndex = to = transposition.lastIndex;
  }
  const after = factorAfter.exec(text);
  if (after) {
    const factor = plainNumber(after[2]!)!;
    matrix = scale(matrix, after[1] === '*' ? factor : 1 / factor);
    to = factorAfter.lastIndex;
  }
  const before = factorBefore.exec(text.slice(Math.max(0, start - maxNameDistance), start));
  if (before) {
    matrix = scale(matrix, plainNumber(before[1]!)!);
    from = start - before[0].length + before[0].indexOf(before[1]!);
  }
  const minus = minusBefore.exec(text.slice(Math.max(0, from - maxNameDistance), from));
  if (minus) {
    matrix = scale(matrix, -1);
    from += minus[0].lastIndexOf('-') - minus[0].length;
  }
  const line = text.slice(Math.max(0, from - maxNameDistance), from);
  const target = assigned.exec(line) ?? paired.exec(line);
  const name = target?.[1] ?? 'matrix';
  return { start: from, end: to, matrix, name, from: target ? from - (line.length - target.index) : from };
}
