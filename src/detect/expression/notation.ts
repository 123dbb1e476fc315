import { ExpressionError } from './expression';
import { gapSeparates } from './gap';
import { modules } from './names';
import * as l10n from '@vscode/l10n';

/** Brackets nested deeper than this are refused before the parser, which recurses, sees them. */
const maxBracketDepth = 50;

const modulePrefix = new RegExp(
  `(?<![\\w.])(?:(?:${modules})(?:\\.nn|\\.linalg|\\.random)?|nn|random)\\.(?=[A-Za-z_])`,
  'g',
);
const digits = /(?<![\w.])\d[\d_]*_[\d_]*/g;
const chain = /\.(?:astype|to|float|double|cpu|cuda|numpy|copy|clone|detach)\(([^()]*)\)/g;

/**
 * Rewrites Python's and MATLAB's notation into mathjs's. The length stays the same, so that a position in the
 * one is a position in the other.
 * @throws ExpressionError for brackets that do not match.
 */
export function translate(source: string): string {
  const flat = source
    .replace(modulePrefix, blank)
    .replace(chain, blank)
    .replace(/\.T\b/g, "' ")
    .replace(digits, (number) => number.replaceAll('_', '').padEnd(number.length))
    .replace(/\*\*/g, '^ ')
    .replace(/@/g, '*')
    .replace(/\r/g, ' ');
  return separate(flat);
}

const blank = (match: string) => ' '.repeat(match.length);

interface Bracket {
  readonly at: number;
  readonly character: string;
}

/**
 * Puts commas between entries that blanks separate and semicolons between rows that line breaks separate,
 * turns tuples into lists, and drops trailing commas.
 */
function separate(source: string): string {
  const out = Array.from({ length: source.length }, (_, i) => source[i]!);
  const open: Bracket[] = [];
  const tuples = new Set<number>();
  for (let i = 0; i < source.length; i++) {
    const character = source[i]!;
    if (character === '[' || character === '(') {
      open.push({ at: i, character });
      if (open.length > maxBracketDepth)
        throw new ExpressionError(l10n.t('The brackets are nested too deeply; write it flatter.'), i);
    } else if (character === ']' || character === ')') {
      const last = open.pop();
      if (last?.character !== (character === ']' ? '[' : '(')) {
        throw new ExpressionError(
          l10n.t('This {0} has no opening bracket; remove it or add one.', character),
          i,
        );
      }
      if (tuples.has(last.at)) [out[last.at], out[i]] = ['[', ']'];
    } else if (character === ',') {
      const last = open.at(-1);
      if (/^,\s*[\])]/.test(source.slice(i, i + 200))) out[i] = ' ';
      if (last?.character === '(' && !isCall(source, last.at)) tuples.add(last.at);
    } else if (/\s/.test(character)) {
      const end = i + /^\s*/.exec(source.slice(i))![0].length;
      if (open.at(-1)?.character === '[' && i > 0 && gapSeparates(source, i - 1, end)) {
        const rows = source.slice(i, end).includes('\n') && source[i - 1] !== ']';
        out[i] = rows ? ';' : ',';
      }
      for (let j = i; j < end; j++) if (out[j] === '\n') out[j] = ' ';
      i = end - 1;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) throw new ExpressionError(l10n.t('This {0} is not closed.', unclosed.character), unclosed.at);
  return out.join('');
}

function isCall(source: string, parenthesis: number): boolean {
  return /\w\s*$/.test(source.slice(Math.max(0, parenthesis - 20), parenthesis));
}
