// Not translated: read by models, by developers, or on the command line alone.
import * as vscode from 'vscode';
import { configRecord } from '../present/config/configRecord';
import { checkpointAnswer, shortAnswer } from '../present/answer';
import type { AnyRecord } from '../present/kinds';
import { trainingRecords } from '../present/training/record';
import type { FindingRecord } from '../core/record';
import { toRecord } from '../present/matrix/record';
import { chatTool } from '../shared/chatTool';
import { isCheckpoint } from '../shared/checkpointEndings';
import { CancellationError } from '../shared/rpc';
import { judgedOf, type Finding } from '../shared/service';
import type { AnalysisWorker } from './analysisWorker';
import { cellRecords } from './cell/cell';
import { checkpointFile } from './checkpoint/checkpointFile';
import type { Documents } from './documents';
import { fullAnalysis, literalOf, sourceIn, type MatrixSource } from './fullAnalysis';
import { languageModels } from './languageModels';
import { analysisOptions, setting } from './settings';
import { nowhere } from '../core/location';
import { locationOf, standingWhenAsked } from './subject';

/** What a chat may ask: a file of the workspace, or an expression; both optional because a model may send anything. */
interface Question {
  readonly file?: unknown;
  readonly tensor?: unknown;
  readonly expression?: unknown;
}

/** A checkpoint that must be read whole for an answer, with what stands beside it, has at most so many bytes. */
const maxReadBytes = 64 * 2 ** 20;

/** A read-only tool for chats: the verdict on a file's matrices or on an expression. Nothing where the editor has no chat. */
export function registerLanguageModelTool(documents: Documents, worker: AnalysisWorker): vscode.Disposable {
  const lm = languageModels();
  if (!lm.registerTool) return new vscode.Disposable(() => undefined);
  return lm.registerTool<Question>(chatTool.name, {
    prepareInvocation: ({ input: { file, expression } }) => {
      const subject = [file, expression].find((named) => typeof named === 'string');
      const invocationMessage =
        subject === undefined ? vscode.l10n.t('Analyzing a matrix') : vscode.l10n.t('Analyzing {0}', subject);
      return { invocationMessage };
    },
    invoke: async ({ input }, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => {
        abort.abort();
      });
      const words = await answer(input, documents, worker, abort.signal);
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(words)]);
    },
  });
}

async function answer(
  { file, tensor, expression }: Question,
  documents: Documents,
  worker: AnalysisWorker,
  signal: AbortSignal,
): Promise<string> {
  if (typeof file === 'string' && isCheckpoint(file)) {
    const uri = await inWorkspace(file, async (target) => {
      await vscode.workspace.fs.stat(target);
      return target;
    });
    const only = typeof tensor === 'string' ? tensor : null;
    const { place } = await checkpointFile(uri, maxReadBytes);
    const request = { place, options: analysisOptions(uri), tensor: only };
    const found = await worker.call('checkpoint', request, { signal, subject: uri.toString() });
    return checkpointAnswer(file, found);
  }
  if (typeof file === 'string') {
    const document = await inWorkspace(file, (target) => vscode.workspace.openTextDocument(target));
    const { findings, cells, configs, trainingLoops, problems } = await documents.report(document);
    if (signal.aborted) throw new CancellationError('canceled');
    const isChosen = ({ name }: { readonly name: string }): boolean =>
      typeof tensor !== 'string' || name === tensor;
    // One that is asked for by its name needs no evidence.
    const chosen = typeof tensor === 'string' ? findings.filter(isChosen) : judgedOf(findings);
    const source = sourceIn(document, documents, worker);
    const records: AnyRecord[] = await recordsOf(chosen, source, signal, document);
    records.push(...cellRecords(document, cells).filter(isChosen));
    records.push(...configs.map((config) => configRecord(config, () => nowhere)).filter(isChosen));
    records.push(...trainingRecords(trainingLoops, () => nowhere).filter(isChosen));
    return shortAnswer(
      file,
      records,
      problems.map(({ message }) => message),
    );
  }
  if (typeof expression !== 'string') throw new Error('Give a file of the workspace or a matrix expression.');
  const limits = { size: setting('gradientLens.limits.size') };
  const question = { source: expression, options: analysisOptions(), limits };
  const evaluate = () => worker.call('expression', question, { signal, subject: expression });
  const finding = await evaluate();
  const source = { worker, subject: expression, readAnew: evaluate };
  return shortAnswer(expression, await recordsOf([finding], source, signal), []);
}

/** The records of matrices within the limits; `document` is the text that they stand in. */
async function recordsOf(
  findings: readonly Finding[],
  source: MatrixSource,
  signal: AbortSignal,
  document?: vscode.TextDocument,
): Promise<FindingRecord[]> {
  const limit = setting('gradientLens.limits.size', document);
  const records: FindingRecord[] = [];
  for (const finding of findings) {
    if (Math.max(...finding.shape) > limit) continue;
    const analysis = await fullAnalysis(finding, source, {
      signal,
      literal: document ? literalOf(finding, document) : null,
    });
    const location = document ? locationOf(document, finding.range) : nowhere;
    records.push(toRecord(finding.name, location, analysis, standingWhenAsked(finding, document)));
  }
  return records;
}

/** A file by its path in a workspace folder; others are refused, for the person opened these folders and no others. */
async function inWorkspace<T>(file: string, open: (target: vscode.Uri) => Thenable<T>): Promise<T> {
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    const relative = file.startsWith(`${uri.path}/`) ? file.slice(uri.path.length + 1) : file;
    const target = vscode.Uri.joinPath(uri, relative);
    if (!target.path.startsWith(`${uri.path}/`)) continue;
    try {
      return await open(target);
    } catch {
      // Perhaps it is in the next folder.
    }
  }
  throw new Error(`${file} is not a ${isCheckpoint(file) ? 'file' : 'text file'} in the workspace.`);
}
