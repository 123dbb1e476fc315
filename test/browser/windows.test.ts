import assert from 'node:assert/strict';
import { clickText, codeLens, openFile, withWorkbench } from './workbench';

describe('two windows on one folder', () => {
  it('each has its verdicts, and what one saves the other shows', async () => {
    await withWorkbench(
      { openFile: 'article.py' },
      async ({ page, errors }) => {
        const other = await page.context().newPage();
        other.on('pageerror', (error) => errors.push(String(error.stack)));
        await other.goto(page.url());
        await openFile(other, 'article.py');
        for (const window of [page, other]) await codeLens(window, /▲ exploding/).waitFor();

        await page.bringToFront();
        await clickText(page, '[[1.5');
        await page.keyboard.press('End');
        await page.keyboard.press('Enter');
        await page.keyboard.type('W_new = np.array([[0.1, 0.0], [0.0, 0.1');
        await codeLens(page, /▼ vanishing/).waitFor();
        await page.keyboard.press('Control+S');
        await page.locator('.tab.active:not(.dirty)').first().waitFor();
        await codeLens(other, /▼ vanishing/).waitFor();
        assert.equal(await codeLens(other, /▲ exploding/).count(), 1);
        await openFile(other, 'shortcuts.py');
        await codeLens(other, /△ growing/).waitFor();
        await codeLens(page, /▼ vanishing/).waitFor();
      },
      'failure-windows',
    );
  });
});
