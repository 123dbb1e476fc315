import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { until } from './until';
import { clickText, codeLens, command, picture, themes, webviewFrame, withWorkbench } from './workbench';

/** The last number of the first formula with the person's figures in a step. */
const lastNumber = (frame: Frame, step: string): Promise<string | null> =>
  frame
    .locator(`#learn-${step} .own .formula`)
    .first()
    .locator('[data-number]')
    .last()
    .getAttribute('data-number');

describe('the derivation in a real workbench', () => {
  it('opens by its command with the matrix under the cursor, and leads to the charts', async () => {
    const viewport = { width: 1280, height: 1000 };
    await withWorkbench(
      { openFile: 'article.py', colorTheme: themes.light, viewport },
      async ({ page }) => {
        await codeLens(page, 'exploding').waitFor();
        await clickText(page, '[[1.5');
        await command(page, 'Gradient Lens: Learn Why Gradients Vanish or Explode');
        const frame = await webviewFrame(page, '.learn:not([hidden])');
        assert.equal(await frame.locator('h1').innerText(), 'W_exploding');
        assert.deepEqual(await frame.locator('#learn-recurrence .own mtd').allTextContents(), [
          '1.5',
          '0',
          '0',
          '0.5',
        ]);
        const box = await frame.locator('#learn-chain mfrac').first().boundingBox();
        assert.ok(box && box.width > 5 && box.height > 14, JSON.stringify(box));
        await picture(page, 'learn-light');

        const gain = await lastNumber(frame, 'gain');
        const radius = await lastNumber(frame, 'eigenvalues');
        await frame.getByRole('link', { name: 'See it: Growth tab, the verdict' }).click();
        await frame.locator('#verdict-heading:focus').waitFor({ state: 'attached' });
        assert.equal(await frame.locator('[data-figure="gain"]').innerText(), gain);
        assert.equal(await frame.locator('[data-figure="spectralRadius"]').innerText(), radius);

        await frame.getByRole('tab', { name: 'Learn' }).click();
        await frame.locator('.contents [data-step="gain"][aria-current="step"]').waitFor();
        await picture(page, 'learn-gain-light');

        await frame.getByRole('combobox', { name: 'Activation φ' }).focus();
        await page.keyboard.press('ArrowDown');
        const slope = '#learn-jacobian math[alttext="γ = 0.25, φ′(0) = 0.25"]';
        await until('the slopes of sigmoid', async () => ((await frame.$(slope)) ? true : undefined));
      },
      'failure-learn',
    );
  });
});
