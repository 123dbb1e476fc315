import type * as vscode from 'vscode';
import type { Analysis } from '../core/analysis';
import { UnknownMatrixError, type Finding, type Written } from '../shared/service';
import type { AnalysisWorker, WorkerCallOptions } from './analysisWorker';
import type { Documents } from './documents';
import { rangeOf } from './subject';

/** Where the matrices of a report are held, and how they get there. */
export interface MatrixSource {
  readonly worker: AnalysisWorker;
  /** Names the thread that holds them. */
  readonly subject: string;
  /** Has the thread read them again, after it was started anew or let one go. */
  readonly readAnew: () => Promise<unknown>;
}

/** Where the matrices of a document are held. */
export const sourceIn = (
  document: vscode.TextDocument,
  documents: Documents,
  worker: AnalysisWorker,
): MatrixSource => ({
  worker,
  subject: document.uri.toString(),
  readAnew: () => documents.reportAnew(document),
});

/** A finding with what its remedies rest on, also where nothing shows that it recurs: somebody asks for it. */
export async function summarized(finding: Finding, source: MatrixSource): Promise<Finding> {
  if (finding.summary) return finding;
  const { figures, verdict, remedies } = await fullAnalysis(finding, source);
  const { sigmaMax } = figures;
  return {
    ...finding,
    summary: { sigmaMax, largestSigmas: [sigmaMax], verdict, log10Gains: null, remedies },
  };
}

/** The text of a matrix, where that is what recurs, or what does in a leaky step. */
export const literalOf = (
  { derived, range, options }: Finding,
  document: vscode.TextDocument,
): string | null => (derived && !options.leak ? null : document.getText(rangeOf(document, range)));

/** All that is known of a matrix of a report. */
export async function fullAnalysis(
  { key, options: analysisOptions }: Finding,
  { worker, subject, readAnew }: MatrixSource,
  { literal = null, ...options }: Pick<WorkerCallOptions, 'signal' | 'onProgress'> & Written = {},
): Promise<Analysis> {
  const ask = (): Promise<Analysis> =>
    worker.call('analysis', { key, options: analysisOptions, literal }, { ...options, subject });
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Error) || error.name !== UnknownMatrixError.name) throw error;
    await readAnew();
    return ask();
  }
}
