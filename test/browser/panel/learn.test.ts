import assert from 'node:assert/strict';
import { fromRows, zeros } from '../../../src/core/linalg/matrix';
import type { PanelChoice } from '../../../src/shared/panel';
import { diagonal, modelOf } from './models';
import { closeBrowser, openPanel, type PanelOptions, type PanelPage } from './page';
import { themes } from './themes';

describe('panel: the derivation', () => {
  let panel: PanelPage;
  const own = diagonal(1.5, 0.5);
  const open = async (options: Partial<PanelOptions> = {}): Promise<void> => {
    const matrix = options.matrix ?? own;
    const settings: PanelChoice = { steps: 29, activation: 'tanh' };
    const model: PanelOptions['model'] = (choice) => modelOf(matrix, choice ?? settings);
    panel = await openPanel({ model, matrix, wantedTab: 'learn', ...options });
    await panel.page.locator('.learn:not([hidden])').waitFor();
  };
  const step = (id: string) => panel.page.locator(`#learn-${id}`);
  /** The last number of a formula of a step. */
  const lastNumber = (id: string, formula: number): Promise<string | null> =>
    step(id)
      .locator('.own .formula')
      .nth(formula)
      .locator('[data-number]')
      .last()
      .getAttribute('data-number');
  const remembered = async (): Promise<unknown> =>
    ((await panel.state())['tabs'] as Record<string, unknown>)['learn'];
  const headingTop = (id: string): Promise<number> =>
    panel.page.locator(`#${id}`).evaluate((element) => element.getBoundingClientRect().top);
  afterEach(async () => {
    assert.deepEqual(panel.errors, []);
    await panel.close();
  });
  after(closeBrowser);

  it('lays out MathML with the matrix in it', async () => {
    await open();
    const cells = await step('recurrence').locator('.own mtd').allTextContents();
    assert.deepEqual(cells, ['1.5', '0', '0', '0.5']);
    for (const [tag, least] of [
      ['mfrac', 14],
      ['msup', 10],
      ['mtable', 8],
    ] as const) {
      // prettier-ignore
      const boxes = await step(tag === 'mfrac' ? 'chain' : 'product')
        .locator(tag)
        .evaluateAll((elements) =>
          elements.map((element) => {
            const { width, height } = element.getBoundingClientRect();
            return { width, height };
          }),
        );
      assert.ok(boxes.length > 0, tag);
      for (const { width, height } of boxes)
        assert.ok(width > 5 && height > least, `${tag}: ${width} × ${height}`);
    }
    // One above the other, as text in a row would not be.
    const [over, under] = await step('chain')
      .locator('mfrac')
      .first()
      .evaluate((fraction) => [...fraction.children].map((child) => child.getBoundingClientRect().top));
    assert.ok(over! < under!);
  });

  it('has the figures of the Growth tab', async () => {
    await open({ matrix: fromRows([[0.5, 10], [0, 0.5]]) }); // prettier-ignore
    const figures = {
      gain: await lastNumber('gain', 0),
      spectralRadius: await lastNumber('eigenvalues', 0),
      sigmaMax: await lastNumber('singular-values', 0),
      peak: await lastNumber('singular-values', 3),
    };
    await panel.openTab('Growth');
    for (const [id, text] of Object.entries(figures)) assert.equal(await panel.figure(id), text, id);
  });

  it('follows horizon and activation', async () => {
    await open();
    const { page } = panel;
    const slopes = step('jacobian').locator('.own math').first();
    assert.equal(await slopes.getAttribute('alttext'), 'γ = 1, φ′(0) = 1');
    assert.equal(await lastNumber('gain', 0), '1.28e5');
    const activation = page.getByRole('combobox', { name: 'Activation φ' });
    await activation.focus();
    await page.keyboard.press('ArrowDown');
    await page.locator('#learn-jacobian math[alttext="γ = 0.25, φ′(0) = 0.25"]').waitFor();
    await page.getByRole('textbox', { name: 'Horizon in steps' }).fill('2');
    await page.locator('#learn-product math[alttext="W^2 = [2.25, 0; 0, 0.25]"]').waitFor();
    assert.equal(await lastNumber('gain', 0), '0.141');
  });

  it('leads to the chart that a step explains, and back to the step', async () => {
    await open();
    const { page } = panel;
    await step('eigenvalues').getByRole('link', { name: 'See it: Growth tab, the eigenvalues' }).click();
    await page.locator('#eigenvalues canvas').waitFor();
    assert.equal(await page.getByRole('tab', { selected: true }).textContent(), 'Growth');
    await page.locator('#eigenvalues-heading:focus').waitFor();
    const top = await headingTop('eigenvalues-heading');
    const end = await page.evaluate(() => innerHeight + scrollY >= document.documentElement.scrollHeight - 1);
    assert.ok(end || (top > 0 && top < 200), `${top} px`);
    assert.ok(top < 850, `${top} px`);
    await panel.openTab('Learn');
    await page.locator('.contents [aria-current="step"]').getByText('the eigenvalues').waitFor();
    assert.ok((await headingTop('learn-eigenvalues-heading')) < 250);
    assert.deepEqual(await remembered(), { step: 'eigenvalues' });
  });

  it('leads to charts that are still to be computed', async () => {
    await open();
    const { page } = panel;
    await step('chain').getByRole('link', { name: 'See it: Flow tab' }).click();
    await page.locator('#flow-chart-heading:focus').waitFor();
    assert.equal(await page.getByRole('tab', { selected: true }).textContent(), 'Flow');
  });

  it('every link of every step finds its section', async () => {
    await open();
    const { page } = panel;
    const count = await page.locator('.places a').count();
    for (let i = 0; i < count; i++) {
      const link = page.locator('.places a').nth(i);
      const section = (await link.getAttribute('href'))!.slice(1);
      await link.click();
      await page.locator(`#${section}-heading:focus`).waitFor();
      await page.getByRole('tab', { name: 'Learn' }).click();
      await page.locator('.learn').waitFor();
    }
    assert.ok(count >= 10);
  });

  it('goes to a step from the contents, by keyboard too, and comes back to it after a reload', async () => {
    await open();
    const { page } = panel;
    await page.locator('.contents a').first().focus();
    for (const key of ['ArrowDown', 'End', 'ArrowUp', 'ArrowUp', 'Enter']) await page.keyboard.press(key);
    await page.locator('#learn-singular-values-heading:focus').waitFor();
    const top = await headingTop('learn-singular-values-heading');
    assert.ok(top > 0 && top < 200, `${top} px`);
    assert.deepEqual(await remembered(), { step: 'singular-values' });
    const savedState = await panel.state();
    await panel.close();
    await open({ savedState });
    assert.ok((await headingTop('learn-singular-values-heading')) < 200);
  });

  it('notices by scrolling which step is read', async () => {
    await open();
    const { page } = panel;
    const far = await headingTop('learn-gain');
    await page.mouse.move(500, 500);
    await page.mouse.wheel(0, far - 200);
    await page.locator('.contents [data-step="gain"][aria-current="step"]').waitFor();
    assert.deepEqual(await remembered(), { step: 'gain' });
  });

  it('takes a name for text, and tells of a matrix without powers', async () => {
    const name = '<img src=x onerror=alert(1)> {0} {1}';
    const matrix = zeros(8, 2);
    await open({ matrix, model: () => modelOf(matrix, { steps: 29, activation: 'tanh' }, { name }) });
    const { page } = panel;
    assert.equal(await page.locator('#tabpanel-learn img').count(), 0);
    await page.getByText(`W is ${name} (8 × 2)`).waitFor();
    assert.match((await step('product').textContent())!, /no power, no eigenvalues/);
    assert.match((await step('gates').textContent())!, /four gates of an LSTM/);
  });

  it('lets what is too wide for a narrow panel be scrolled by keyboard', async () => {
    const matrix = zeros(7);
    matrix.data.fill(-0.01234);
    await open({ matrix, viewport: { width: 400, height: 800 } });
    const { page } = panel;
    const box = step('recurrence').locator('.own .formula');
    await page.locator('#learn-recurrence .own .formula[tabindex="0"]').waitFor();
    assert.match((await box.getAttribute('aria-label'))!, /^h_t = tanh\(\[−0\.012/);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 400));
    await page.setViewportSize({ width: 1000, height: 800 });
    await page.locator('#learn-recurrence .own .formula:not([tabindex])').waitFor();
  });

  for (const [name, theme] of Object.entries(themes))
    it(`has headings in order and formulas in the color of text in ${name}`, async () => {
      await open({ theme });
      const { page } = panel;
      const levels = await page
        .locator('#tabpanel-learn :is(h2, h3, h4)')
        .evaluateAll((headings) => headings.map(({ tagName }) => tagName));
      assert.deepEqual(levels.slice(0, 3), ['H2', 'H3', 'H4']);
      assert.equal(levels.filter((level) => level === 'H3').length, 8);
      const color = await page
        .locator('#learn-gain math')
        .first()
        .evaluate((math) => getComputedStyle(math).color);
      const text = await page.locator('body').evaluate((body) => getComputedStyle(body).color);
      assert.equal(color, text);
    });
});
