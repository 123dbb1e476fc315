import * as vscode from 'vscode';
import type { ConfigChanges } from '../../core/config/setup';
import type { ConfigFinding, PredictionModel } from '../../shared/config';
import type { AnalysisWorker } from '../analysisWorker';
import { commands } from '../contributions';
import type { Documents } from '../documents';
import type { Log } from '../log';
import { analysisOptions } from '../settings';
import { predictionDocument } from './predictionDocument';

const scheme = 'gradient-lens-prediction';

const whatIfs: readonly { readonly title: string; readonly changes: ConfigChanges }[] = [
  {
    title: 'orthogonal, tanh',
    changes: { initializer: { kind: 'orthogonal', gain: 1 }, activation: 'tanh' },
  },
  { title: 'LSTM', changes: { cell: 'lstm', initializer: null, activation: null } },
  {
    title: 'LSTM, forget bias 3',
    changes: { cell: 'lstm', initializer: null, activation: null, forgetBias: 3 },
  },
  { title: 'GRU', changes: { cell: 'gru', initializer: null, activation: null } },
];

/** The command "Predict": the prediction for a config as a read-only Markdown document, shown rendered. */
export function registerPredict(worker: AnalysisWorker, documents: Documents, log: Log): vscode.Disposable {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const show = async (document: vscode.TextDocument, { config }: ConfigFinding): Promise<void> => {
    const options = analysisOptions(document);
    const ask = (changes: ConfigChanges): Promise<PredictionModel> =>
      worker.call('prediction', { config, changes, options });
    const model = await ask({});
    const alternatives = model.prediction
      ? await Promise.all(
          whatIfs.map(async ({ title, changes }) => ({ title, prediction: (await ask(changes)).prediction })),
        )
      : [];
    const path = `/Prediction ${config.name.replace(/[^\w.[\]-]/g, ' ').slice(0, 80)}.md`;
    const uri = vscode.Uri.from({ scheme, path, query: document.uri.toString() });
    texts.set(uri.toString(), predictionDocument(model, alternatives));
    changed.fire(uri);
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  };
  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) =>
        texts.get(uri.toString()) ?? 'Run the prediction again from its config.',
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      texts.delete(uri.toString());
    }),
    vscode.commands.registerCommand(commands.predict, async (uri: unknown, index: unknown) => {
      try {
        const document =
          typeof uri === 'string'
            ? await vscode.workspace.openTextDocument(vscode.Uri.parse(uri))
            : vscode.window.activeTextEditor?.document;
        if (!document) return;
        const { configs } = await documents.report(document);
        const finding = typeof index === 'number' ? configs[index] : await choose(configs);
        if (finding) await show(document, finding);
        else if (configs.length === 0) {
          void vscode.window.showInformationMessage('This file configures no recurrent network.');
        }
      } catch (error) {
        log.error('the prediction could not be shown', error);
        void vscode.window.showErrorMessage(
          'The prediction could not be shown; see the log of Gradient Lens.',
        );
      }
    }),
  );
}

async function choose(configs: readonly ConfigFinding[]): Promise<ConfigFinding | undefined> {
  if (configs.length <= 1) return configs[0];
  const items = configs.map((finding) => ({
    label: finding.config.name,
    description: finding.prediction?.verdict ?? 'clipping',
    finding,
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder: 'Predict which?' }))?.finding;
}
