import { endOfLine } from './dialect';

/**
 * How a literal stands in its expression: by itself; as something that a variable or a power multiplies, so that it is a
 * matrix of its own without the assignment's name; or as an operand of what is not worked out.
 */
export type Standing = 'whole' | 'factor' | 'operand';

const maxDistance = 80;
/** An operator at the end of what stands before, or at the beginning of what stands behind. */
const operators = String.raw`\.?[*/\\^+\-]|\.?(?:==?=?|~=|!=|<=?|>=?)|&&?|\|[|>]?|[?:~!≈≤≥≠∈⊗×·∘÷]|::|=>|->|[-+*/\\^|&%]=`;
const before = new RegExp(String.raw`(?:${operators})$`);
const behind = new RegExp(String.raw`^(?:${operators})`);
const entrywise = /^(?:\.[*/\\]|[/\\])$/;

/** How the literal that stands from `start` to `end` stands there. */
export function standingOf(text: string, start: number, end: number): Standing {
  // [1 2; 3 4](1, :), [1 2; 3 4][1, :], [1 2; 3 4].^2
  if (/^[([{]/.test(text.slice(end, end + 1))) return 'operand';
  const last = operatorBefore(text, start);
  const next = operatorBehind(text, end);
  if (next === '.^' || last === '^' || last === '.^' || entrywise.test(last) || entrywise.test(next)) {
    return 'operand';
  }
  if (/^[-+/\\^|&%]=$/.test(last)) return 'operand';
  // [1 2; 3 4] * 2^k
  if (next === '^' && /\w/.test(text[end - 1]!)) return 'operand';
  if (last === '*' || last === '*=' || next === '*' || next === '^' || next === '|>') return 'factor';
  return binds(last) || binds(next) ? 'operand' : 'whole';
}

/** Assignment, pairs, types and anonymous functions leave what they are given as it is. */
function binds(operator: string): boolean {
  return operator !== '' && !/^(?:\.?=|=>|->|::)$/.test(operator);
}

function operatorBefore(text: string, start: number): string {
  let line = text.slice(Math.max(0, start - maxDistance, text.lastIndexOf('\n', start - 1) + 1), start);
  // x = A + ...
  if (line.trim() === '') {
    const above = text.slice(Math.max(0, start - maxDistance), start).trimEnd();
    if (above.endsWith('...')) line = above.slice(0, -3);
  }
  return before.exec(line.trimEnd())?.[0] ?? '';
}

function operatorBehind(text: string, end: number): string {
  let rest = text.slice(end, Math.min(end + maxDistance, endOfLine(text, end))).trimStart();
  if (rest.startsWith('...')) {
    const next = endOfLine(text, end) + 1;
    rest = text.slice(next, Math.min(next + maxDistance, endOfLine(text, next))).trimStart();
  }
  return behind.exec(rest)?.[0] ?? '';
}
