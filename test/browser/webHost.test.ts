// The extension in the browser's extension host, where files have no path that a worker could open: they are read whole.
import assert from 'node:assert/strict';
import { until } from './until';
import { command, quickOpen, webviewFrame, withWorkbench } from './workbench';

const settings = { 'remote.extensionKind': { 'gradient-lens.gradient-lens': ['web'] } };

describe('in the browser’s extension host', () => {
  it('a checkpoint and a training log open as on a disk', async () => {
    await withWorkbench({ settings, openFile: 'article.py' }, async ({ page }) => {
      await quickOpen(page, 'char_model.safetensors');
      const checkpoint = await webviewFrame(page, '[role=treegrid]');
      await checkpoint.getByText('5 of 5 analyzed').waitFor({ state: 'attached' });
      assert.match(await checkpoint.locator('[role=treegrid]').innerText(), /vanishing\s+\S+ to \S+/);

      await quickOpen(page, 'exploding_run.jsonl');
      await command(page, 'Gradient Lens: Open Gradient Monitor');
      const monitor = await webviewFrame(page, 'h1:has-text("exploding_run.jsonl")');
      await monitor.getByText('Gradients explode from step 72').waitFor();

      await command(page, 'Developer: Show Running Extensions');
      const running = page.locator('.runtime-extensions-editor');
      await running.locator('.monaco-list-row').first().click();
      const own = running
        .locator('.monaco-list-row')
        .filter({ hasText: /gradient.lens/i })
        .first();
      await until('Gradient Lens in the list of running extensions', async () => {
        if (await own.isVisible()) return true;
        await page.keyboard.press('ArrowDown');
        return undefined;
      });
      assert.match(await own.innerText(), /web worker/i);
    });
  });
});
