import assert from 'node:assert/strict';
import { join } from 'node:path';
import { exact, panel } from './panelFrame';
import { until } from './until';
import { codeLens, command, picture, withWorkbench } from './workbench';

const extensions = [join(__dirname, '..', '..', 'test', 'fixtures', 'scripted-debugger')];
const settings = {
  launch: { version: '0.2.0', configurations: [{ type: 'python', request: 'launch', name: 'Scripted' }] },
};

describe('a stopped Python program in a real workbench', () => {
  it('a variable is analyzed from its menu in the Variables view', async () => {
    await withWorkbench({ openFile: 'article.py', settings, extensions }, async ({ page }) => {
      // Before it, no debugger is known.
      await codeLens(page, 'exploding').waitFor();
      await page.keyboard.press('F5');
      await page.locator('.debug-top-stack-frame-line').waitFor();
      await command(page, 'View: Show Run and Debug');
      const rows = page.locator('.debug-variables .monaco-list-row');
      await rows.filter({ hasText: 'Locals' }).click();
      await rows.filter({ hasText: 'array([[1.5' }).click({ button: 'right' });
      const item = page.locator('.monaco-menu .action-item').filter({ hasText: 'Analyze Variable' });
      await item.waitFor();
      // The menu takes no click in its first moment.
      await until('the menu to take the click', async (timeout) => {
        await item.click({ timeout }).catch(() => undefined);
        return (await item.isVisible()) ? undefined : true;
      });
      const frame = await panel(page, 'W');
      assert.equal(await exact(frame, 'sigmaMax'), 1.5);
      await picture(page, 'variable');
    });
  });
});
