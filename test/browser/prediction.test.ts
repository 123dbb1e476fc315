import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { until } from './until';
import { codeLens, hoverText, reloadWindow, picture, webviewFrame, withWorkbench } from './workbench';

const viewport = { width: 1400, height: 1000 };
const folder = join(__dirname, '..', '..', 'test', 'fixtures', 'prediction');
const panelFrame = '.what-if-row[data-field="cell"]';

const inWorkbench: typeof withWorkbench = (options, use) =>
  withWorkbench({ folder, openFile: 'vanilla.yaml', viewport, ...options }, use, 'failure-prediction');

/** The panel once it shows figures. */
async function openPrediction(page: Page): Promise<Frame> {
  await codeLens(page, /^predict: ▼ vanishing/).click();
  return webviewFrame(page, panelFrame);
}

/** What the editor shows, line by line. */
async function editorText(page: Page): Promise<string> {
  const lines = await page.locator('.editor-instance .view-line').allInnerTexts();
  return lines.join('\n').replaceAll('\u00a0', ' ');
}

const editorHas = (page: Page, piece: string): Promise<true> =>
  until(`“${piece}” in the editor`, async () =>
    (await editorText(page)).includes(piece) ? true : undefined,
  );

describe('the prediction’s panel in a real workbench', () => {
  it('a control changes the figures, Apply changes the file, and one undo takes it back', async () => {
    await inWorkbench({}, async ({ page }) => {
      const frame = await openPrediction(page);
      const radius = frame.locator('[data-figure="spectralRadius"]');
      const outcome = frame.locator('.outcome');
      await outcome.getByText('Vanishing at the start').waitFor();
      assert.equal(await radius.innerText(), '0.577');
      const row = (field: string) => frame.locator(`.what-if-row[data-field="${field}"]`);
      assert.match(await row('hiddenSize').innerText(), /in the file: 64/);
      assert.equal(await row('forgetBias').isVisible(), false);

      // The sequence length: typed.
      const gain = frame.locator('[data-figure="gain"]');
      const before = await gain.innerText();
      await frame.getByRole('textbox', { name: 'Sequence length in steps' }).fill('20');
      await frame.locator('dt', { hasText: 'Gain over 20 steps' }).waitFor();
      assert.notEqual(await gain.innerText(), before);

      // The initializer: chosen with the keyboard alone.
      const initializer = row('initializer').getByRole('combobox');
      await initializer.focus();
      await page.keyboard.type('or');
      await page.keyboard.press('Enter');
      await frame.locator('.explanation', { hasText: 'vanilla RNN from orthogonal' }).waitFor();
      await outcome.getByText('Undetermined at the start').waitFor();

      await row('sequenceLength').getByRole('button', { name: 'Apply to file: sequence length' }).click();
      await editorHas(page, 'seq_len: 20');
      await row('sequenceLength').getByText('in the file: 20').waitFor();
      await row('initializer').getByRole('button', { name: 'Apply to file: initializer' }).click();
      await editorHas(page, 'init: orthogonal');
      await row('initializer').getByText('in the file: orthogonal').waitFor();
      await frame.getByRole('button', { name: 'Reset all values to the file' }).waitFor({ state: 'hidden' });

      await page.locator('.editor-instance .view-line').first().click();
      await page.keyboard.press('Control+Z');
      await editorHas(page, 'init: default');
      assert.match(await editorText(page), /seq_len: 20/);
      // The panel follows the edit.
      await row('initializer').getByText('in the file: PyTorch').waitFor();
    });
  });

  it('a what-if outlives a reload of the window, and a link shows the value in the file', async () => {
    await inWorkbench({}, async ({ page }) => {
      let frame = await openPrediction(page);
      await frame.getByRole('textbox', { name: 'Hidden size H' }).fill('32');
      await frame.locator('[data-figure="sigmaMax"] + .meaning', { hasText: '9 draws of 32×32' }).waitFor();
      await reloadWindow(page, frame);
      frame = await until('the panel after the reload', async () => {
        const found = await webviewFrame(page, panelFrame);
        const meaning = found.locator('[data-figure="sigmaMax"] + .meaning', { hasText: '9 draws of 32×32' });
        return (await meaning.isVisible().catch(() => false)) ? found : undefined;
      });
      await frame.getByRole('link', { name: 'in the file: 64' }).click();
      await page.locator('.statusbar').getByText('Ln 3, Col 18').waitFor();
    });
  });

  it('a hover in config.json tells how far back a model remembers', async () => {
    await inWorkbench({ openFile: 'config.json' }, async ({ page }) => {
      const said = await hoverText(page, 'time_step_min', 'Memory horizon');
      assert.match(said, /Mamba-1 · time_step_min/);
      assert.match(said, /Half-life: 43 to 690 steps/);
      await picture(page, 'prediction-hover');
    });
  });
});
