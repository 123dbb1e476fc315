/** A cell of code as it takes part in others; the structure of `vscode.NotebookCell`. */
interface Cell {
  readonly index: number;
  readonly document: { readonly languageId: string; getText(): string };
}

/** A program that is longer is data; what stands nearest counts most. */
const maxChars = 200_000;

/** The texts of the cells before one, in its language and in their order: of very long ones those that stand nearest. */
export function earlierCells<C extends Cell>(cell: C, all: readonly C[]): string[] {
  const texts: string[] = [];
  let left = maxChars;
  for (const { index, document } of [...all].sort((a, b) => b.index - a.index)) {
    if (index >= cell.index || document.languageId !== cell.document.languageId) continue;
    const text = document.getText();
    left -= text.length;
    if (left < 0) break;
    texts.push(text);
  }
  return texts.reverse();
}
