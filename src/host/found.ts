import * as vscode from 'vscode';
import type { AnalysisOptions } from '../core/analysis';
import type { PanelModel } from '../shared/panel';
import type { Finding } from '../shared/service';
import { fileName } from './fileName';
import { literalOf } from './fullAnalysis';
import { HumanError } from './humanError';
import { cellName, cellOf } from './notebook/cells';
import type { PanelContext } from './panel';
import { articleExpression, findingOf, keyOf, nameOf, standingWhenAsked, type Subject } from './subject';

/** The matrix of a panel and its place. */
export interface Found {
  readonly finding: Finding;
  readonly place: Pick<PanelModel, 'name' | 'file' | 'line' | 'source' | 'standing'>;
  /** Its text, where its numbers stand in it. */
  readonly literal: string | null;
}

/**
 * The matrix that a subject names as it stands now; `anew` makes the worker read it again.
 * @throws HumanError where there is no such matrix any more.
 */
export async function findMatrix(
  subject: Subject,
  context: PanelContext,
  options: AnalysisOptions,
  anew: boolean,
): Promise<Found> {
  switch (subject.kind) {
    case 'document':
      return inDocument(subject, context, anew);
    case 'output':
      return inOutput(subject, context, anew);
    case 'variable':
      return fromDebugger(subject, context, options);
    case 'expression':
    case 'article':
      return fromExpression(subject, context, options);
  }
}

/** Names the thread that holds the matrix of a subject. */
export function workerSubject(subject: Subject): string {
  return 'uri' in subject ? subject.uri : keyOf(subject);
}

/** @throws HumanError where the document is gone. */
export async function openDocument(uri: string): Promise<vscode.TextDocument> {
  try {
    return await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  } catch {
    throw new HumanError(
      vscode.l10n.t('{0} can no longer be opened: close this panel.', vscode.Uri.parse(uri).path),
    );
  }
}

async function inDocument(
  subject: Subject & { kind: 'document' },
  { documents }: PanelContext,
  anew: boolean,
): Promise<Found> {
  const document = await openDocument(subject.uri);
  const report = await (anew ? documents.reportAnew(document) : documents.report(document));
  const file = fileName(document.uri);
  const finding = findingOf(subject, report.findings);
  if (!finding) {
    throw new HumanError(
      vscode.l10n.t(
        '{0} is no longer a matrix in {1}: undo the edit, or close this panel.',
        subject.name,
        file,
      ),
    );
  }
  const line = document.positionAt(finding.range.start).line + 1;
  return {
    finding,
    literal: literalOf(finding, document),
    place: {
      name: subject.name,
      file,
      line,
      source: 'document',
      standing: standingWhenAsked(finding, document),
    },
  };
}

async function inOutput(
  subject: Subject & { kind: 'output' },
  { outputs }: PanelContext,
  anew: boolean,
): Promise<Found> {
  // Opening the cell's text opens its notebook, as after a reload.
  const cell = cellOf(await openDocument(subject.uri));
  if (!cell) throw new HumanError(vscode.l10n.t('The cell was removed from its notebook: close this panel.'));
  const report = await outputs.report(cell, anew);
  const finding = findingOf(subject, report.findings);
  if (!finding) {
    throw new HumanError(
      vscode.l10n.t(
        '{0} is no longer a matrix in the output of {1}: run the cell again, or close this panel.',
        subject.name,
        cellName(cell),
      ),
    );
  }
  const file = vscode.l10n.t('output of {0}', cellName(cell));
  return {
    finding,
    literal: null,
    place: { name: subject.name, file, line: 0, source: 'output', standing: standingWhenAsked(finding) },
  };
}

async function fromDebugger(
  subject: Subject & { kind: 'variable' },
  { variables, worker }: PanelContext,
  options: AnalysisOptions,
): Promise<Found> {
  const { name, key } = subject;
  const matrix = variables.get(key)?.matrix;
  if (!matrix) {
    throw new HumanError(
      vscode.l10n.t(
        'The numbers of {0} came from a debugged program and were not kept: analyze the variable again, or close this panel.',
        name,
      ),
    );
  }
  const call = { name, matrix, options, limits: { size: 0 } };
  const finding = await worker.call('values', call, { subject: workerSubject(subject) });
  const file = vscode.l10n.t('read in the debugger, kept while this panel is open');
  return {
    finding,
    literal: null,
    place: { name, file, line: 0, source: 'variable', standing: standingWhenAsked(finding) },
  };
}

async function fromExpression(
  subject: Subject & { kind: 'expression' | 'article' },
  { worker }: PanelContext,
  options: AnalysisOptions,
): Promise<Found> {
  const source = subject.kind === 'article' ? articleExpression : subject.source;
  const finding = await worker.call(
    'expression',
    { source, options, limits: { size: 0 } },
    { subject: workerSubject(subject) },
  );
  const place = {
    name: nameOf(subject),
    file: '',
    line: 0,
    source: subject.kind,
    standing: standingWhenAsked(finding),
  };
  return { finding, place, literal: source };
}
