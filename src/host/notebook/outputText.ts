/** An output of a cell, one representation beside the other; the structure of `vscode.NotebookCellOutput`. */
interface Output {
  readonly items: readonly { readonly mime: string; readonly data: Uint8Array }[];
}

const stdout = 'application/vnd.code.notebook.stdout';
const plain = 'text/plain';
/** `W` or `model.weight` as the last line of a cell, which is then its result. */
const lastLine = /(?:^|\n)([A-Za-z_][\w.]*)[ \t]*\s*$/;
const onlyPrint = /\bprint\(([A-Za-z_][\w.]*)\)/;

/**
 * What a cell showed, as text for the reader of printed arrays: its standard output and the plain texts of its results.
 * A name that the code gives to what is shown (the last line, the only `print(W)`) goes before it.
 */
export function outputText(code: string, outputs: readonly Output[]): string {
  const decoder = new TextDecoder();
  const resultName = lastLine.exec(code)?.[1];
  const printName = code.split('print(').length === 2 ? onlyPrint.exec(code)?.[1] : undefined;
  const shown = outputs.map(({ items }) => {
    // A stream comes in pieces; of a result the plain text is one of several representations.
    const printed = items.filter(({ mime }) => mime === stdout);
    const pieces = printed.length > 0 ? printed : items.filter(({ mime }) => mime === plain).slice(0, 1);
    const text = pieces.map(({ data }) => decoder.decode(data)).join('');
    const name = printed.length > 0 ? printName : resultName;
    return name === undefined || text === '' ? text : `${name}\n${text}`;
  });
  return shown.filter((text) => text !== '').join('\n\n');
}

/** How many bytes of text the outputs hold, before any is decoded. */
export function outputSize(outputs: readonly Output[]): number {
  return outputs
    .flatMap(({ items }) => items)
    .filter(({ mime }) => mime === stdout || mime === plain)
    .reduce((sum, { data }) => sum + data.byteLength, 0);
}
