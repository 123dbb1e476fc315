import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser';
import { extname } from 'node:path';
import type { AnalysisOptions } from '../core/analysis';
import type { Location } from '../core/location';
import type { FindingRecord } from '../core/record';
import type { PlacedCellRecord } from '../core/recurrence/records';
import { placedCell } from '../present/cell/placed';
import { toRecord } from '../present/matrix/record';
import { standingOf } from '../present/role/standing';
import type { DetectableLanguage } from '../detect/candidate';
import { notebookEnding, textLanguages } from '../shared/searchedFiles';
import { trainingRecords, type TrainingRecord } from '../present/training/record';
import { configRecord, type CodeRecord, type ConfigRecord } from '../present/config/configRecord';
import type { DocumentAnalysis } from '../analysis/document/documentAnalysis';
import { locator, type Locate } from './locator';
import { notebookReport } from './notebookReport';
import { readText } from './readText';

/** Something in a file that could not be analyzed, or the file itself when `location` is `null`. */
export interface FileError {
  readonly message: string;
  readonly location: Location | null;
}

/** What was found in one file, as `--json` prints it. */
export interface FileReport {
  readonly file: string;
  readonly findings: readonly (
    FindingRecord | PlacedCellRecord | ConfigRecord | CodeRecord | TrainingRecord
  )[];
  readonly errors: readonly FileError[];
  /** The file could not be read or its syntax is broken: exit status 2. */
  readonly unreadable: boolean;
  /** It could not be read, and nobody named it: a note. */
  readonly passedOver?: boolean;
}

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
  const extension = extname(file).toLowerCase();
  if (extension === notebookEnding) {
    return notebookReport(file, text, (program) => textFindings(program, options, analysis, all));
  }
  const languageId = textLanguages[extension] ?? 'plaintext';
  const locate = locator(text);
  const found = await textFindings({ text, languageId, locate }, options, analysis, all);
  const broken = languageId === 'json' ? brokenJson(file, text, locate) : [];
  return {
    file,
    findings: found.findings,
    errors: [...broken, ...found.errors],
    unreadable: broken.length > 0,
  };
}

/** A text of a language, and how its places are told. */
export interface LocatedText {
  readonly text: string;
  readonly languageId: DetectableLanguage;
  readonly locate: Locate;
}

/** What was found in a text. */
async function textFindings(
  { text, languageId, locate }: LocatedText,
  options: AnalysisOptions,
  analysis: DocumentAnalysis,
  all: boolean,
): Promise<Pick<FileReport, 'findings' | 'errors'>> {
  const { findings, cells, problems, configs, trainingLoops } = await analysis.documentInFull({
    text,
    languageId,
    options,
    limits: { size: Infinity },
    asked: all,
  });
  return {
    findings: [
      ...findings.flatMap(({ name, range, decision, cell, analysis: found }) =>
        found && cell === undefined
          ? [toRecord(name, locate(range), found, standingOf(decision, locate))]
          : [],
      ),
      ...cells.flatMap(({ range, decision, options: stated, record }) =>
        record ? [placedCell(record, locate(range), stated, standingOf(decision, locate))] : [],
      ),
      ...configs.map((config) => configRecord(config, locate, options.stepsFrom)),
      ...trainingRecords(trainingLoops, locate),
    ],
    errors: problems.map(({ message, range }) => ({ message, location: locate(range) })),
  };
}

/** The first place where a .json file is not JSON (comments are let pass), as a check in CI should say aloud. */
function brokenJson(file: string, text: string, locate: Locate): FileError[] {
  const errors: ParseError[] = [];
  parse(text, errors, { allowTrailingComma: true });
  return errors.slice(0, 1).map(({ error, offset, length }) => ({
    message: `${file} is not valid JSON (${printParseErrorCode(error)}): what is complete was analyzed, mend the rest`,
    location: locate({ start: offset, end: offset + length }),
  }));
}
