import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { AnalysisWorker } from './analysisWorker';
import { registerCheckpointEditor } from './checkpoint/checkpointEditor';
import { registerAnalyze } from './commands/analyze';
import { registerChoices } from './commands/choose';
import { registerExportReport } from './commands/exportReport';
import { registerGradientLogger } from './commands/gradientLogger';
import { registerQuickCheck } from './commands/quickCheck';
import { registerInitializerCompletion } from './config/completion';
import { registerPredict } from './config/predict';
import { commands } from './contributions';
import { registerAnalyzeVariable } from './debugger/analyzeVariable';
import { Variables } from './debugger/variables';
import { registerDiagnostics } from './diagnostics';
import { Documents } from './documents';
import { Explanations } from './explanations';
import { registerFixes } from './fixes';
import { registerHover } from './hover';
import { registerLanguageModelTool } from './languageModelTool';
import { registerLens } from './lens';
import { Log } from './log';
import { registerMatrixAtCursor } from './matrixAtCursor';
import { registerMcpServer } from './mcpServer';
import { registerMonitor } from './monitor/monitor';
import { CellOutputs } from './notebook/cellOutputs';
import { registerOutputStatus } from './notebook/outputStatus';
import { nodeThread } from './nodeWorker';
import { OwnInputsMemory } from './ownInputs';
import { matrixPanels } from './panel';
import { inNode } from './runtime';
import { registerSamples } from './samples/samples';
import { registerSideBar } from './sideBar/sideBar';
import { registerStatusBar } from './statusBar';
import { registerTasks } from './tasks';
import { warn } from './warn';
import { webThread } from './webWorker';

/** The table of contents: each line is a feature. Nothing is computed before a matching document is shown. */
export function activate({ extensionUri, subscriptions, workspaceState }: vscode.ExtensionContext): void {
  const texts = vscode.l10n.bundle;
  // The rooms that do not know of VS Code speak through this package.
  if (texts) l10n.config({ contents: texts });
  const log = new Log();
  const bundle = (...path: string[]): vscode.Uri => vscode.Uri.joinPath(extensionUri, 'dist', ...path);
  const worker = new AnalysisWorker(
    (onExit) =>
      inNode
        ? nodeThread(bundle('worker.js').fsPath, onExit)
        : webThread(bundle('web', 'worker.json'), onExit),
    log,
    (sentence) => void warn(sentence),
    texts,
  );
  const documents = new Documents(worker, log);
  const outputs = new CellOutputs(worker, log);
  const variables = new Variables();
  const inputs = new OwnInputsMemory(workspaceState);
  const context = { extension: extensionUri, documents, outputs, variables, worker, log, inputs };
  const panels = matrixPanels(context);
  subscriptions.push(
    log,
    worker,
    documents,
    outputs,
    panels,
    registerHover(documents, worker),
    registerLens(documents),
    registerFixes(documents, worker, log),
    registerDiagnostics(documents, new Explanations(extensionUri)),
    registerStatusBar(documents),
    registerOutputStatus(outputs),
    registerMatrixAtCursor(documents),
    registerAnalyze(worker, documents, outputs, panels, log),
    registerAnalyzeVariable(variables, panels, log),
    registerQuickCheck(worker, panels),
    registerCheckpointEditor({ extension: extensionUri, worker, log, inputs }),
    registerChoices(),
    registerMonitor({ extension: extensionUri, worker, log }),
    registerGradientLogger(),
    registerLanguageModelTool(documents, worker),
    registerMcpServer(extensionUri),
    registerTasks(extensionUri),
    registerExportReport(documents, worker, log),
    registerPredict(context),
    registerInitializerCompletion(documents),
    registerSamples(context),
    registerSideBar({ worker, log, inputs, memento: workspaceState }),
    vscode.commands.registerCommand(commands.showLog, () => {
      log.show();
    }),
  );
}
