/**
 * Whether a blank between two characters within brackets separates entries, by MATLAB's and Julia's rule:
 * `[1 -2]` has two, `[1 - 2]` and `[1 * 2]` have one. `before` and `after` are the nearest other characters.
 */
export function gapSeparates(text: string, before: number, after: number): boolean {
  if (/[-+*/^\\([{,;]/.test(text[before] ?? ',')) return false;
  const next = text[after] ?? ']';
  if (next === '-' || next === '+') return !/\s/.test(text[after + 1] ?? ' ');
  if (next === '.') return /\d/.test(text[after + 1] ?? '');
  return !/[*/^\\)\]},;]/.test(next);
}
