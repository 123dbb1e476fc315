import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { until } from './until';
import {
  clickText,
  codeLens,
  hoverText,
  picture,
  themes,
  webviewFrame,
  withWorkbench,
  type WorkbenchOptions,
} from './workbench';

const folder = join(__dirname, '..', '..', 'test', 'fixtures', 'code');
const viewport = { width: 1400, height: 1000 };
const panel = '.what-if-row[data-field="cell"]';

const inWorkbench = (options: WorkbenchOptions, use: (page: Page) => Promise<void>): Promise<void> =>
  withWorkbench(
    { folder, openFile: 'model.py', viewport, ...options },
    ({ page }) => use(page),
    'failure-code',
  );

async function editorHas(page: Page, piece: string | RegExp): Promise<void> {
  await until(`${String(piece)} in the editor`, async () => {
    const lines = await page.locator('.editor-instance .view-line').allInnerTexts();
    const text = lines.join('\n').replaceAll('\u00a0', ' ');
    return (typeof piece === 'string' ? text.includes(piece) : piece.test(text)) ? true : undefined;
  });
}

/** Takes a quick fix of the list that Ctrl+. opens at a text; anew where the file was just read again. */
async function fix(page: Page, at: string, title: string | RegExp): Promise<void> {
  const item = page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
  await until(`a fix ${String(title)} at “${at}”`, async () => {
    await page.keyboard.press('Escape');
    await clickText(page, at);
    await page.keyboard.press('Control+.');
    return item.click({ timeout: 5000 }).then(
      () => true as const,
      () => undefined,
    );
  });
}

describe('a model in source code in a real workbench', () => {
  it('has a lens, a hover on each argument, and edits in place', async () => {
    await inWorkbench({}, async (page) => {
      await codeLens(page, /^predict: ▼ vanishing/).waitFor();
      assert.match(await hoverText(page, 'nonlinearity', 'Vanishing'), /relu/);
      assert.match(await hoverText(page, '128', 'H = 128'), /ρ/);
      assert.match(await hoverText(page, 'seq_len', 'Vanishing'), /20 steps/);
      assert.match(await hoverText(page, 'nn.LSTM', 'LSTM'), /gate/);
      await fix(page, 'relu', 'Set nonlinearity to tanh');
      await editorHas(page, 'nonlinearity="tanh"');
      await fix(page, 'nn.RNN', 'Set rnn.weight_hh to orthogonal');
      await editorHas(page, 'nn.init.orthogonal_(parameter)');
      await fix(page, 'loss.backward', /Clip/);
      await editorHas(page, /clip_grad_norm_\(/);
      await fix(page, 'nn.LSTM', /[Ff]orget/);
      await editorHas(page, '// 4');
    });
  });

  it('a what-if is applied to the script', async () => {
    await inWorkbench({}, async (page) => {
      await codeLens(page, /^predict: ▼ vanishing/).click();
      const frame = await webviewFrame(page, panel);
      await frame.locator('.outcome').getByText('Vanishing at the start').waitFor();
      await frame.getByRole('textbox', { name: 'Sequence length in steps' }).fill('10');
      await frame.locator('dt', { hasText: 'Gain over 10 steps' }).waitFor();
      await frame.getByRole('button', { name: 'Apply to file: sequence length' }).click();
      await editorHas(page, 'seq_len = 10');
    });
  });

  for (const [name, colorTheme] of Object.entries(process.env['GRADIENT_LENS_PICTURES'] ? themes : {})) {
    it(`is drawn in ${colorTheme}`, async () => {
      await inWorkbench({ colorTheme }, async (page) => {
        const lens = codeLens(page, /^predict: ▼ vanishing/);
        await lens.waitFor();
        await hoverText(page, 'nonlinearity', 'Vanishing');
        await picture(page, `code-hover-${name}`);
        await lens.click();
        await webviewFrame(page, panel);
        await picture(page, `code-panel-${name}`);
      });
    });
  }
});
