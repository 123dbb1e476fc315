import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** Resolves with the first truthy answer, asked again at every event and now; the suite's time limit ends a vain wait. */
export function eventually<T>(
  event: vscode.Event<unknown>,
  question: () => T | undefined | false | null | Thenable<T | undefined | false | null>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const ask = async (): Promise<void> => {
      try {
        const answer = await question();
        if (!answer) return;
        subscription.dispose();
        resolve(answer);
      } catch (error) {
        subscription.dispose();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    const subscription = event(() => void ask());
    void ask();
  });
}

/** Opens a file of the sample workspace. */
export async function openSample(name: string): Promise<vscode.TextDocument> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'the suite runs in the sample workspace');
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
  await vscode.window.showTextDocument(document);
  return document;
}

const extensions: Readonly<Record<string, string>> = {
  python: 'py',
  json: 'json',
  yaml: 'yaml',
  toml: 'toml',
  plaintext: 'txt',
};

/** Opens a new file of that text in the sample workspace, which is a copy. */
export async function openText(content: string, language = 'python'): Promise<vscode.TextDocument> {
  const name = `scratch-${crypto.randomUUID()}.${extensions[language] ?? 'txt'}`;
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'the suite runs in the sample workspace');
  await vscode.workspace.fs.writeFile(
    vscode.Uri.joinPath(folder.uri, name),
    new TextEncoder().encode(content),
  );
  return openSample(name);
}

/** Saves, so that no dialog asks, and closes every tab. */
export async function closeAllEditors(): Promise<void> {
  await vscode.workspace.saveAll();
  await vscode.window.tabGroups.close(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs));
}

/** Where a piece of text stands. */
export function positionOf(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, `no ${text} in ${document.uri.path}`);
  return document.positionAt(offset + 1);
}

/** Gradient Lens's hover over a piece of text, as Markdown; empty when there is none. */
export async function hoverAt(document: vscode.TextDocument, text: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    positionOf(document, text),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
    .join('\n');
}

/** The titles of the lenses of a document, from top to bottom. */
export async function lensTitles(document: vscode.TextDocument): Promise<string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    100,
  );
  return lenses
    .filter(({ command }) => command?.command === 'gradientLens.openPanel')
    .map(({ command }) => command?.title ?? '');
}

/** Gradient Lens's diagnostics of a document. */
export function diagnosticsOf(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'Gradient Lens');
}

/** The rule or problem that a diagnostic names. */
export function codeOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code;
}

/** Waits until a document has that many diagnostics, in the order of the text. */
export async function diagnosticsWhen(
  document: vscode.TextDocument,
  count: number,
): Promise<vscode.Diagnostic[]> {
  const found = await eventually(vscode.languages.onDidChangeDiagnostics, () => {
    const diagnostics = diagnosticsOf(document);
    return diagnostics.length === count && diagnostics;
  });
  return found.sort((a, b) => a.range.start.compareTo(b.range.start));
}

/** Waits until exactly these Gradient Lens panels are open. */
export async function panelsAre(...titles: string[]): Promise<void> {
  await eventually(
    vscode.window.tabGroups.onDidChangeTabs,
    () => panelTitles().join('\n') === titles.join('\n'),
  );
}

/** The Gradient Lens panels that are open, by title. */
export function panelTitles(): string[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) =>
        input instanceof vscode.TabInputWebview && input.viewType.includes('gradientLens.matrix'),
    )
    .map(({ label }) => label);
}
