import * as vscode from 'vscode';
import type { Finding, Span } from '../shared/service';

/** What a panel or a link speaks of: a matrix in a document by name, an expression typed into the palette, or the article's matrix. */
export type Subject =
  | { readonly kind: 'document'; readonly uri: string; readonly name: string; readonly occurrence: number }
  | { readonly kind: 'expression'; readonly source: string }
  | { readonly kind: 'article' };

/** The matrix that the article explodes, for tabs that are opened without one. */
export const articleExpression = 'diag([1.5, 0.5])';

/** The subject of a finding; `occurrence` counts matrices of the same name in the same document. */
export function subjectOf(
  document: vscode.TextDocument,
  finding: Finding,
  findings: readonly Finding[],
): Subject {
  const namesakes = findings.filter(({ name }) => name === finding.name);
  return {
    kind: 'document',
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
      return subject.name;
    case 'expression':
      return subject.source;
    case 'article':
      return `The article’s ${articleExpression}`;
  }
}

/** A subject from a link, a saved state or another untrusted place, if it is one. */
export function parseSubject(data: unknown): Subject | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { kind, uri, name, occurrence, source } = data as Record<string, unknown>;
  if (kind === 'article') return { kind };
  if (kind === 'expression' && typeof source === 'string') return { kind, source };
  const valid =
    kind === 'document' &&
    typeof uri === 'string' &&
    typeof name === 'string' &&
    typeof occurrence === 'number';
  return valid ? { kind, uri, name, occurrence } : undefined;
}

/** The finding that a document's subject names now, after whatever edits. */
export function findingOf(
  subject: Subject & { kind: 'document' },
  findings: readonly Finding[],
): Finding | undefined {
  return findings.filter(({ name }) => name === subject.name)[subject.occurrence];
}

/** Whether an offset lies in a span; both ends count, as a cursor stands between characters. */
export function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

export function rangeOf(document: vscode.TextDocument, { start, end }: Span): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** A Markdown or lens link that runs a command with one argument. */
export function commandUri(command: string, argument?: unknown): string {
  return argument === undefined
    ? `command:${command}`
    : `command:${command}?${encodeURIComponent(JSON.stringify([argument]))}`;
}
