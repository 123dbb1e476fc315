const round = [0x28, 0x29];
const square = [0x5b, 0x5d];
const curly = [0x7b, 0x7d];
const opening = new Set([round[0], square[0], curly[0]]);
const closing = new Set([round[1], square[1], curly[1]]);

/**
 * Whether brackets nest deeper than `limit` anywhere. A rough count that takes no note of strings: it guards
 * parsers whose time grows with the square of the depth, and no honest text comes near the limit.
 */
export function nestsDeeperThan(limit: number, text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (opening.has(code)) {
      if (++depth > limit) return true;
    } else if (depth > 0 && closing.has(code)) depth--;
  }
  return false;
}
