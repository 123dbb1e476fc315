import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAllEditors, codeOf, diagnosticsWhen, hoverAt, lensTitles, panelsAre } from './editor';

/** Opens a copy of the notebook in the sample workspace, by the built-in serializer. */
async function openNotebook(): Promise<vscode.NotebookDocument> {
  const { extensionUri } = vscode.extensions.getExtension('gradient-lens.gradient-lens')!;
  const fixture = vscode.Uri.joinPath(extensionUri, 'test', 'fixtures', 'notebooks', 'recurrence.ipynb');
  const [folder] = vscode.workspace.workspaceFolders!;
  const uri = vscode.Uri.joinPath(folder!.uri, `scratch-${crypto.randomUUID()}.ipynb`);
  await vscode.workspace.fs.writeFile(uri, await vscode.workspace.fs.readFile(fixture));
  const notebook = await vscode.workspace.openNotebookDocument(uri);
  await vscode.window.showNotebookDocument(notebook);
  return notebook;
}

/** What a cell's output leads to: runs the command that its status item runs. */
async function analyzeOutput(cell: vscode.NotebookCell): Promise<void> {
  await vscode.commands.executeCommand('gradientLens.analyzeOutput', cell.document.uri.toString());
}

/** Runs a cell by a kernel of its own, which prints `text`. */
async function runWith(cell: vscode.NotebookCell, text: string): Promise<void> {
  const id = `kernel-${crypto.randomUUID()}`;
  const kernel = vscode.notebooks.createNotebookController(id, 'jupyter-notebook', 'Test');
  try {
    const selected = new Promise((resolve) => kernel.onDidChangeSelectedNotebooks(resolve));
    // The command speaks of the notebook that has the focus.
    await vscode.window.showNotebookDocument(cell.notebook);
    const extension = 'gradient-lens.gradient-lens';
    await vscode.commands.executeCommand('notebook.selectKernel', { id, extension });
    await selected;
    const execution = kernel.createNotebookCellExecution(cell);
    execution.start();
    await execution.replaceOutput(
      new vscode.NotebookCellOutput([vscode.NotebookCellOutputItem.stdout(text)]),
    );
    execution.end(true);
  } finally {
    kernel.dispose();
  }
}

describe('notebooks', () => {
  let notebook: vscode.NotebookDocument;
  beforeEach(async () => {
    notebook = await openNotebook();
  });
  afterEach(closeAllEditors);

  it('a literal in a code cell has hover, lens and squiggle, which follow an edit', async () => {
    const { document } = notebook.cellAt(0);
    assert.equal(document.uri.scheme, 'vscode-notebook-cell');
    assert.match(await hoverAt(document, 'np.array([[1.5'), /▲ Exploding\*\* · W\\_exploding/);
    assert.match((await lensTitles(document))[0] ?? '', /▲ exploding/);
    const [diagnostic] = await diagnosticsWhen(document, 1);
    assert.equal(codeOf(diagnostic!), 'gain-exploding');
    const edit = new vscode.WorkspaceEdit();
    const start = document.getText().indexOf('1.5');
    edit.replace(
      document.uri,
      new vscode.Range(document.positionAt(start), document.positionAt(start + 3)),
      '1.0',
    );
    await vscode.workspace.applyEdit(edit);
    await diagnosticsWhen(document, 0);
    assert.match((await lensTitles(document))[0] ?? '', /● stable/);
  });

  it('commands at the cursor of a cell, and from its lens, open the panel', async () => {
    const { document } = notebook.cellAt(0);
    const subject = { kind: 'document', uri: document.uri.toString(), name: 'W_exploding', occurrence: 0 };
    await vscode.commands.executeCommand('gradientLens.openPanel', subject);
    await panelsAre('W_exploding');
  });

  it('a remedy rewrites the literal of a cell', async () => {
    const { document } = notebook.cellAt(0);
    const before = document.getText();
    const request = { uri: document.uri.toString(), name: 'W_exploding', remedy: 'rescale', target: 1 };
    await vscode.commands.executeCommand('gradientLens.applyRemedy', request);
    assert.notEqual(document.getText(), before);
    assert.match((await lensTitles(document))[0] ?? '', /● stable/);
  });

  it('the printed array of an output is named and analyzed', async () => {
    await analyzeOutput(notebook.cellAt(1));
    await panelsAre('W_printed');
  });

  it('the figures of an output can be copied', async () => {
    const { document } = notebook.cellAt(2);
    const subject = { kind: 'output', uri: document.uri.toString(), name: 'W_result', occurrence: 0 };
    await vscode.commands.executeCommand('gradientLens.copyFigures', subject);
    const record = JSON.parse(await vscode.env.clipboard.readText()) as { verdict: string; sigmaMax: number };
    assert.deepEqual([record.verdict, record.sigmaMax], ['exploding', 1.5]);
  });

  it('an output that changes is read again', async () => {
    const cell = notebook.cellAt(1);
    await analyzeOutput(cell);
    await runWith(cell, '[[9. 0.]\n [0. 1.]]\n');
    const subject = { kind: 'output', uri: cell.document.uri.toString(), name: 'W_printed', occurrence: 0 };
    await vscode.commands.executeCommand('gradientLens.copyFigures', subject);
    const record = JSON.parse(await vscode.env.clipboard.readText()) as { sigmaMax: number };
    assert.equal(record.sigmaMax, 9);
  });
});
