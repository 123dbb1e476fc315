import assert from 'node:assert/strict';
import { diagonal, modelOf } from './models';
import { closeBrowser, openPanel, type PanelOptions, type PanelPage } from './page';

describe('panel: rates and remedies', () => {
  let panel: PanelPage;
  const open = async (options: Partial<PanelOptions> = {}): Promise<void> => {
    panel = await openPanel({
      model: (choice) => modelOf(diagonal(1.5, 0.5), choice ?? { steps: 29, activation: 'tanh' }),
      ...options,
    });
    await panel.page.locator('[role="tabpanel"]:not([hidden]) > *').first().waitFor();
  };
  const gain = (rate: string, steps: number): Promise<string | null> =>
    panel.page.locator(`#rates [data-rate="${rate}"] [data-steps="${steps}"]`).textContent();
  afterEach(async () => {
    assert.deepEqual(panel.errors, []);
    await panel.close();
  });
  after(closeBrowser);

  it('compares rates near one with the matrix’s own, to four digits', async () => {
    await open();
    assert.equal(await gain('1.1', 100), '1.378e4');
    assert.equal(await gain('0.9', 100), '2.656e-5');
    assert.equal(await gain('1.01', 100), '2.705');
    assert.equal(await gain('0.99', 100), '0.366');
    assert.equal(await gain('own', 29), '1.278e5');
    assert.match((await panel.page.locator('#rates .own th').textContent()) ?? '', /^1\.5 ρ of W$/);
  });

  it('takes a rate and a number of steps, and remembers them', async () => {
    await open();
    const { page } = panel;
    const sentence = page.locator('#rates [role="status"]');
    await page.locator('#rates').getByRole('textbox', { name: 'Rate per step' }).fill('0.999');
    await sentence.getByText('0.999 over 29 steps comes to 0.9714.').waitFor();
    await page.locator('#rates').getByRole('textbox', { name: 'Steps' }).fill('50000');
    await sentence.getByText('0.999 over 50,000 steps comes to 1.881e-22.').waitFor();
    assert.equal(await gain('1.1', 50_000), '4.308e2069');
    const { tabs } = await panel.state();
    assert.deepEqual((tabs as Record<string, unknown>)['growth'], { rate: 0.999, steps: 50_000 });
  });

  it('counts the activation’s slope into the own rate', async () => {
    await open({ savedState: { choice: { steps: 10, activation: 'sigmoid' } } });
    assert.match((await panel.page.locator('#rates .own th').textContent()) ?? '', /^0\.375 φ′\(0\)·ρ of W$/);
    assert.equal(await gain('own', 10), '5.499e-5');
  });

  it('applies a remedy to the file for the choices of the panel, where there is a file', async () => {
    await open({ wantedTab: 'remedies', savedState: { choice: { steps: 29, activation: 'gelu' } } });
    // (0.5 · 1.5)²⁹ vanishes: rescaling, the polar factor and the identity change the matrix; a gated cell does not.
    const apply = panel.page.getByRole('button', { name: /^Apply to file/ });
    assert.equal(await apply.count(), 3);
    await panel.page
      .getByRole('button', { name: 'Apply to file: Rescale the matrix, after a preview' })
      .click();
    assert.deepEqual(await panel.called('apply'), { remedy: 'rescale', target: 2 });
  });

  it('offers to clip in the file', async () => {
    await open({ wantedTab: 'remedies' });
    await panel.page.getByRole('button', { name: /^Apply to file: Clip the gradient norm/ }).click();
    assert.deepEqual(await panel.called('apply'), { remedy: 'clip-norm', target: null });
  });

  it('offers no such thing for an expression, and says when nothing is needed', async () => {
    await open({
      wantedTab: 'remedies',
      model: () => ({ ...modelOf(diagonal(1.5), { steps: 29, activation: 'tanh' }), source: 'expression' }),
    });
    assert.equal(await panel.page.getByRole('button', { name: /^Copy code/ }).count(), 5);
    assert.equal(await panel.page.getByRole('button', { name: /^Apply to file/ }).count(), 0);
    await panel.close();
    await open({
      wantedTab: 'remedies',
      model: () => modelOf(diagonal(1), { steps: 29, activation: 'tanh' }),
    });
    await panel.page.getByText('None is needed: the verdict is stable.').waitFor();
  });
});
