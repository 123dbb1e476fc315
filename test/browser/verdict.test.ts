import assert from 'node:assert/strict';
import numpyRnn from '../fixtures/pytorch_rnn.json';
import spectra from '../fixtures/spectra.json';
import { exact, panel } from './panelFrame';
import { until } from './until';
import {
  clickText,
  codeLens,
  command,
  hoverText,
  reloadWindow,
  picture,
  themes,
  webviewFrame,
  withWorkbench,
} from './workbench';

/** The article's left figure as numpy computed it. */
const numpy = spectra.find(({ name }) => name === 'article-exploding')!;
const steps = 29;
/** Tall enough for the pictures of the README to show the first chart. */
const viewport = { width: 1280, height: 1000 };

describe('the main job in a real workbench', () => {
  // Every theme's colors are measured by the accessibility tests.
  for (const theme of ['light', 'dark', 'highContrast'] as const) {
    const colorTheme = themes[theme];
    it(`${theme}: hover, lens, panel and their figures`, async () => {
      await withWorkbench({ openFile: 'article.py', colorTheme, viewport }, async ({ page }) => {
        const hover = await hoverText(page, 'np.array([[1.5', '▲ Exploding');
        assert.match(hover, /▲ Exploding · W_exploding · 2×2/);
        assert.match(hover, /1\.28e5/);
        assert.match(hover, /Clip by global norm/);
        await picture(page, `hover-${theme}`);

        await codeLens(page, 'exploding').click();
        const frame = await panel(page, 'W_exploding');
        assert.ok(Math.abs((await exact(frame, 'gain')) - numpy.log10NormOfPower[steps - 1]!) < 1e-10);
        assert.ok(Math.abs((await exact(frame, 'sigmaMax')) - numpy.singularValues[0]!) < 1e-10);
        assert.ok(Math.abs((await exact(frame, 'spectralRadius')) - numpy.spectralRadius) < 1e-10);
        await picture(page, `panel-${theme}`);
      });
    });
  }

  it('the fresh PyTorch RNN: the shortcut errs, and hover and panel say so', async () => {
    await withWorkbench(
      { openFile: 'pytorch_rnn.json', settings: { 'editor.wordWrap': 'off' } },
      async ({ page }) => {
        const hover = await hoverText(page, '-0.042082775', '▼ Vanishing');
        assert.match(hover, /σ_max = 1\.13 is above 1, so the shortcut says "may explode", but ρ = 0\.614/);
        await picture(page, 'hover-pytorch');
        await codeLens(page, 'vanishing').click();
        const frame = await panel(page, 'rnn.weight_hh_l0');
        assert.ok(Math.abs((await exact(frame, 'gain')) - numpyRnn.log10Growth.at(-1)!) < 1e-10);
        await picture(page, 'panel-pytorch');
      },
    );
  });

  it('the panel recomputes live, follows an edit, survives a reload, and reveals the text', async () => {
    await withWorkbench({ openFile: 'article.py' }, async ({ page }) => {
      await codeLens(page, 'exploding').click();
      let frame = await panel(page, 'W_exploding');
      await frame.locator('.horizon vscode-text-field input').fill('10');
      await until('the gain over 10 steps', async () =>
        Math.abs((await exact(frame, 'gain')) - 10 * Math.log10(1.5)) < 1e-10 ? true : undefined,
      );

      await clickText(page, '[[1.5');
      await page.keyboard.press('Home');
      await page.keyboard.press('Control+F');
      await page
        .locator('.find-widget.visible textarea, .find-widget.visible .monaco-inputbox textarea')
        .first()
        .fill('1.5, 0.0');
      await page.keyboard.press('Escape');
      await page.keyboard.type('1.2, 0.0');
      await until('σ_max after the edit', async () =>
        (await exact(frame, 'sigmaMax')) === 1.2 ? true : undefined,
      );
      await page.keyboard.press('Control+S');
      await page.locator('.tab.active:not(.dirty)').first().waitFor();

      await reloadWindow(page, frame);
      frame = await panel(page, 'W_exploding');
      assert.ok(
        Math.abs((await exact(frame, 'gain')) - 10 * Math.log10(1.2)) < 1e-10,
        'the chosen horizon came back',
      );

      await frame.locator('a.place').click();
      await until('the cursor in the matrix', async () => {
        const status = await page.locator('#status\\.editor\\.selection').innerText();
        return status.startsWith('Ln 12, Col 15') ? true : undefined;
      });
    });
  });

  it('quick check: a live verdict while typing, and the panel on Enter', async () => {
    await withWorkbench({ openFile: 'article.py' }, async ({ page }) => {
      await command(page, 'Gradient Lens: Quick Check of a Matrix Expression…');
      const input = page.locator('.quick-input-widget input').first();
      const said = page.locator('.quick-input-message');
      await input.fill('0.9 * identity(64)');
      await said.filter({ hasText: 'vanishing (64×64)' }).waitFor();
      await picture(page, 'quick-check');
      await input.fill('zeros(1e9)');
      await said.filter({ hasText: /1,?000|limit|large/ }).waitFor();
      await input.fill('9^9^9');
      await said.filter({ hasText: /finite|matrix/ }).waitFor();
      await input.fill('diag([1.5, 0.5])');
      await said.filter({ hasText: 'exploding (2×2)' }).waitFor();
      await page.keyboard.press('Enter');
      const frame = await panel(page, 'diag([1.5, 0.5])');
      assert.equal(await exact(frame, 'sigmaMax'), 1.5);
    });
  });

  it('the status bar names the worst verdict, and a click lists all matrices', async () => {
    await withWorkbench({ openFile: 'shortcuts.py' }, async ({ page }) => {
      const item = page.locator('.statusbar-item').filter({ hasText: '▼ vanishing' });
      await item.click();
      const rows = page.locator('.quick-input-list .monaco-list-row');
      await rows.filter({ hasText: 'W_transient' }).waitFor();
      assert.equal(await rows.count(), 6);
      await picture(page, 'list');
    });
  });

  it("the hover's Why shows the rule in the page on rules", async () => {
    await withWorkbench({ openFile: 'article.py' }, async ({ page }) => {
      await hoverText(page, 'np.array([[1.5', '▲ Exploding');
      await page.locator('.monaco-hover a', { hasText: 'Why' }).click();
      const frame = await webviewFrame(page, '#rule-gain-exploding');
      assert.match(await frame.locator('#rule-gain-exploding').innerText(), /gain-exploding/);
    });
  });

  it('a matrix over the limit asks before it is analyzed', async () => {
    const settings = { 'gradientLens.limits.size': 32 };
    await withWorkbench({ openFile: 'shortcuts.py', settings }, async ({ page }) => {
      await codeLens(page, 'over the size limit').click();
      const dialog = page.locator('.monaco-dialog-box');
      await dialog.filter({ hasText: 'W_identity is 64×64, over the limit of 32' }).waitFor();
      await dialog.locator('.monaco-button', { hasText: 'Analyze' }).click();
      const frame = await panel(page, 'W_identity');
      assert.equal(await exact(frame, 'sigmaMax'), 0.9);
    });
  });
});
