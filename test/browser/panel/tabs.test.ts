import assert from 'node:assert/strict';
import { panelTabs, tabTitle } from '../../../src/shared/tabs';
import { diagonal, modelOf } from './models';
import { closeBrowser, openPanel, type PanelOptions, type PanelPage } from './page';

describe('panel: tabs', () => {
  let panel: PanelPage;
  const titles = panelTabs.map(({ id }) => tabTitle(id));
  const open = async (options: Partial<PanelOptions> = {}): Promise<void> => {
    const model: PanelOptions['model'] = (choice) =>
      modelOf(diagonal(1.5, 0.5), choice ?? { steps: 29, activation: 'tanh' });
    panel = await openPanel({ model, ...options });
    await panel.page.locator('[role="tabpanel"]:not([hidden]) > *').first().waitFor();
  };
  const selected = (): Promise<string | null> =>
    panel.page.locator('[role="tab"][aria-selected="true"]').textContent();
  const focused = (): Promise<string> => panel.page.evaluate(() => document.activeElement?.textContent ?? '');
  afterEach(async () => {
    assert.deepEqual(panel.errors, []);
    await panel.close();
  });
  after(closeBrowser);

  it('loads the code of a tab when it is first opened, and once', async () => {
    await open();
    assert.deepEqual(panel.loadedTabs(), ['growth']);
    for (const title of [...titles, ...titles]) await panel.openTab(title);
    assert.deepEqual(panel.loadedTabs().toSorted(), panelTabs.map(({ id }) => id).toSorted());
  });

  it('names each tab and its panel to a screen reader, and shows one', async () => {
    await open();
    const { page } = panel;
    assert.deepEqual(await page.getByRole('tablist').getByRole('tab').allTextContents(), titles);
    for (const title of titles) {
      await panel.openTab(title);
      assert.equal(await page.getByRole('tab', { selected: true }).textContent(), title);
      assert.equal(await page.getByRole('tabpanel').count(), 1);
      const controls = await page.getByRole('tab', { name: title }).getAttribute('aria-controls');
      assert.equal(await page.getByRole('tabpanel', { name: title }).getAttribute('id'), controls);
    }
  });

  it('moves by arrows, Home and End, and is one stop of the Tab key', async () => {
    await open();
    const { page } = panel;
    await page.getByRole('tab', { name: 'Growth' }).focus();
    for (const [key, title] of [
      ['ArrowRight', titles[1]],
      ['End', titles.at(-1)],
      ['ArrowRight', titles[0]],
      ['ArrowLeft', titles.at(-1)],
      ['Home', titles[0]],
    ] as const) {
      await page.keyboard.press(key);
      assert.equal(await selected(), title, key);
      assert.equal(await focused(), title, key);
    }
    assert.equal(await page.locator('[role="tab"][tabindex="0"]').count(), 1);
    await page.keyboard.press('Tab');
    assert.equal(await page.locator('[role="tab"]:focus').count(), 0);
  });

  it('comes back to the tab that was shown, and remembers it', async () => {
    await open({ savedState: { tab: 'remedies' } });
    assert.equal(await selected(), 'Remedies');
    assert.deepEqual(panel.loadedTabs(), ['remedies']);
    await panel.openTab('Activations');
    assert.equal((await panel.state())['tab'], 'activations');
  });

  it('opens the tab that a command wants, before and after it is there', async () => {
    await open({ savedState: { tab: 'growth' }, wantedTab: 'activations' });
    assert.equal(await selected(), 'Activations');
    await panel.want('remedies');
    await panel.page.locator('.remedies').waitFor();
    assert.equal(await selected(), 'Remedies');
  });

  it('keeps the verdict in sight on every tab', async () => {
    await open();
    const short = panel.page.locator('.short-verdict');
    assert.equal(await short.isVisible(), false);
    await panel.openTab('Remedies');
    // The rest of a tanh recurrence and its driven states differ, and both words stand there.
    assert.equal(
      await short.textContent(),
      '▲ Exploding near rest: gain 1.28e5 over 29 steps; driven by inputs of variance 1 ▼ vanishing: 1e-14',
    );
    await panel.page.locator('.horizon vscode-text-field input').fill('10');
    await short.getByText(/^△ Growing near rest: gain 57\.7 over 10 steps; driven/).waitFor();
    // What a screen reader is told of by itself.
    assert.deepEqual(await short.locator('[role="status"]').allTextContents(), ['Growing']);
  });

  it('starts another tab at its top', async () => {
    await open();
    const { page } = panel;
    await panel.openTab('Remedies');
    await page.evaluate(() => {
      scrollTo(0, document.documentElement.scrollHeight);
    });
    await page.getByRole('tab', { name: 'Growth' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('.verdict').waitFor();
    const top = await page.locator('.verdict').evaluate((card) => card.getBoundingClientRect().top);
    assert.ok(top > 0 && top < 300, `${top} px`);
  });
});
