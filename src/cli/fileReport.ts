import type { TextRange } from '../core/textRange';
import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser';
import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import type { AnalysisOptions } from '../core/analysis';
import type { Location } from '../core/location';
import type { FindingRecord } from '../core/record';
import type { PlacedCellRecord } from '../core/recurrence/records';
import { placedCell } from '../present/cell/placed';
import { toRecord } from '../present/matrix/record';
import { standingOf } from '../present/role/standing';
import type { DetectableLanguage } from '../detect/candidate';
import { configRecord, type ConfigRecord } from '../present/config/configRecord';
import type { DocumentAnalysis } from '../analysis/document/documentAnalysis';

/** Something in a file that could not be analyzed, or the file itself when `location` is `null`. */
export interface FileError {
  readonly message: string;
  readonly location: Location | null;
}

/** What was found in one file, as `--json` prints it. */
export interface FileReport {
  readonly file: string;
  readonly findings: readonly (FindingRecord | PlacedCellRecord | ConfigRecord)[];
  readonly errors: readonly FileError[];
  /** The file could not be read or its syntax is broken: exit status 2. */
  readonly unreadable: boolean;
}

/** Larger text files are refused: JavaScript strings end near 512 MB. */
const maxBytes = 256 * 1024 * 1024;

/** The language that an ending stands for; other text is searched for printed arrays. */
export const textLanguages: Readonly<Record<string, DetectableLanguage>> = {
  '.json': 'json',
  '.jsonc': 'jsonc',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.py': 'python',
  '.pyi': 'python',
  '.yaml': 'yaml',
  '.yml': 'yaml',
  '.toml': 'toml',
  '.m': 'matlab',
  '.jl': 'julia',
};

/**
 * Reads one file and analyzes what recurs in it; with `all`, every other matrix is listed with its figures. Never rejects:
 * what is wrong is in `errors`.
 */
export async function fileReport(
  file: string,
  options: AnalysisOptions,
  analysis: DocumentAnalysis,
  all = false,
): Promise<FileReport> {
  let text: string;
  try {
    text = await readText(file);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { file, findings: [], errors: [{ message, location: null }], unreadable: true };
  }
  const languageId = textLanguages[extname(file).toLowerCase()] ?? 'plaintext';
  const locate = locator(text);
  const { findings, cells, problems, configs } = await analysis.documentInFull({
    text,
    languageId,
    options,
    limits: { size: Infinity },
    asked: all,
  });
  const broken = languageId === 'json' ? brokenJson(file, text, locate) : [];
  return {
    file,
    findings: [
      ...findings.flatMap(({ name, range, decision, analysis: found }) =>
        found ? [toRecord(name, locate(range), found, standingOf(decision, locate))] : [],
      ),
      ...cells.flatMap(({ range, decision, options: stated, record }) =>
        record ? [placedCell(record, locate(range), stated, standingOf(decision, locate))] : [],
      ),
      ...configs.map((config) => configRecord(config, locate, options.stepsFrom)),
    ],
    errors: [...broken, ...problems.map(({ message, range }) => ({ message, location: locate(range) }))],
    unreadable: broken.length > 0,
  };
}

/** The first place where a .json file is not JSON (comments are let pass), as a check in CI should say aloud. */
function brokenJson(file: string, text: string, locate: (range: TextRange) => Location): FileError[] {
  const errors: ParseError[] = [];
  parse(text, errors, { allowTrailingComma: true });
  return errors.slice(0, 1).map(({ error, offset, length }) => ({
    message: `${file} is not valid JSON (${printParseErrorCode(error)}): what is complete was analyzed, mend the rest`,
    location: locate({ start: offset, end: offset + length }),
  }));
}

/**
 * The text of a file.
 * @throws Error with a sentence that names the file.
 */
export async function readText(file: string): Promise<string> {
  let bytes: Buffer;
  try {
    const { size } = await stat(file);
    if (size > maxBytes) throw new Error(`${file} has ${size} bytes: text files up to ${maxBytes} are read`);
    bytes = await readFile(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new Error(`${file} does not exist`, { cause: error });
    if (code === 'EISDIR') throw new Error(`${file} is a folder: name its files`, { cause: error });
    throw error;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new Error(`${file} is not UTF-8 text`, { cause: error });
  }
}

/** Turns offsets into lines and columns that count from 1, as editors do: a line ends with \n, \r\n or \r. */
function locator(text: string): (range: TextRange) => Location {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length)];
  const place = (offset: number): [number, number] => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return [low + 1, offset - starts[low]! + 1];
  };
  return ({ start, end }) => {
    const [line, column] = place(start);
    const [endLine, endColumn] = place(end);
    return { line, column, endLine, endColumn };
  };
}
