import * as vscode from 'vscode';
import { explainPrediction, shownGain } from '../../present/config/prediction';
import { formatNumber } from '../../present/format';
import type { ConfigFinding } from '../../shared/config';
import { commands } from '../contributions';
import { rangeOf } from '../subject';
import { verdictMark } from '../verdictMark';

/** The one short line above a model block; `null` for a config of clipping alone. */
export function configLensTitle({ prediction }: ConfigFinding): string | null {
  if (!prediction) return null;
  const { verdict, steps, spectralRadius } = prediction;
  if (!verdict) {
    if (prediction.unmodeled) return vscode.l10n.t('predict: this cell is not modeled');
    return prediction.open
      ? vscode.l10n.t('predict: what it starts from is not in this file')
      : vscode.l10n.t('predict: name a hidden size');
  }
  return vscode.l10n.t(
    'predict: {0} · gain {1} over {2} steps · ρ {3}',
    verdictMark(verdict),
    shownGain(prediction),
    steps,
    formatNumber(spectralRadius ?? 0),
  );
}

/** CodeLens "predict" on each model block. */
export function configLenses(
  document: vscode.TextDocument,
  findings: readonly ConfigFinding[],
): vscode.CodeLens[] {
  return findings.flatMap((finding, index) => {
    const title = configLensTitle(finding);
    if (title === null) return [];
    return [
      new vscode.CodeLens(rangeOf(document, finding.config.anchor), {
        title,
        tooltip: finding.prediction ? explainPrediction(finding.prediction) : '',
        command: commands.predict,
        arguments: [document.uri.toString(), index],
      }),
    ];
  });
}
