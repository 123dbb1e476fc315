import type { TextRange } from '../core/textRange';

const maxDistance = 40;
const operatorBehind = /^(?:[ \t]*(?:\*\*?|@|%|\^|\+|-(?!-)|\/(?![/*])|==)[ \t]*[\w([.+-]|\[|\(|\.[A-Za-z_])/;
const operatorBefore = /[\w)\]][ \t]*(?:[-+/%@^]|\*\*?)[ \t]*$/;

/**
 * Whether an operator, an index or a method stands directly beside a list in a text that is no program: someone computes
 * there, and what the list amounts to is not known.
 */
export function isComputedWith(text: string, { start, end }: TextRange): boolean {
  if (operatorBehind.test(text.slice(end, end + maxDistance))) return true;
  const line = text.slice(Math.max(0, start - maxDistance), start);
  return operatorBefore.test(line.slice(line.lastIndexOf('\n') + 1));
}
