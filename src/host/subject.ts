import type { TextRange } from '../core/textRange';
import * as vscode from 'vscode';
import { nowhere, type Location } from '../core/location';
import { decisionWhenAsked, type RoleDecision } from '../core/role/decide';
import type { Standing } from '../core/record';
import { standingOf } from '../present/role/standing';
import type { Finding } from '../shared/service';

/**
 * What a panel or a link speaks of: a matrix in a document or in the output of a notebook's cell by name, one read in a
 * debugger by its key in `Variables`, an expression typed into the palette, or the article's matrix.
 */
export type Subject =
  | (Named & { readonly kind: 'document' })
  | (Named & { readonly kind: 'output' })
  | { readonly kind: 'variable'; readonly name: string; readonly key: string }
  | { readonly kind: 'expression'; readonly source: string }
  | { readonly kind: 'article' };

/** A matrix by name in the text at `uri`, for an output the cell's; `occurrence` counts its namesakes there from 0. */
interface Named {
  readonly uri: string;
  readonly name: string;
  readonly occurrence: number;
}

/** The matrix that the article explodes, for tabs that are opened without one. */
export const articleExpression = 'diag([1.5, 0.5])';

/** The subject of a finding in a document, or in the output of the cell that has the document. */
export function subjectOf(
  document: Pick<vscode.TextDocument, 'uri'>,
  finding: Finding,
  findings: readonly Finding[],
  kind: 'document' | 'output' = 'document',
): Subject {
  const namesakes = findings.filter(({ name }) => name === finding.name);
  return {
    kind,
    uri: document.uri.toString(),
    name: finding.name,
    occurrence: namesakes.indexOf(finding),
  };
}

/** Equal for equal subjects. */
export function keyOf(subject: Subject): string {
  return JSON.stringify(subject);
}

/** What a subject is called. */
export function nameOf(subject: Subject): string {
  switch (subject.kind) {
    case 'document':
    case 'output':
    case 'variable':
      return subject.name;
    case 'expression':
      return subject.source;
    case 'article':
      return vscode.l10n.t('The article’s {0}', articleExpression);
  }
}

/** A subject from a link, a saved state or another untrusted place, if it is one. */
export function parseSubject(data: unknown): Subject | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { kind, uri, name, occurrence, source, key } = data as Record<string, unknown>;
  if (kind === 'article') return { kind };
  if (kind === 'expression' && typeof source === 'string') return { kind, source };
  if (kind === 'variable' && typeof name === 'string' && typeof key === 'string') return { kind, name, key };
  const valid =
    (kind === 'document' || kind === 'output') &&
    typeof uri === 'string' &&
    typeof name === 'string' &&
    typeof occurrence === 'number';
  return valid ? { kind, uri, name, occurrence } : undefined;
}

/** The finding that a subject names now, after whatever edits. */
export function findingOf(
  subject: Subject & { kind: 'document' | 'output' },
  findings: readonly Finding[],
): Finding | undefined {
  return findings.filter(({ name }) => name === subject.name)[subject.occurrence];
}

/** Whether an offset lies in a range; both ends count, as a cursor stands between characters. */
export function holds({ start, end }: TextRange, offset: number): boolean {
  return start <= offset && offset <= end;
}

export function rangeOf(document: vscode.TextDocument, { start, end }: TextRange): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** A range as records have it, from 1. */
export function locationOf(document: vscode.TextDocument, range: TextRange): Location {
  const { start, end } = rangeOf(document, range);
  return {
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** What shows the role of a matrix that a person asks for, `document` being the text it stands in. */
export function standingWhenAsked({ decision, shape }: Finding, document?: vscode.TextDocument): Standing {
  return standing(decision.judged ? decision : decisionWhenAsked(shape[0] === shape[1]), document);
}

/** What shows the role of a matrix. */
export const standing = (decision: RoleDecision, document?: vscode.TextDocument): Standing =>
  standingOf(decision, (range) => (document ? locationOf(document, range) : nowhere));

/** A Markdown or lens link that runs a command with one argument. */
export function commandUri(command: string, argument?: unknown): string {
  return argument === undefined
    ? `command:${command}`
    : `command:${command}?${encodeURIComponent(JSON.stringify([argument]))}`;
}
