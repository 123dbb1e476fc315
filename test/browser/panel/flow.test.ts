import assert from 'node:assert/strict';
import { fromRows } from '../../../src/core/linalg/matrix';
import type { FlowRequest } from '../../../src/shared/flow';
import { diagonal, modelOf } from './models';
import { closeBrowser, openPanel, type PanelOptions, type PanelPage } from './page';

describe('panel: flow', () => {
  let panel: PanelPage;
  const open = async (options: Partial<PanelOptions> = {}): Promise<void> => {
    panel = await openPanel({
      model: (choice) => modelOf(diagonal(1.5, 0.5), choice ?? { steps: 29, activation: 'identity' }),
      wantedTab: 'flow',
      ...options,
    });
    await panel.page.locator('.flow-drawing, .question .error:not([hidden])').first().waitFor();
  };
  const remembered = async (): Promise<Record<string, unknown>> =>
    ((await panel.state())['tabs'] as Record<string, Record<string, unknown>>)['flow']!;
  const edge = (id: string) => panel.page.locator(`[data-edge="${id}"]`);
  const selected = (): Promise<string | null> =>
    panel.page.locator('.flow-edge[aria-selected="true"]').getAttribute('data-edge');
  const lastRequest = (): FlowRequest =>
    panel.calls.findLast(({ method }) => method === 'flow')!.params as FlowRequest;
  afterEach(async () => {
    assert.deepEqual(panel.errors, []);
    await panel.close();
  });
  after(closeBrowser);

  it('draws the unrolled network, the middle collapsed, backward arrows dashed and wider with the gradient', async () => {
    await open();
    const { page } = panel;
    // By 1.5 a step: the largest entry alone is left.
    assert.match(
      (await page.locator('#flow-heading').textContent())!,
      /^Gradient flow over 29 steps: × \d\.\d\de[45]$/,
    );
    await page.locator('.flow-drawing').getByText('more steps').waitFor();
    const width = async (id: string): Promise<number> =>
      Number(await edge(id).locator('.shaft').getAttribute('stroke-width'));
    assert.ok((await width('h0←h1')) > (await width('h28←h29')));
    assert.equal(await edge('h0→h1').locator('.shaft').getAttribute('stroke-dasharray'), null);
    assert.ok(await edge('h0←h1').locator('.shaft').getAttribute('stroke-dasharray'));
    assert.notEqual(
      await edge('h0←h1').locator('.shaft').getAttribute('stroke'),
      await edge('y←L').locator('.shaft').getAttribute('stroke'),
    );
  });

  it('sets the formula of the arrow that is pointed at, or walked to', async () => {
    await open();
    const { page } = panel;
    const formula = page.locator('.flow-formula');
    assert.equal(await selected(), 'h0←h1');
    assert.equal(await formula.locator('math mfrac').count(), 2);
    assert.equal(await formula.locator('msubsup mi').textContent(), 'J');
    await edge('h28←h29').hover();
    assert.equal(await selected(), 'h28←h29');
    assert.match((await formula.getAttribute('aria-label'))!, /∂L\/∂h_\{28\} = J_\{29\}ᵀ ∂L\/∂h_\{29\}$/);
    await page.getByRole('listbox').focus();
    await page.keyboard.press('End');
    assert.equal(await selected(), 'y←L');
    assert.equal(
      await page.locator('.flow-figure').textContent(),
      'Backward: norm of the gradient 1, from L to y',
    );
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowUp');
    assert.equal(await selected(), 'h0→h1');
    const active = await page.getByRole('listbox').getAttribute('aria-activedescendant');
    assert.equal(await page.locator(`[id="${active}"]`).getAttribute('data-edge'), 'h0→h1');
  });

  it('writes numbers when asked, and remembers it', async () => {
    await open();
    const { page } = panel;
    assert.equal(await edge('h0←h1').locator('text').count(), 0);
    await page.getByRole('checkbox', { name: 'Show numbers' }).click();
    const number = await edge('h0←h1').locator('text').textContent();
    assert.ok((await page.locator('#flow-heading').textContent())!.length > 0 && /e[45]$/.test(number!));
    assert.equal((await remembered())['numbers'], true);
  });

  it('goes over depth, with residual connections and other weights', async () => {
    await open();
    const { page } = panel;
    await page.getByRole('combobox', { name: 'Along' }).focus();
    await page.keyboard.press('ArrowDown');
    await page
      .locator('#flow-heading')
      .getByText(/over 10 layers/)
      .waitFor();
    const plain = await page.locator('#flow-heading').textContent();
    await page.getByRole('checkbox', { name: 'Residual connections' }).click();
    await page.waitForFunction(
      (before) => document.querySelector('#flow-heading')?.textContent !== before,
      plain,
    );
    const growth = Number(/× (\S+)$/.exec((await page.locator('#flow-heading').textContent())!)?.[1]);
    // (1 + 1.5)¹⁰ = 9537 against 1.5¹⁰ = 57.7, less what points the other way.
    assert.ok(growth > 100 && growth < 9537, String(growth));
    await page.getByRole('combobox', { name: 'Weights' }).focus();
    await page.keyboard.press('ArrowDown');
    await page
      .locator('#flow-heading')
      .getByText(/over 3 layers/)
      .waitFor();
    assert.equal(await page.getByRole('textbox', { name: 'Layers L' }).isVisible(), false);
    const { axis, weights, residual } = await remembered();
    assert.deepEqual({ axis, weights, residual }, { axis: 'depth', weights: 'article', residual: true });
  });

  it('follows horizon, activation, inputs and seed', async () => {
    await open();
    const { page } = panel;
    await page.locator('.horizon vscode-text-field input').fill('12');
    await page
      .locator('#flow-heading')
      .getByText(/over 12 steps/)
      .waitFor();
    await page.getByRole('textbox', { name: 'Variance of the inputs' }).fill('4');
    await page.getByRole('textbox', { name: 'Seed' }).fill('5');
    await panel.page.waitForFunction(() => document.querySelector('.question-status')?.textContent === '');
    const { steps, activation, variance, seed } = lastRequest();
    assert.deepEqual(
      { steps, activation, variance, seed },
      { steps: 12, activation: 'identity', variance: 4, seed: 5 },
    );
  });

  it('says in a sentence what cannot be computed', async () => {
    const wide = fromRows([[1, 2, 3]]);
    await open({ model: () => modelOf(wide, { steps: 29, activation: 'tanh' }), matrix: wide });
    const { page } = panel;
    assert.match(await page.locator('.question .error').innerText(), /square|1.?×.?3/i);
    assert.equal(await page.locator('#flow').isVisible(), false);
  });

  it('exports the drawing with its numbers and the figures of every step', async () => {
    await open();
    const { page } = panel;
    await page.locator('#flow').getByRole('button', { name: 'Save as SVG: Gradient flow' }).click();
    const { suggestedName, content } = (await panel.called('save')) as Record<string, string>;
    assert.equal(suggestedName, 'W-flow.svg');
    const texts = await page.evaluate((source) => {
      const picture = new DOMParser().parseFromString(source, 'image/svg+xml');
      return [...picture.querySelectorAll('text')].map(({ textContent }) => textContent);
    }, content!);
    assert.ok(texts.includes('h₀') && texts.includes('backward: gradient norm'));
    assert.ok(texts.some((text) => /^Gradient flow over 29 steps/.test(text)));
    assert.doesNotMatch(content!, /var\(|color-mix/);
    await page.locator('#flow-chart summary').click();
    await page.locator('#flow-chart tbody tr').first().waitFor();
    assert.equal(await page.locator('#flow-chart tbody tr').count(), 30);
  });
});
