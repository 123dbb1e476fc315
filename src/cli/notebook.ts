import type { DetectableLanguage } from '../detect/candidate';

/** The code of a notebook in one language, as one program: what a cell binds holds in those after it. */
export interface NotebookProgram {
  readonly languageId: DetectableLanguage;
  /** The cells' texts one below the other; what no interpreter of the language reads is blank or a comment. */
  readonly text: string;
  /** Where each cell begins in `text`, in order. */
  readonly cells: readonly { readonly start: number; readonly end: number; readonly cell: number }[];
}

/** More cells, or more code, than a person writes are generated. */
const maxCells = 5000;
const maxProgramChars = 4e6;

type Field = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Field =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const languages: Readonly<Record<string, DetectableLanguage>> = {
  python: 'python',
  python3: 'python',
  ipython: 'python',
  sage: 'python',
  julia: 'julia',
  matlab: 'matlab',
  octave: 'matlab',
};
/** A cell for another interpreter; `%%time` and the like run the cell's own. */
const otherMagic = /^\s*%%(?!(?:time|timeit|capture|prun|python3?|memit|debug|mprun|snakeviz)\b)/;
/** Lines for the notebook itself: `%matplotlib inline`, `!pip install`, `?help`. */
const magic = /^([ \t]*)(?:%(?=[%A-Za-z])|!|\?)/gm;

/**
 * The programs of a notebook (nbformat 3 to 5), one a language: cells of Markdown, of other interpreters and without text are left
 * out.
 * @throws SyntaxError with a sentence for what is no notebook.
 */
export function readNotebook(json: string): NotebookProgram[] {
  const root: unknown = JSON.parse(json);
  const cells = isRecord(root) ? cellsOf(root) : undefined;
  if (!isRecord(root) || !cells) throw new SyntaxError('it has no list of cells');
  const language = kernelLanguage(root['metadata']);
  const byLanguage = new Map<DetectableLanguage, { cell: number; source: string }[]>();
  cells.slice(0, maxCells).forEach((cell, index) => {
    const read = isRecord(cell) ? codeOf(cell, language) : undefined;
    if (!read) return;
    const list = byLanguage.get(read.languageId);
    const entry = { cell: index + 1, source: read.source };
    if (list) list.push(entry);
    else byLanguage.set(read.languageId, [entry]);
  });
  return [...byLanguage].flatMap(([languageId, sources]) => programsOf(languageId, sources));
}

function cellsOf(root: Field): readonly unknown[] | undefined {
  if (Array.isArray(root['cells'])) return root['cells'] as unknown[];
  const sheets = root['worksheets'];
  if (!Array.isArray(sheets)) return undefined;
  return sheets.flatMap((sheet): unknown[] =>
    isRecord(sheet) && Array.isArray(sheet['cells']) ? (sheet['cells'] as unknown[]) : [],
  );
}

/** Of a notebook that does not say, Python. */
function kernelLanguage(metadata: unknown): DetectableLanguage | undefined {
  if (!isRecord(metadata)) return 'python';
  const { kernelspec, language_info: info } = metadata;
  const named = [
    isRecord(info) ? info['name'] : undefined,
    isRecord(kernelspec) ? kernelspec['language'] : undefined,
    isRecord(kernelspec) ? kernelspec['name'] : undefined,
  ].filter((name) => typeof name === 'string');
  if (named.length === 0) return 'python';
  return named.map(languageOf).find(Boolean);
}

function languageOf(name: string): DetectableLanguage | undefined {
  const word = /^[a-z]+3?/.exec(name.toLowerCase())?.[0] ?? '';
  return Object.hasOwn(languages, word) ? languages[word] : undefined;
}

function codeOf(
  cell: Field,
  kernel: DetectableLanguage | undefined,
): { readonly languageId: DetectableLanguage; readonly source: string } | undefined {
  if (cell['cell_type'] !== 'code') return undefined;
  const source = textOf(cell['source'] ?? cell['input']);
  if (source === undefined || source.trim() === '' || otherMagic.test(source)) return undefined;
  const { metadata } = cell;
  const editor = isRecord(metadata) && isRecord(metadata['vscode']) ? metadata['vscode'] : {};
  const named = editor['languageId'] ?? cell['language'];
  const languageId = typeof named === 'string' ? languageOf(named) : kernel;
  if (!languageId) return undefined;
  const isPython = languageId === 'python';
  // A comment of the same length, so that every place stays what it is.
  return { languageId, source: isPython ? source.replace(magic, '$1#') : source };
}

function textOf(source: unknown): string | undefined {
  if (typeof source === 'string') return source;
  if (!Array.isArray(source) || !source.every((line) => typeof line === 'string')) return undefined;
  return source.join('');
}

/** One program of the cells whose brackets close; one that leaves some open stands alone, for it would swallow the rest. */
function programsOf(
  languageId: DetectableLanguage,
  sources: readonly { readonly cell: number; readonly source: string }[],
): NotebookProgram[] {
  const whole = sources.filter(({ source }) => closes(source, languageId));
  const broken = sources.filter(({ source }) => !closes(source, languageId));
  const joined = (parts: typeof sources): NotebookProgram => {
    let text = '';
    const cells = parts.map(({ cell, source }) => {
      const start = text.length;
      text += `${source}\n\n`;
      return { start, end: start + source.length, cell };
    });
    return { languageId, text, cells };
  };
  const total = whole.reduce((sum, { source }) => sum + source.length, 0);
  // Together they would be no program but data.
  const groups = total > maxProgramChars ? whole.map((part) => [part]) : whole.length > 0 ? [whole] : [];
  return [...groups, ...broken.map((part) => [part])].map(joined);
}

/** Whether every bracket outside strings and comments is closed, as far as a look without a parser tells. */
function closes(source: string, languageId: DetectableLanguage): boolean {
  let depth = 0;
  for (let i = 0; i < source.length; i++) {
    const character = source[i]!;
    if (character === (languageId === 'matlab' ? '%' : '#')) i = endOfLine(source, i);
    else if (character === '"' || (character === "'" && !isTransposition(source, i, languageId))) {
      i = endOfString(source, i);
    } else if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character) && --depth < 0) return false;
  }
  return depth === 0;
}

function endOfLine(source: string, from: number): number {
  const end = source.indexOf('\n', from);
  return end < 0 ? source.length : end;
}

/** In Octave and Julia a mark behind a value transposes it. */
const isTransposition = (source: string, at: number, languageId: DetectableLanguage): boolean =>
  languageId !== 'python' && at > 0 && /[\w)\]}'.]/.test(source[at - 1]!);

/** The last character of a string; of one that is not closed, the end of its line, or of the text where it has three marks. */
function endOfString(source: string, from: number): number {
  const mark = source[from]!;
  if (source.startsWith(mark.repeat(3), from)) {
    const end = source.indexOf(mark.repeat(3), from + 3);
    return end < 0 ? source.length : end + 2;
  }
  for (let i = from + 1; i < source.length; i++) {
    if (source[i] === '\\') i++;
    else if (source[i] === mark || source[i] === '\n') return i;
  }
  return source.length;
}
