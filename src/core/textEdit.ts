/** Replaces the text from `start` to `end` (UTF-16 offsets, `end` exclusive); equal offsets insert. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** A text after its edits, which are in the order of the text and do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, newText } of edits) {
    result += text.slice(at, start) + newText;
    at = end;
  }
  return result + text.slice(at);
}

/**
 * The same change in at most `most` edits: neighbors are joined with the text between them. An editor is slow
 * with a hundred thousand edits of one number each.
 */
export function coalesce(text: string, edits: readonly TextEdit[], maxEdits: number): readonly TextEdit[] {
  if (edits.length <= maxEdits) return edits;
  const size = Math.ceil(edits.length / maxEdits);
  const joined: TextEdit[] = [];
  for (let i = 0; i < edits.length; i += size) {
    const group = edits.slice(i, i + size);
    const [start, end] = [group[0]!.start, group.at(-1)!.end];
    const shifted = group.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
    joined.push({ start, end, newText: applyEdits(text.slice(start, end), shifted) });
  }
  return joined;
}
