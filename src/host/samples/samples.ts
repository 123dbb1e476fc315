import * as vscode from 'vscode';
import { openWithGradientLens } from '../checkpoint/commands';
import { commands, monitorOptionViewType, walkthrough } from '../contributions';
import type { Documents } from '../documents';
import { judgedOf } from '../../shared/service';
import { rangeOf } from '../subject';
import { SampleRun } from './sampleRun';

/** What a sample needs: they are files of the sample workspace, packed with the extension. */
export interface SampleContext {
  readonly extension: vscode.Uri;
  readonly documents: Documents;
}

/** The walkthrough and the samples that its steps open. */
export function registerSamples({ extension, documents }: SampleContext): vscode.Disposable {
  const sample = (name: string): vscode.Uri => vscode.Uri.joinPath(extension, 'test', 'workspace', name);
  const text = async (name: string): Promise<string> =>
    new TextDecoder().decode(await vscode.workspace.fs.readFile(sample(name)));
  const runs = new SampleRun();
  return vscode.Disposable.from(
    runs,
    vscode.commands.registerCommand(commands.openWalkthrough, () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthrough),
    ),
    vscode.commands.registerCommand(commands.sampleMatrix, async () => {
      await hoverFirstMatrix(await showUntitled(await text('article.py'), 'python'), documents);
    }),
    vscode.commands.registerCommand(commands.sampleCheckpoint, () =>
      openWithGradientLens(sample('char_model.safetensors')),
    ),
    vscode.commands.registerCommand(commands.sampleLog, async () => {
      const lines = (await text('exploding_run.jsonl')).trimEnd().split('\n');
      const { document } = await showUntitled('', 'jsonl');
      const done = runs.start(document, lines);
      await vscode.commands.executeCommand('vscode.openWith', document.uri, monitorOptionViewType, {
        viewColumn: vscode.ViewColumn.Beside,
      });
      await done;
    }),
  );
}

/** Shows a text in an untitled document, in which the person may type without spoiling anything. */
async function showUntitled(content: string, language: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  return vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, preview: false });
}

/** Puts the cursor into the first matrix and shows what the mouse would. */
async function hoverFirstMatrix(editor: vscode.TextEditor, documents: Documents): Promise<void> {
  const [first] = judgedOf((await documents.report(editor.document)).findings);
  if (!first) return;
  const { start } = rangeOf(editor.document, first.range);
  editor.selection = new vscode.Selection(start, start);
  await vscode.commands.executeCommand('editor.action.showHover');
}
