import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { codeOf, diagnosticsWhen, hoverAt, lensTitles, openSample, openText } from './editor';

describe("the article's script", () => {
  it('hover on the exploding matrix: verdict, figures, curve, remedy, links', async () => {
    const hover = await hoverAt(await openSample('article.py'), 'np.array([[1.5');
    assert.match(hover, /\*\*▲ Exploding\*\* · W\\_exploding · 2×2 · tanh/);
    assert.match(hover, /\| 1\.5&emsp; \| 1\.5&emsp; \| 1\.28e5&emsp; \| 1\.7 steps&emsp; \|/);
    assert.match(hover, /`▁[▁▂▃▄▅▆▇█]+█` 1\.5 → 1\.3e5/);
    assert.match(hover, /\*\*Remedy:\*\* Clip by global norm/);
    for (const command of ['openPanel', 'copyFigures', 'applyRemedyAtCursor', 'setHorizon']) {
      assert.ok(hover.includes(`command:gradientLens.${command}`), command);
    }
    assert.ok(hover.split('\n').length < 20);
  });

  it('hover on the fading matrix: 0.9^29 = 4.71e-2 and vanishing guaranteed', async () => {
    const hover = await hoverAt(await openSample('article.py'), 'np.diag([0.9');
    assert.match(hover, /▽ Fading\*\* · W\\_vanishing/);
    assert.match(hover, /0\.0471/);
  });

  it('lenses: one line each, with the horizon that the script names', async () => {
    assert.deepEqual(await lensTitles(await openSample('article.py')), [
      '▲ exploding · gain 1.28e5 over 29 steps · ρ 1.5',
      '▽ fading · gain 0.0471 over 29 steps · ρ 0.9',
    ]);
  });

  it('a diagnostic for the warning-level verdict only, with rule and link', async () => {
    const document = await openSample('article.py');
    const [diagnostic] = await diagnosticsWhen(document, 1);
    assert.ok(diagnostic);
    assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Warning);
    assert.equal(codeOf(diagnostic), 'gain-exploding');
    assert.equal(
      diagnostic.message,
      'Exploding gradients near rest: gain 1.28e5 over 29 steps (ρ = 1.5, σ_max = 1.5); driven states saturate.',
    );
    assert.equal(document.getText(diagnostic.range), 'np.array([[1.5, 0.0], [0.0, 0.5]])');
    const { code } = diagnostic;
    assert.ok(typeof code === 'object');
    assert.match(code.target.path, /docs\/rules\.md$/);
    const page = await vscode.workspace.openTextDocument(code.target.with({ fragment: '' }));
    assert.equal(page.lineAt(Number(code.target.fragment.slice(1)) - 1).text, '### Rule: gain-exploding');
  });
});

describe('a script without a bracketed list', () => {
  it('its matrices of tuples are found', async () => {
    const document = await openText(
      'import numpy as np\nW = np.diag((1.5, .5))\nW_hh = np.array(((1.5, .2), (.1, 1.4)))\n',
    );
    const found = (await diagnosticsWhen(document, 2)).map(({ range }) => document.getText(range));
    assert.deepEqual(found, ['np.diag((1.5, .5))', 'np.array(((1.5, .2), (.1, 1.4)))']);
  });
});

describe('the fresh PyTorch RNN', () => {
  it('hover says that the shortcut errs: σ_max 1.13, ρ 0.614, ‖W^50‖ 8e-11, vanishing', async () => {
    const hover = await hoverAt(await openSample('pytorch_rnn.json'), '[-0.042082775');
    assert.match(hover, /▼ Vanishing\*\* · rnn\\\.weight\\_hh\\_l0 · 128×128/);
    assert.match(
      hover.replaceAll('\\', ''),
      /σ_max = 1\.13 is above 1, so the shortcut says "may explode", but ρ = 0\.614 and ‖W\^50‖₂ = 7\.7e-11: gradients vanish/,
    );
  });
});

describe('the samples where the shortcut is wrong', () => {
  it('each matrix has its own verdict', async () => {
    const titles = await lensTitles(await openSample('shortcuts.py'));
    assert.deepEqual(
      titles.map((title) => title.split(' · ')[0]),
      ['▼ vanishing', '△ growing', '▼ vanishing', '● stable', '● stable', '▼ vanishing'],
    );
  });

  it('each warning names its rule, and the ragged array gets a hint', async () => {
    const diagnostics = await diagnosticsWhen(await openSample('shortcuts.py'), 4);
    assert.deepEqual(diagnostics.map(codeOf), [
      'transient-then-vanishing',
      'nilpotent',
      'guaranteed-vanishing',
      'ragged',
    ]);
    assert.equal(diagnostics[3]?.severity, vscode.DiagnosticSeverity.Hint);
  });

  it('YAML and printed arrays are read too', async () => {
    assert.equal((await lensTitles(await openSample('config.yaml'))).length, 1);
    assert.deepEqual(
      (await lensTitles(await openSample('printed.txt'))).map((title) => title.split(' · ')[0]),
      ['▲ exploding', '▲ exploding', '▼ vanishing'],
    );
  });
});
