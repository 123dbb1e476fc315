import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { exact, panel } from './panelFrame';
import { picture, quickOpen, withWorkbench } from './workbench';

const folder = resolve(__dirname, '..', '..', 'test', 'fixtures', 'notebooks');

describe('a notebook in a real workbench', () => {
  it('the verdict of an output stands below its cell; a click opens the panel', async () => {
    await withWorkbench(
      { folder },
      async ({ page }) => {
        await quickOpen(page, 'recurrence.ipynb');
        const status = (text: RegExp) => page.locator('.cell-status-item').filter({ hasText: text }).first();
        await status(/▼ vanishing/).click();
        const frame = await panel(page, 'W_printed');
        assert.equal(await exact(frame, 'sigmaMax'), 0.5);
        assert.equal(await frame.locator('a.place').innerText(), 'output of cell 2 of recurrence.ipynb');
        await picture(page, 'notebook');

        // The tensors of another output have no names, and nothing shows that they recur.
        await status(/▲ exploding$/).click();
        assert.equal(await exact(await panel(page, 'W_result'), 'sigmaMax'), 1.5);
      },
      'failure-notebook',
    );
  });
});
