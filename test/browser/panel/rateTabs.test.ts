import assert from 'node:assert/strict';
import { diagonal, modelOf } from './models';
import { closeBrowser, openPanel, type PanelPage } from './page';

describe('panel: Lyapunov and depth against time', () => {
  let panel: PanelPage;
  const open = async (wantedTab: 'lyapunov' | 'depth', saved: unknown = {}): Promise<void> => {
    panel = await openPanel({
      model: (choice) => modelOf(diagonal(1.5, 0.5), choice ?? { steps: 29, activation: 'identity' }),
      wantedTab,
      savedState: { tabs: { [wantedTab]: saved } },
    });
    await panel.page.locator('.tab-panel:not([hidden]) .chart:not([hidden])').first().waitFor();
  };
  const remembered = async (tab: string): Promise<Record<string, unknown>> =>
    ((await panel.state())['tabs'] as Record<string, Record<string, unknown>>)[tab]!;
  afterEach(async () => {
    assert.deepEqual(panel.errors, []);
    await panel.close();
  });
  after(closeBrowser);

  it('λ₁ of a linear cell agrees with the linear verdict, and saturation parts them', async () => {
    await open('lyapunov');
    const { page } = panel;
    const figure = (id: string) => page.locator(`[data-figure="${id}"]`);
    assert.equal(await figure('linearExponent').textContent(), '0.4055 ▲ gradients grow');
    assert.match((await figure('largestExponent').textContent())!, /^0\.40\d+ ▲ gradients grow$/);
    await page.getByRole('combobox', { name: 'Activation φ' }).focus();
    await page.keyboard.press('ArrowDown');
    await figure('largestExponent')
      .getByText(/^−[\d.]+ ± [\d.]+ ▼ gradients fade$/)
      .waitFor();
    assert.match(
      await page.locator('.lyapunov-card').first().innerText(),
      /1,024 steps with inputs of variance 1 \(seed 1\); tanh/,
    );
    assert.match(await page.locator('.lyapunov-card').last().innerText(), /every state is at rest/);
  });

  it('follows the trajectory’s choices and remembers them', async () => {
    await open('lyapunov', { steps: 64, exponents: 'x' });
    const { page } = panel;
    await page.locator('#convergence summary').click();
    await page.locator('#convergence tbody th').first().waitFor();
    assert.deepEqual(await page.locator('#convergence tbody th').allTextContents(), [
      '4',
      '8',
      '16',
      '32',
      '64',
    ]);
    const before = await page.locator('#convergence tbody td').allTextContents();
    await page
      .locator('.lyapunov-card')
      .getByText(/64 steps with inputs of variance 1/)
      .waitFor();
    await page.getByRole('textbox', { name: 'Exponents' }).fill('1');
    await page.locator('#exponents canvas[aria-label*="of the 1 leading"]').waitFor();
    await page.getByRole('textbox', { name: 'Variance of the inputs' }).fill('0');
    await page
      .locator('.lyapunov-card')
      .getByText(/with no inputs/)
      .waitFor();
    assert.equal(before.length, 5);
    assert.deepEqual(await remembered('lyapunov'), {
      steps: 64,
      activation: 'tanh',
      variance: 0,
      seed: 1,
      exponents: 1,
      inputs: null,
    });
  });

  it('shows the three reasons with their figures', async () => {
    await open('depth');
    const { page } = panel;
    const reasons = page.locator('.reasons li');
    assert.equal(await reasons.count(), 3);
    assert.match(
      (await reasons.nth(1).textContent())!,
      /over L = 10 layers .* over 29 steps of time by \d\.\d\de[45]/,
    );
    await page.getByRole('textbox', { name: 'Layers L of a stack' }).fill('5');
    await reasons
      .nth(1)
      .getByText(/over L = 5 layers/)
      .waitFor();
    await page.locator('.horizon vscode-text-field input').fill('4');
    await reasons
      .nth(1)
      .getByText(/L = 5 is longer than this horizon, over 4 steps/)
      .waitFor();
    await page.getByRole('textbox', { name: 'Gate α' }).fill('1');
    await reasons
      .nth(2)
      .getByText(/a gate α = 1 to 1 and 1\.$/)
      .waitFor();
    const { depth, gate } = await remembered('depth');
    assert.deepEqual({ depth, gate }, { depth: 5, gate: 1 });
  });

  it('draws matrices of a distribution anew', async () => {
    await open('depth');
    const { page } = panel;
    const finding = (): Promise<string | null> =>
      page.locator('#depth-growth canvas').getAttribute('aria-label');
    const own = await finding();
    await page.getByRole('combobox', { name: 'Matrices' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(
      (before) => document.querySelector('#depth-growth canvas')?.getAttribute('aria-label') !== before,
      own,
    );
    assert.equal((await remembered('depth'))['matrices'], 'torch_default');
    const first = await finding();
    await page.getByRole('textbox', { name: 'Seed' }).fill('2');
    await page.waitForFunction(
      (before) => document.querySelector('#depth-growth canvas')?.getAttribute('aria-label') !== before,
      first,
    );
    await page.getByRole('textbox', { name: 'Draws' }).fill('1');
    await page
      .locator('#depth-growth .chart-notes')
      .getByText(/^L: where a stack ends/)
      .waitFor();
    await page
      .locator('#depth-paths')
      .getByRole('button', { name: /^Save as CSV/ })
      .click();
    const { content } = (await panel.called('save')) as { content: string };
    assert.equal(content.trimEnd().split('\r\n').length, 30);
  });
});
