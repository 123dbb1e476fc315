// The side bar in a real workbench: what it finds, when it looks, and how many clicks lead to an answer.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { picture, themes, webviewFrame, withWorkbench } from './workbench';

const samples = resolve(__dirname, '..', '..', 'test', 'workspace');

/** The rows of a view, by its title. */
const rowsOf = (page: Page, view: string): Locator =>
  page.locator(`.pane:has(.pane-header[aria-label^="${view}"]) .monaco-list-row`);

async function showSideBar(page: Page): Promise<void> {
  await page.locator('.activitybar .action-item [aria-label^="Gradient Lens"]').first().click();
}

const texts = (rows: Locator): Promise<string[]> => rows.allInnerTexts();

describe('the side bar', () => {
  it('lists findings worst first, with runs, and marks exploding alone', async () => {
    await withWorkbench(
      { colorTheme: themes.light, viewport: { width: 1400, height: 900 } },
      async ({ page }) => {
        await showSideBar(page);
        const findings = rowsOf(page, 'Findings');
        await findings.filter({ hasText: 'char_model.safetensors' }).first().waitFor();
        await page.getByText(/files hold something/).waitFor();
        const said = await texts(findings);
        const marks = said.map((text) => /[▲△●▽▼◇]/.exec(text)?.[0] ?? '');
        assert.equal(marks[0], '▲', said.join(' | '));
        assert.ok(said.some((text) => text.includes('article.py')));
        const runs = rowsOf(page, 'Runs & Series');
        await runs.filter({ hasText: 'exploding' }).first().waitFor();
        await picture(page, 'side-bar-light');
      },
    );
  });

  it('in dark and high contrast, narrow', async () => {
    for (const [name, colorTheme] of Object.entries(themes).filter(([name]) => name !== 'light')) {
      await withWorkbench({ colorTheme, viewport: { width: 700, height: 900 } }, async ({ page }) => {
        await showSideBar(page);
        await page.getByText(/files hold something/).waitFor();
        await rowsOf(page, 'Findings').filter({ hasText: 'char_model' }).first().click();
        await picture(page, `side-bar-${name}`);
      });
    }
  });
});

describe('the first minute', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-first-'));
  before(() => {
    mkdirSync(join(folder, 'logs'), { recursive: true });
    for (const file of ['train.py', 'char_model.safetensors'])
      cpSync(join(samples, file), join(folder, file));
    cpSync(join(samples, 'exploding_run.jsonl'), join(folder, 'logs', 'run.jsonl'));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('leads from the icon to the verdict and the training script in at most four clicks', async () => {
    await withWorkbench({ folder, viewport: { width: 1400, height: 900 } }, async ({ page }) => {
      let clicks = 0;
      const click = async (place: Locator): Promise<void> => {
        await place.click();
        clicks++;
      };
      await click(page.locator('.activitybar .action-item [aria-label^="Gradient Lens"]').first());
      const run = rowsOf(page, 'Runs & Series').filter({ hasText: 'exploding' }).first();
      await click(run);
      const frame = await webviewFrame(page, 'h1:has-text("run.jsonl")');
      await frame.getByText('Gradients explode from step 72').first().waitFor();
      await click(rowsOf(page, 'Findings').filter({ hasText: 'train.py' }).first());
      await page.locator('.tab.active').filter({ hasText: 'train.py' }).waitFor();
      assert.ok(clicks <= 4);
      await picture(page, 'first-minute');
    });
  });
});
