import * as vscode from 'vscode';
import type { DocumentReport } from '../shared/service';
import type { Level } from './diagnostics';
import type { Explanations } from './explanations';
import { rangeOf } from './subject';

/** A note under the `backward()` of every loop that trains a recurrent model without clipping. */
export async function loopDiagnostics(
  document: vscode.TextDocument,
  { trainingLoops }: DocumentReport,
  level: Level,
  explanations: Explanations,
): Promise<vscode.Diagnostic[]> {
  const { Information, Hint } = vscode.DiagnosticSeverity;
  const diagnostics: vscode.Diagnostic[] = [];
  for (const { concern, mark } of trainingLoops) {
    if (concern === null) continue;
    const diagnostic = new vscode.Diagnostic(
      rangeOf(document, mark),
      concern,
      // A risk is no finding, so it is never a warning.
      level === 'hint' ? Hint : Information,
    );
    diagnostic.code = { value: 'unclipped-training', target: await explanations.uri('unclipped-training') };
    diagnostics.push(diagnostic);
  }
  return diagnostics;
}
