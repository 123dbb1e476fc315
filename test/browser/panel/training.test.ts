import assert from 'node:assert/strict';
import { articleTraining, type TrainingRequest } from '../../../src/shared/training';
import { diagonal, modelOf } from './models';
import { closeBrowser, openPanel, type PanelOptions, type PanelPage } from './page';

describe('panel: training', () => {
  let panel: PanelPage;
  const open = async (options: Partial<PanelOptions> = {}): Promise<void> => {
    panel = await openPanel({
      model: (choice) => modelOf(diagonal(1.5, 0.5), choice ?? { steps: 29, activation: 'tanh' }),
      wantedTab: 'training',
      ...options,
    });
    await panel.page.locator('#gradient-norms').waitFor();
  };
  const remembered = async (): Promise<Record<string, unknown>> =>
    ((await panel.state())['tabs'] as Record<string, Record<string, unknown>>)['training']!;
  const state = (text: string | RegExp) => panel.page.locator('.training-state').getByText(text).waitFor();
  const cell = (layer: string, figure: string) =>
    panel.page.locator(`[data-layer="${layer}"] [data-figure="${figure}"]`);
  const requests = (): TrainingRequest[] =>
    panel.calls.filter(({ method }) => method === 'train').map(({ params }) => params as TrainingRequest);
  afterEach(async () => {
    assert.deepEqual(panel.errors, []);
    await panel.close();
  });
  after(closeBrowser);

  it('trains the article’s network to its end, a few epochs at a time', async () => {
    await open();
    await state('Epoch 100 of 100, loss 0.8676');
    assert.ok(requests().length > 10, 'it is seen to go on');
    assert.deepEqual(requests()[0], { settings: articleTraining, from: 0, count: 2 });
    assert.equal(await cell('fc1', 'start').textContent(), '0.00954 ▽ fading');
    assert.equal(await cell('fc3', 'now').textContent(), '1 ● stable');
    await panel.page.locator('#gradient-norms summary').click();
    assert.deepEqual(await panel.page.locator('#gradient-norms th[scope="col"]').allTextContents(), [
      'epoch',
      'fc1.weight',
      'fc1.bias',
      'fc2.weight',
      'fc2.bias',
      'fc3.weight',
      'fc3.bias',
    ]);
    await panel.page.getByRole('checkbox', { name: 'Biases' }).click();
    assert.equal(await panel.page.locator('#gradient-norms th[scope="col"]').count(), 4);
    assert.deepEqual(await remembered(), {
      runs: [articleTraining],
      epochs: 100,
      reached: 100,
      quantity: 'ratio',
      biases: false,
    });
  });

  it('pauses, steps, resets, and plays by keyboard', async () => {
    await open({ savedState: { tabs: { training: { reached: 0 } } } });
    const { page } = panel;
    await state('Epoch 0 of 100');
    await page.getByRole('button', { name: /^Step/ }).click();
    await state(/^Epoch 1 of 100/);
    await page.getByRole('button', { name: /^Step/ }).click();
    await state(/^Epoch 2 of 100/);
    await page.getByRole('button', { name: 'Play', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    await page.getByRole('button', { name: /^Reset/ }).click();
    await state('Epoch 0 of 100');
    assert.equal((await remembered())['reached'], 0);
    assert.equal(await page.locator('#layers').isVisible(), false);
  });

  it('begins anew with what is changed, and reads layer sizes', async () => {
    await open();
    const { page } = panel;
    await state(/^Epoch 100/);
    await page.getByRole('textbox', { name: 'Layer sizes' }).fill('10-5-5-5-1');
    await page.locator('[data-layer="fc4"]').waitFor();
    await state(/^Epoch 100/);
    await page.getByRole('textbox', { name: 'Layer sizes' }).fill('10-');
    await page.getByRole('textbox', { name: 'Seed' }).fill('7');
    await state(/^Epoch 100/);
    assert.equal(await page.getByRole('textbox', { name: 'Layer sizes' }).inputValue(), '10-5-5-5-1');
    assert.deepEqual((await remembered())['runs'], [
      { ...articleTraining, widths: [10, 5, 5, 5, 1], seed: 7 },
    ]);
  });

  it('compares runs: sigmoid against relu, with and without clipping, and a kept one', async () => {
    await open();
    const { page } = panel;
    const runs = page.locator('.runs li');
    await page.getByRole('button', { name: 'Sigmoid against ReLU' }).click();
    await state(/^Epoch 100/);
    assert.deepEqual(await runs.allTextContents(), ['reluRemove', 'sigmoid (current)']);
    await page.locator('#compared summary').click();
    const ends = page.locator('#compared tbody tr').last().locator('th, td');
    assert.equal((await ends.allTextContents())[0], '100');
    await page.getByRole('button', { name: 'With and without clipping' }).click();
    await page.getByText('clipped by norm at 1 (current)').waitFor();
    await state(/^Epoch 100 of 100, loss .*, clipped$/);
    await page.getByRole('combobox', { name: 'Compare runs by' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.locator('#compared h2').getByText('Gradient norm of all parameters').waitFor();
    // Without clipping every unit is dead after a few steps.
    await page.locator('#compared canvas[aria-label*="relu, he_normal × 2 2.24e-8"]').waitFor();
    await page.getByRole('button', { name: /^Keep/ }).click();
    assert.equal(await runs.count(), 3);
    await page
      .getByRole('button', { name: /^Remove the run/ })
      .first()
      .click();
    assert.equal(await runs.count(), 2);
    assert.equal(((await remembered())['runs'] as unknown[]).length, 2);
  });

  it('comes back with its runs where they stood', async () => {
    const relu = { ...articleTraining, activation: 'relu' } as const;
    await open({
      savedState: {
        tabs: { training: { runs: [articleTraining, relu], epochs: 50, reached: 40, biases: 'x' } },
      },
    });
    await state(/^Epoch 40 of 50/);
    assert.deepEqual(requests(), [
      { settings: articleTraining, from: 0, count: 40 },
      { settings: relu, from: 0, count: 40 },
    ]);
    assert.deepEqual(await panel.page.locator('.runs li').allTextContents(), [
      'sigmoidRemove',
      'relu (current)',
    ]);
  });

  it('rests while another tab is shown', async () => {
    await open({ savedState: { tabs: { training: { epochs: 2000 } } } });
    await state(/^Epoch \d\d+ of 2000/);
    await panel.openTab('Growth');
    await panel.page.locator('.verdict').waitFor();
    const reached = (await remembered())['reached'] as number;
    assert.ok(reached < 2000);
    await panel.openTab('Training');
    await panel.page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  });

  it('exports the norms in full', async () => {
    await open();
    await state(/^Epoch 100/);
    await panel.page
      .locator('#gradient-norms')
      .getByRole('button', { name: /^Save as CSV/ })
      .click();
    const { suggestedName, content } = (await panel.called('save')) as Record<string, string>;
    assert.equal(suggestedName, 'training-gradient-norms.csv');
    const rows = content!.trimEnd().split('\r\n');
    assert.equal(rows.length, 101);
    assert.match(rows[0]!, /^epoch,log10_fc1\.weight,/);
  });
});
