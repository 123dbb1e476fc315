import * as l10n from '@vscode/l10n';
import Papa from 'papaparse';
import { isNorm, type GradientLog } from '../../core/monitor/gradientLog';
import { fileName, type LogFormat, type LogHead, type LogReader } from './logFormat';
import { loggedNumber } from './number';
import { isListOfFigures, RecordCollector } from './record';
import { seriesKey } from './seriesKey';

const delimiters = [',', '\t', ';', '|'];
/** An unfinished row longer than this is no row of figures. */
const maxRowLength = 4 * 1024 * 1024;

/** Lightning's CSVLogger: `metrics.csv`, sparse rows, written anew with every new column. */
export const lightningCsv: LogFormat = {
  name: 'Lightning',
  match: (head) => fileName(head.path) === 'metrics.csv' && isTable(head),
  open: (log, path) => new CsvReader(log, path),
};

/** Keras's CSVLogger: a row an epoch, `NA` where nothing is, in a separator of its writer's choice. */
export const kerasCsv: LogFormat = {
  name: 'Keras',
  match: (head) =>
    /^"?epoch"?[,;\t|]/.test(head.lines[0] ?? '') && !columnsOf(head).includes('step') && isTable(head),
  open: (log, path) => new CsvReader(log, path),
};

/** Any other table with a header. */
export const plainCsv: LogFormat = {
  name: 'CSV',
  match: (head) => isTable(head) && (/\.(csv|tsv)$/i.test(head.path) || columnsOf(head).some(isGradient)),
  open: (log, path) => new CsvReader(log, path),
};

function isGradient(column: string): boolean {
  return isNorm(seriesKey(column).kind);
}

/** A table whose columns are parted by spaces. */
const spaces = ' ';

function parse(text: string, delimiter: string): string[][] {
  if (delimiter === spaces) {
    const rows = text.split('\n').map((row) => row.trim());
    return rows.filter((row) => row !== '').map((row) => row.split(/\s+/));
  }
  if (delimiter === '|') return parseBare(text.replace(/^[ \t]*\||\|[ \t\r]*$/gm, ''), delimiter);
  return parseBare(text, delimiter);
}

function parseBare(text: string, delimiter: string): string[][] {
  return Papa.parse<string[]>(text, { delimiter, skipEmptyLines: 'greedy' }).data;
}

function delimiterOf(header: string): string | undefined {
  const best = delimiters
    .map((delimiter) => ({ delimiter, columns: parse(header, delimiter)[0]?.length ?? 0 }))
    .reduce((a, b) => (b.columns > a.columns ? b : a));
  return best.columns > 1 ? best.delimiter : undefined;
}

/** A number, or a time such as `00:12`. */
const isFigure = (cell: string): boolean => loggedNumber(cell) !== undefined || /^\d+(?::\d+)+$/.test(cell);

/** The names above a table of figures that spaces part, whose rows may be numbered; none where the next line has others than figures. */
function spacedColumns([header = '', first = '']: readonly string[]): string[] {
  const [names = []] = parse(header, spaces);
  const [figures = []] = parse(first, spaces);
  const isOfFigures =
    names.length > 1 &&
    (figures.length === names.length || figures.length === names.length + 1) &&
    figures.every(isFigure) &&
    names.some(isGradient);
  return isOfFigures ? names : [];
}

function columnsOf({ lines }: LogHead): string[] {
  const header = (lines[0] ?? '').replace(/^\uFEFF/, '');
  const spaced = spacedColumns(lines);
  if (spaced.length > 0) return spaced;
  const delimiter = delimiterOf(header);
  return delimiter === undefined ? [] : (parse(header, delimiter)[0] ?? []).map((cell) => cell.trim());
}

/** `Loss: 2.30`, `grad_norm=8`: a line for people that has commas in it, and no name of a column. */
const figure = /[:=]\s*[-+]?(?:\d|\.\d|nan\b|inf\b)|\s[-+]?\d*\.\d|\d:/i;

