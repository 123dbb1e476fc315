import assert from 'node:assert/strict';
import { diagonal, modelOf } from './models';
import { closeBrowser, openPanel, type PanelPage } from './page';

describe('panel: failures', () => {
  let panel: PanelPage;
  let failing: boolean;
  const sentence = 'W is no longer a matrix in net.py: undo the edit, or close this panel.';
  const open = async (): Promise<void> => {
    panel = await openPanel({
      model: (choice) => {
        if (failing) throw new Error(sentence);
        return modelOf(diagonal(1.5, 0.5), choice ?? { steps: 29, activation: 'tanh' });
      },
    });
  };
  afterEach(async () => {
    assert.deepEqual(panel.errors, []);
    await panel.close();
  });
  after(closeBrowser);

  it('says what is wrong, keeps the last figures grayed, and recovers', async () => {
    failing = false;
    await open();
    const { page } = panel;
    await page.locator('main').waitFor();
    failing = true;
    await panel.changed();
    await page.getByRole('alert').getByText(sentence).waitFor();
    assert.equal(await panel.figure('gain'), '1.28e5');
    assert.equal(await page.locator('main.stale').count(), 1);
    assert.equal(
      await page.locator('#tabpanel-growth').evaluate((content) => getComputedStyle(content).opacity),
      '0.5',
    );
    failing = false;
    await panel.changed();
    await page.locator('main:not(.stale)').waitFor();
    assert.equal(await page.getByRole('alert').isVisible(), false);
  });

  it('shows the sentence alone when there never was a model', async () => {
    failing = true;
    await open();
    await panel.page.getByRole('alert').getByText(sentence).waitFor();
    assert.equal(await panel.page.locator('main').isVisible(), false);
    assert.equal(await panel.page.locator('.waiting').isVisible(), false);
  });
});
