import * as vscode from 'vscode';
import { verdictWord } from '../../present/verdictWord';
import type { ConfigFinding } from '../../shared/config';
import { commands } from '../contributions';
import type { PanelContext } from '../panel';
import { predictionPanels } from './predictionPanels';
import { predictionSubject } from './predictionSubject';

/** The command "Predict": the prediction for a config in a panel of its own, with a what-if for each value. */
export function registerPredict(context: PanelContext): vscode.Disposable {
  const { documents, log } = context;
  const panels = predictionPanels(context);
  const command = vscode.commands.registerCommand(commands.predict, async (uri: unknown, index: unknown) => {
    try {
      const document =
        typeof uri === 'string'
          ? await vscode.workspace.openTextDocument(vscode.Uri.parse(uri))
          : vscode.window.activeTextEditor?.document;
      if (!document) return;
      const { configs } = await documents.report(document);
      const finding = typeof index === 'number' ? configs[index] : await choose(configs);
      if (finding) panels.show(predictionSubject(document.uri.toString(), finding, configs));
      else if (configs.length === 0) {
        void vscode.window.showInformationMessage(
          vscode.l10n.t('This file does not configure a recurrent network.'),
        );
      }
    } catch (error) {
      log.error('the prediction could not be shown', error);
      void vscode.window.showErrorMessage(
        vscode.l10n.t('The prediction could not be shown; see the log of Gradient Lens.'),
      );
    }
  });
  return vscode.Disposable.from(panels, command);
}

async function choose(configs: readonly ConfigFinding[]): Promise<ConfigFinding | undefined> {
  if (configs.length <= 1) return configs[0];
  const items = configs.map((finding) => {
    const verdict = finding.prediction?.verdict;
    const description = verdict ? verdictWord(verdict) : vscode.l10n.t('clipping');
    return { label: finding.config.name, description, finding };
  });
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Predict which?') }))
    ?.finding;
}