/** A header of at least two names, none of them a number. */
function isTable(head: LogHead): boolean {
  const columns = columnsOf(head);
  return (
    columns.length > 1 &&
    columns.every((name) => loggedNumber(name) === undefined && !figure.test(name)) &&
    !/[{[]/.test(columns[0]!)
  );
}

/** `0,53` and `1.234,5` in a table that semicolons part, as where commas are decimal points. */
const decimalComma = /^[-+]?\d+(?:\.\d{3})*,\d+(?:e[-+]?\d+)?$/i;
const pointed = (cell: string): string =>
  decimalComma.test(cell.trim()) ? cell.replaceAll('.', '').replace(',', '.') : cell;

/** What a table of one figure that TensorBoard saves is of: its name is in that of the file. */
function figureOfFile(path: string): string {
  const stem = fileName(path).replace(/\.[^.]*$/, '');
  return stem.replace(/^.*-tag-/, '');
}
const savedColumns = 'wall time,step,value';

/** Reads rows as they are completed; a quoted cell may hold line ends. */
class CsvReader implements LogReader {
  private readonly decoder = new TextDecoder();
  private readonly collector: RecordCollector;
  private pending = '';
  private header: string[] | undefined;
  private delimiter = ',';
  private row = 1;
  private broken = false;

  constructor(
    private readonly log: GradientLog,
    private readonly path: string,
  ) {
    this.collector = new RecordCollector(log);
  }

  push(chunk: Uint8Array): void {
    if (this.broken) return;
    this.pending += this.decoder.decode(chunk, { stream: true }).replaceAll('\0', '');
    const end = endOfLastRow(this.pending);
    if (end === 0) {
      if (this.pending.length > maxRowLength) {
        this.broken = true;
        this.pending = '';
        this.log.problem(
          l10n.t(
            'Row {0} of {1} is longer than {2} MB: a quote is not closed, or this is not a table of figures. The rest was not read.',
            this.row,
            fileName(this.path),
            maxRowLength >> 20,
          ),
        );
      }
      return;
    }
    const complete = this.pending.slice(0, end);
    this.pending = this.pending.slice(end);
    this.rows(complete);
  }

  finish(): void {
    const last = this.pending + this.decoder.decode();
    this.pending = '';
    if (last.trim() !== '' && !this.broken) this.rows(`${last}\n`);
  }

  private rows(text: string): void {
    let body = text;
    if (!this.header) {
      const first = text.replace(/^\uFEFF/, '').trimStart();
      const end = first.indexOf('\n');
      const line = first.slice(0, end).trimEnd();
      if (line === '') return;
      body = first.slice(end + 1);
      const isSpaced = spacedColumns([line, ...body.split('\n', 1)]).length > 0;
      this.delimiter = isSpaced ? spaces : (delimiterOf(line) ?? ',');
      const names = (parse(line, this.delimiter)[0] ?? []).map((name) => name.trim());
      const isSaved = names.join(',').toLowerCase() === savedColumns;
      this.header = isSaved ? [names[0]!, names[1]!, figureOfFile(this.path)] : names;
      if (!this.header.some(isGradient) && !isListOfFigures(this.header)) {
        this.log.problem(
          l10n.t(
            '{0} has no column of gradient norms (it has {1}): log one as grad_norm.',
            fileName(this.path),
            this.header.slice(0, 12).join(', '),
          ),
        );
      }
    }
    const { header } = this;
    for (const row of parse(body, this.delimiter)) {
      this.row++;
      const isNumbered = this.delimiter === spaces && row.length === header.length + 1;
      const cells = isNumbered ? row.slice(1) : row;
      // Written again where a run was continued in the same file.
      if (cells[0]?.trim() === header[0] && cells.at(-1)?.trim() === header.at(-1)) continue;
      if (cells.length > header.length) {
        this.log.problem(
          l10n.t(
            'Row {0} of {1} has {2} cells, the header {3}: the extra cells were ignored.',
            this.row,
            fileName(this.path),
            cells.length,
            header.length,
          ),
        );
      }
      const read = this.delimiter === ';' ? cells.map(pointed) : cells;
      this.collector.add(header.map((name, i) => [name, read[i] ?? ''] as const));
    }
  }
}

/** Where the last complete row ends, behind its line end outside quotes; 0 for none. */
function endOfLastRow(text: string): number {
  if (!text.includes('"')) return text.lastIndexOf('\n') + 1;
  let end = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text.charCodeAt(i);
    if (character === 34) quoted = !quoted;
    else if (character === 10 && !quoted) end = i + 1;
  }
  return end;
}
