import assert from 'node:assert/strict';
import { fromRows } from '../../../src/core/linalg/matrix';
import { diagonal, modelOf } from './models';
import { closeBrowser, openPanel, type PanelOptions, type PanelPage } from './page';

describe('panel: activations', () => {
  let panel: PanelPage;
  const open = async (options: Partial<PanelOptions> = {}): Promise<void> => {
    panel = await openPanel({
      model: (choice) => modelOf(diagonal(1.5, 0.5), choice ?? { steps: 29, activation: 'tanh' }),
      wantedTab: 'activations',
      ...options,
    });
    await panel.page.locator('#activation').waitFor();
  };
  const cell = (name: string, figure: string) =>
    panel.page.locator(`[data-activation="${name}"] [data-figure="${figure}"]`);
  const savedComparison = async () =>
    ((await panel.state())['tabs'] as Record<string, unknown>)['activations'];
  afterEach(async () => {
    assert.deepEqual(panel.errors, []);
    await panel.close();
  });
  after(closeBrowser);

  it('shows the slopes and the product over the article’s ten layers', async () => {
    await open();
    const row = panel.page.locator('[data-activation="sigmoid"]').locator('th, td');
    const texts = await row.allTextContents();
    // σ′(1)¹⁰ with σ′(1) = 0.19661; (0.25 · 1.5)²⁹
    assert.deepEqual(texts.slice(0, 5), ['sigmoid', '0.25', '0.25', '8.63e-8', '▼ vanishing 4.44e-13']);
    assert.equal(await cell('selu', 'gain-with').textContent(), '5.36e5');
  });

  it('follows the number of layers, the input and the kind of product, and remembers them', async () => {
    await open();
    const { page } = panel;
    await page.locator('.tab-choices').getByRole('textbox', { name: 'Layers L' }).fill('20');
    await cell('sigmoid', 'product').getByText('7.45e-15', { exact: true }).waitFor();
    await page.locator('.tab-choices').getByRole('textbox', { name: 'Input x' }).fill('0');
    await cell('sigmoid', 'product').getByText('9.09e-13', { exact: true }).waitFor();
    await page.getByRole('combobox', { name: 'Product of derivatives' }).focus();
    await page.keyboard.press('ArrowDown');
    // From 0 on, sigmoid's inputs settle at 0.659, where its derivative is 0.2247.
    await cell('sigmoid', 'product').getByText('1.27e-13', { exact: true }).waitFor();
    assert.match(
      (await page.locator('#derivative-product canvas').getAttribute('aria-label')) ?? '',
      /chain rule/,
    );
    const { depth, x, product } = (await savedComparison()) as Record<string, unknown>;
    assert.deepEqual({ depth, x, product }, { depth: 20, x: 0, product: 'composition' });
  });

  it('shows what is ticked, with the same looks as before', async () => {
    await open({ savedState: { tabs: { activations: { shown: ['tanh', 'relu'], depth: 'x' } } } });
    const { page } = panel;
    const columns = async (): Promise<string[]> => {
      await page.locator('#derivative th[scope="row"]').first().waitFor();
      return page.locator('#derivative th[scope="col"]').allTextContents();
    };
    await page.locator('#derivative summary').click();
    assert.deepEqual(await columns(), ['x', 'tanh', 'relu']);
    await page.getByRole('checkbox', { name: 'tanh' }).click();
    assert.deepEqual(await columns(), ['x', 'relu']);
    await page.getByRole('checkbox', { name: 'gelu' }).click();
    assert.deepEqual(await columns(), ['x', 'relu', 'gelu']);
    assert.deepEqual(((await savedComparison()) as Record<string, unknown>)['shown'], ['relu', 'gelu']);
    const looks = await page
      .locator('.choosable .sample path')
      .evaluateAll((paths) =>
        paths.map((path) => [path.getAttribute('stroke'), path.getAttribute('stroke-dasharray')]),
      );
    assert.equal(new Set(looks.map(String)).size, 10);
    assert.equal(new Set(looks.map(([, dash]) => dash)).size, 10, 'each is told without its color');
  });

  it('takes an activation into the analysis, and keeps the focus', async () => {
    await open();
    const { page } = panel;
    const use = page.getByRole('button', { name: 'Use sigmoid in the analysis' });
    await use.focus();
    await page.keyboard.press('Enter');
    await page.locator('.short-verdict').getByText('▼ Vanishing: gain 4.44e-13 over 29 steps').waitFor();
    assert.deepEqual((await panel.state())['choice'], { steps: 29, activation: 'sigmoid' });
    assert.equal(
      await page.evaluate(() => document.activeElement?.getAttribute('aria-label')),
      'In use in the analysis: sigmoid',
    );
  });

  it('leaves the gain out where the matrix has no powers', async () => {
    await open({ model: () => modelOf(fromRows([[3, 4, 0]]), { steps: 29, activation: 'tanh' }) });
    assert.equal(await cell('tanh', 'gain-with').count(), 0);
    assert.equal(await cell('tanh', 'product').count(), 1);
  });

  it('exports the product over x', async () => {
    await open();
    await panel.page
      .locator('#derivative-product')
      .getByRole('button', { name: /^Save as CSV/ })
      .click();
    const { suggestedName, content } = (await panel.called('save')) as {
      suggestedName: string;
      content: string;
    };
    assert.equal(suggestedName, 'activations-derivative-product.csv');
    const [header, ...rows] = content.trimEnd().split('\r\n');
    assert.match(header!, /^x,log10_sigmoid,log10_tanh,log10_relu,/);
    assert.equal(rows.length, 201);
    assert.ok(Math.abs(Number(rows[100]!.split(',')[1]) - 10 * Math.log10(0.25)) < 1e-12);
  });
});
