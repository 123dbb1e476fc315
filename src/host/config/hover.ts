import * as vscode from 'vscode';
import type { DocumentReport } from '../../shared/service';
import type { ConfigFinding } from '../../shared/config';
import { internalCommands } from '../contributions';
import { commandUri, holds, rangeOf } from '../subject';
import { fieldsAt } from './fieldAt';
import { configHoverText } from './hoverText';
import { memoryHoverText } from './memoryHoverText';

/** So many layers that share a value are told of. */
const maxLayers = 3;

/** What a key of a config does to the gradient, looked up and never computed. */
export function configHover(
  document: vscode.TextDocument,
  findings: readonly ConfigFinding[],
  offset: number,
): vscode.Hover | undefined {
  const found = fieldsAt(findings, offset);
  const [first] = found;
  if (!first) return undefined;
  const texts = found.slice(0, maxLayers).map(({ finding, field }) => {
    const rule = finding.notices.find((notice) => notice.field === field)?.rule ?? finding.prediction?.rule;
    const why = rule
      ? `\n\n[${vscode.l10n.t('Why')}](${commandUri(internalCommands.explainRule, rule)})`
      : '';
    return configHoverText(finding, field) + why;
  });
  const markdown = new vscode.MarkdownString(texts.join('\n\n---\n\n'));
  markdown.isTrusted = { enabledCommands: [internalCommands.explainRule] };
  return new vscode.Hover(markdown, rangeOf(document, first.range));
}

/** How far back a model remembers by one key of its config. */
export function memoryHover(
  document: vscode.TextDocument,
  keys: DocumentReport['memoryKeys'],
  offset: number,
): vscode.Hover | undefined {
  for (const { value, range, keyRange, path } of keys) {
    const at = [range, keyRange].find((candidate) => candidate && holds(candidate, offset));
    if (at) {
      const text = new vscode.MarkdownString(memoryHoverText(value, path));
      return new vscode.Hover(text, rangeOf(document, at));
    }
  }
  return undefined;
}
