import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DocumentAnalysis } from '../../src/analysis/document/documentAnalysis';
import { fileReport, type FileReport } from '../../src/cli/fileReport';
import { defaultThresholds } from '../../src/core/analysis';

/** What must be found in a file. */
export interface Expectation {
  readonly name: string;
  /** From 1. */
  readonly line: number;
  readonly role: string;
  readonly evidence: readonly string[];
  /** `code`: a model or a random start in source, which is no matrix that is written out. */
  readonly kind?: 'code';
}

/** A file in which something recurs. */
export interface Recurrent {
  readonly file: string;
  readonly find: readonly Expectation[];
  readonly notFind?: readonly string[];
}

// Bundles stand at different depths of out/; all run in the repository's folder.
const root = resolve('test', 'corpus');

/** Files in which nothing recurs, and files in each of which something does. */
export const corpus = JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8')) as {
  readonly quiet: readonly { readonly file: string }[];
  readonly recurrent: readonly Recurrent[];
};

const analysis = new DocumentAnalysis();
const options = { steps: 100, activation: 'tanh', thresholds: defaultThresholds } as const;

/** What the command line says of a file. */
export const reportOn = (path: string, all = false): Promise<FileReport> =>
  fileReport(path, options, analysis, all);

/** The same of a file of the corpora. */
export const reportOf = (file: string): Promise<FileReport> => reportOn(join(root, file));

/** Anything that is found. */
export type Found = FileReport['findings'][number];

/** Whether something is claimed: a verdict, or a remark on a value. */
export const isLoud = (found: Found): boolean => found.verdict !== null || found.severity !== 'none';

/** Whether a name is the wanted one, or the end or the head of it. */
export function isNamed(name: string, wanted: string): boolean {
  return name === wanted || name.endsWith(`.${wanted}`) || name.startsWith(`${wanted}.`);
}

/** The finding that an expectation asks for; a cell goes by its recurrent tensor as well. */
export function findIn(findings: readonly Found[], { name, line }: Expectation): Found | undefined {
  return findings.find((found) => {
    const names = found.kind === 'cell' ? [found.name, found.tensor] : [found.name];
    return found.location.line === line && names.some((called) => isNamed(called, name));
  });
}
