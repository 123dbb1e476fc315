import assert from 'node:assert/strict';
import type { Frame, Page } from 'playwright-core';
import { panelTabs, tabTitle } from '../../src/shared/tabs';
import { drawn } from './panelFrame';
import { until } from './until';
import {
  clickText,
  codeLens,
  command,
  reloadWindow,
  picture,
  webviewFrame,
  withWorkbench,
} from './workbench';

const viewport = { width: 1280, height: 1000 };

const inWorkbench: typeof withWorkbench = (options, use) => withWorkbench(options, use, 'failure-tabs');

/** The panel once it shows that tab with its content. */
function tab(page: Page, title: string): Promise<Frame> {
  return until(`the tab ${title}`, async () => {
    const frame = await webviewFrame(page, '[role="tab"]');
    const selected = frame.getByRole('tab', { selected: true });
    const content = frame.getByRole('tabpanel', { name: title }).locator('> *');
    return (await selected.allTextContents())[0] === title && (await content.first().isVisible())
      ? frame
      : undefined;
  });
}

describe('the tabs in a real workbench', () => {
  it('every tab opens by its command, at the matrix under the cursor', async () => {
    await inWorkbench({ openFile: 'article.py', viewport }, async ({ page }) => {
      await codeLens(page, 'exploding').waitFor();
      await clickText(page, '[[1.5');
      for (const { id } of panelTabs) {
        const title = tabTitle(id);
        await command(page, `Gradient Lens: ${id === 'learn' ? title : `Show ${title}`}`);
        const frame = await tab(page, title);
        assert.equal(await frame.locator('h1').innerText(), 'W_exploding');
        await drawn(frame);
        assert.equal(await frame.locator('.error:visible').count(), 0);
      }
    });
  });

  it('a tab that needs no matrix opens with the article’s, any other asks for one', async () => {
    await inWorkbench({ openFile: 'article.py' }, async ({ page }) => {
      // The cursor is at the start of the file.
      await codeLens(page, 'exploding').waitFor();
      await command(page, 'Gradient Lens: Show Activations');
      const frame = await tab(page, 'Activations');
      assert.match(await frame.locator('h1').innerText(), /^The article’s diag\(\[1\.5, 0\.5\]\)$/);
      const product = frame.locator('[data-activation="sigmoid"] [data-figure="product"]');
      assert.equal(await product.innerText(), '8.63e-8');
      await clickText(page, 'seq_len = 29');
      await command(page, 'Gradient Lens: Show Remedies');
      const input = page.locator('.quick-input-widget input').first();
      await input.fill('diag([1.2, 0.5])');
      await page.locator('.quick-input-message').filter({ hasText: 'exploding (2×2)' }).waitFor();
      await page.keyboard.press('Enter');
      const remedies = await until('the panel of the expression', async () => {
        for (const candidate of page.frames()) {
          const heading = await candidate
            .locator('h1')
            .allInnerTexts()
            .catch(() => []);
          if (heading[0] === 'diag([1.2, 0.5])') return candidate;
        }
        return undefined;
      });
      await remedies.getByRole('tab', { name: 'Remedies', selected: true }).waitFor();
      await remedies
        .getByRole('button', { name: /^Copy code/ })
        .first()
        .waitFor();
      assert.equal(await remedies.getByRole('button', { name: /^Apply to file/ }).count(), 0);
    });
  });

  it('flow, exponents, training and depth are computed in the worker and follow their controls', async () => {
    await inWorkbench({ openFile: 'article.py', viewport }, async ({ page }) => {
      await codeLens(page, 'exploding').waitFor();
      await clickText(page, '[[1.5');
      await command(page, 'Gradient Lens: Show Flow');
      let frame = await tab(page, 'Flow');
      await frame
        .locator('#flow-heading')
        .getByText(/over 29 steps: × \S+e-\d+$/)
        .waitFor();
      await frame.getByRole('checkbox', { name: 'Show numbers' }).click();
      await frame.locator('[data-edge="h0←h1"] text').waitFor();
      await frame.getByRole('listbox').focus();
      await page.keyboard.press('ArrowUp');
      await frame
        .locator('.flow-figure')
        .getByText(/^Forward: norm of what goes in 0, from h₀ to h₁$/)
        .waitFor();
      await frame.getByRole('textbox', { name: 'Horizon in steps' }).fill('5');
      await frame
        .locator('#flow-heading')
        .getByText(/over 5 steps/)
        .waitFor();

      await frame.getByRole('tab', { name: 'Lyapunov' }).click();
      frame = await tab(page, 'Lyapunov');
      const largest = frame.locator('[data-figure="largestExponent"]');
      await largest.getByText(/^−[\d.]+ ± [\d.]+ ▼/).waitFor();
      await frame.getByRole('textbox', { name: 'Variance of the inputs' }).fill('0');
      // Without inputs the state stays at rest, and the two verdicts agree.
      await largest.getByText('0.4055 ▲').waitFor();
      assert.match(await frame.locator('[data-figure="linearExponent"]').innerText(), /^0\.4055/);

      await frame.getByRole('tab', { name: 'Training' }).click();
      frame = await tab(page, 'Training');
      const state = frame.locator('.training-state');
      await state.getByText('Epoch 100 of 100, loss 0.8676').waitFor();
      await frame.getByRole('button', { name: 'With and without clipping' }).click();
      await state.getByText(/^Epoch 100 of 100, loss .*, clipped$/).waitFor();
      await picture(page, 'tab-training-clipping');

      await frame.getByRole('tab', { name: 'Depth vs time' }).click();
      frame = await tab(page, 'Depth vs time');
      const reasons = frame.locator('.reasons li');
      await reasons
        .nth(1)
        .getByText(/L = 10 is longer than this horizon, over 5 steps/)
        .waitFor();
      await frame.getByRole('textbox', { name: 'Layers L of a stack' }).fill('3');
      await reasons
        .nth(1)
        .getByText(/over L = 3 layers/)
        .waitFor();
    });
  });

  it('controls change figures, the keyboard walks the tabs, and a reload brings all of it back', async () => {
    await inWorkbench({ openFile: 'article.py' }, async ({ page }) => {
      await codeLens(page, 'exploding').click();
      let frame = await tab(page, 'Growth');
      await frame.getByRole('textbox', { name: 'Rate per step' }).fill('0.999');
      await frame.locator('#rates [data-rate="typed"] [data-steps="1000"]').getByText('0.3677').waitFor();

      await frame.getByRole('tab', { name: 'Growth' }).focus();
      await page.keyboard.press('ArrowRight');
      frame = await tab(page, 'Flow');
      await frame.getByRole('tab', { name: 'Activations' }).click();
      frame = await tab(page, 'Activations');
      await frame.getByRole('textbox', { name: 'Layers L' }).fill('20');
      const product = '[data-activation="sigmoid"] [data-figure="product"]';
      await frame.locator(product).getByText('7.45e-15').waitFor();
      await frame.getByRole('button', { name: 'Use relu in the analysis' }).click();
      await frame.getByRole('button', { name: 'In use in the analysis: relu' }).waitFor();

      await reloadWindow(page, frame);
      frame = await tab(page, 'Activations');
      await frame.locator(product).getByText('7.45e-15').waitFor();
      await frame.getByRole('button', { name: 'In use in the analysis: relu' }).waitFor();
      await frame.getByRole('tab', { name: 'Activations' }).focus();
      await page.keyboard.press('Home');
      frame = await tab(page, 'Growth');
      await frame.locator('#rates [data-rate="typed"] [data-steps="1000"]').getByText('0.3677').waitFor();
    });
  });
});
