import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { exact, panel } from './panelFrame';
import { codeLens, editorShows, hoverText, picture, type WorkbenchOptions, withWorkbench } from './workbench';

/** Hover on a matrix and its panel, wherever the file comes from. */
async function works(page: Page, name: string): Promise<void> {
  assert.match(
    await hoverText(page, 'np.array([[1.5', '▲ Exploding'),
    new RegExp(`▲ Exploding · ${name} · 2×2`),
  );
  await codeLens(page, 'exploding').click();
  assert.equal(await exact(await panel(page, name), 'sigmaMax'), 1.5);
}

const inWorkbench = (options: WorkbenchOptions, use: (page: Page) => Promise<void>): Promise<void> =>
  withWorkbench(options, ({ page }) => use(page), 'failure-trust');

describe('where the editor is limited', () => {
  it('Restricted Mode: hover, lens and panel work in a folder that is not trusted', async () => {
    const settings = { 'security.workspace.trust.startupPrompt': 'never' };
    await inWorkbench({ restricted: true, openFile: 'article.py', settings }, async (page) => {
      await page.locator('.statusbar-item').filter({ hasText: 'Restricted Mode' }).waitFor();
      await works(page, 'W_exploding');
      await picture(page, 'restricted');
    });
  });

  it('a virtual workspace: hover, lens and panel work on a file that no disk holds', async () => {
    const extension = resolve(__dirname, '..', '..', 'test', 'fixtures', 'memfs');
    await inWorkbench({ virtualFolder: 'memfs:/net', extensions: [extension] }, async (page) => {
      // Nothing searches a virtual folder for its files, but the explorer lists them.
      await page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: 'net.py' }).dblclick();
      await editorShows(page, 'net.py');
      await works(page, 'W_virtual');
      await picture(page, 'virtual');
    });
  });
});
