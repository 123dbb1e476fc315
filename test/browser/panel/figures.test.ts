import assert from 'node:assert/strict';
import { fromRows } from '../../../src/core/linalg/matrix';
import { withSensitivity } from '../../../src/core/sensitivity';
import { writtenPrecision } from '../../../src/detect/writtenPrecision';
import { diagonal, modelOf, wideModel } from './models';
import { closeBrowser, openPanel, type PanelPage } from './page';

const tanh = (steps: number) => ({ steps, activation: 'tanh' }) as const;

describe('panel: figures', () => {
  let panel: PanelPage;
  afterEach(async () => {
    assert.deepEqual(panel.errors, []);
    await panel.close();
  });
  after(closeBrowser);

  it('shows the verdict and the figures of diag(1.5, 0.5) over 29 steps', async () => {
    panel = await openPanel({ model: () => modelOf(diagonal(1.5, 0.5), tanh(29), { name: 'W_explode' }) });
    const { page } = panel;
    await page.locator('.verdict').waitFor();
    assert.equal(await page.locator('h1').textContent(), 'W_explode');
    assert.equal(await page.locator('.outcome').textContent(), '▲Exploding');
    assert.equal(await panel.figure('gain'), '1.28e5');
    assert.equal(await panel.figure('sigmaMax'), '1.5');
    assert.equal(await panel.figure('spectralRadius'), '1.5');
    // ln 2 / ln 1.5
    assert.equal(await panel.figure('halfLife'), '1.7 steps');
    const exact = (await page.locator('[data-figure="gain"]').getAttribute('data-exact')) ?? '';
    const log10 = Number(exact.replace('log10 = ', ''));
    assert.ok(Math.abs(log10 - 29 * Math.log10(1.5)) < 1e-12, exact);
  });

  it('says in one line how far the gain is known for what rounds to the matrix', async () => {
    const literal = '[[1.2041, 0.9412], [-0.4403, 0.7012]]';
    const w = fromRows(JSON.parse(literal) as number[][]);
    const model = modelOf(w, tanh(3000));
    const analysis = withSensitivity(model.analysis, w, writtenPrecision(literal, w));
    panel = await openPanel({ model: () => ({ ...model, analysis }) });
    await panel.page.locator('.verdict').waitFor();
    const notes = await panel.page.locator('.verdict .notes li').allTextContents();
    const known = notes.filter((note) =>
      /^Rounded to 4 decimals, this gain is known to ± 0\.\d+ decades\.$/.test(note),
    );
    assert.equal(known.length, 1, notes.join('\n'));
  });

  it('gives each chart a finding in words and a table with headers', async () => {
    panel = await openPanel({ model: () => modelOf(diagonal(1.5, 0.5), tanh(29)) });
    const { page } = panel;
    await page.locator('.chart').first().waitFor();
    await panel.openTab('Remedies');
    await panel.openTab('Growth');
    const charts = page.locator('.chart:not([hidden])');
    assert.equal(await charts.count(), 4);
    for (const chart of await charts.all()) {
      const tab = (await chart.getAttribute('id')) === 'remedy' ? 'Remedies' : 'Growth';
      await panel.openTab(tab);
      const canvas = chart.locator('canvas');
      assert.equal(await canvas.getAttribute('role'), 'img');
      assert.match((await canvas.getAttribute('aria-label')) ?? '', /\. (Line|Scatter|Bar) chart.*\d/);
      await chart.locator('summary').click();
      // The table is made when the browser tells that it was opened, a moment after the click.
      await chart.locator('th[scope="row"]').first().waitFor();
      assert.ok((await chart.locator('th[scope="col"]').count()) >= 2);
      assert.ok((await chart.locator('th[scope="row"]').count()) >= 2);
    }
    await panel.openTab('Growth');
    const last = page.locator('#growth tbody tr').last().locator('th, td');
    // k, ‖Wᵏ‖, smallest, ρᵏ, σ_maxᵏ
    assert.deepEqual(await last.allTextContents(), ['29', '1.28e5', '1.86e-9', '1.28e5', '1.28e5']);
  });

  it('plots the gain with the activation’s slope and says so', async () => {
    panel = await openPanel({
      model: () => modelOf(diagonal(1.5, 0.5), { steps: 29, activation: 'sigmoid' }),
    });
    await panel.page.locator('.verdict').waitFor();
    // (0.25 · 1.5)²⁹
    assert.equal(await panel.figure('gain'), '4.44e-13');
    assert.match((await panel.page.locator('#growth .legend').textContent()) ?? '', /φ′\(0\)ᵏ·‖Wᵏ‖₂/);
  });

  it('names the transient, and where powers are exactly zero', async () => {
    panel = await openPanel({
      model: () =>
        modelOf(
          fromRows([
            [0, 20, 0],
            [0, 0, 20],
            [0, 0, 0],
          ]),
          tanh(10),
        ),
    });
    const { page } = panel;
    await page.locator('.verdict').waitFor();
    const notes = await page.locator('.notes li').allTextContents();
    assert.equal(notes.length, 2);
    assert.match(notes[0] ?? '', /^Transient: .*400 at step 2/);
    assert.match(notes[1] ?? '', /^Nilpotent/);
    assert.match((await page.locator('#growth .chart-notes').textContent()) ?? '', /exactly zero from k = 3/);
    assert.equal(await panel.figure('gain'), '0');
    await page.locator('#growth summary').click();
    await page.locator('#growth th[scope="row"]').first().waitFor();
    const gains = await page.locator('#growth tbody td:nth-child(2)').allTextContents();
    assert.deepEqual(gains.slice(0, 4), ['20', '400', '0', '0']);
  });

  it('shows a matrix without powers by its singular values alone', async () => {
    panel = await openPanel({
      model: () =>
        modelOf(
          fromRows([
            [3, 0, 0],
            [0, 4, 0],
          ]),
          tanh(29),
        ),
    });
    const { page } = panel;
    await page.locator('.verdict').waitFor();
    assert.equal(await page.locator('.outcome').textContent(), '◇No powers');
    assert.match((await page.locator('.explanation').textContent()) ?? '', /2×3 matrix has no powers/);
    assert.equal(await panel.figure('oneStepGain'), '4');
    assert.deepEqual(
      await page.locator('.chart:visible').evaluateAll((charts) => charts.map(({ id }) => id)),
      ['singular-values'],
    );
    assert.equal(await page.locator('.horizon').isVisible(), false);
  });

  it('draws 512 curves and tabulates at most 50 rows', async () => {
    const entries = Array.from({ length: 512 }, (_, i) => 1.05 - i / 600);
    panel = await openPanel({ model: () => wideModel(entries, tanh(200)) });
    const { page } = panel;
    await page.locator('.verdict').waitFor();
    assert.match(
      (await page.locator('#growth .legend').textContent()) ?? '',
      /the other 511 singular values/,
    );
    for (const id of ['growth', 'eigenvalues', 'singular-values']) {
      await page.locator(`#${id} summary`).click();
      assert.ok((await page.locator(`#${id} tbody tr`).count()) <= 50);
    }
  });

  it('treats markup in names as text', async () => {
    const name = '<img src=x onerror="document.title=1"><script>document.title=1</script>';
    const file = '"><b>x</b>.py';
    panel = await openPanel({ model: () => modelOf(diagonal(1.5, 0.5), tanh(29), { name, file }) });
    const { page } = panel;
    await page.locator('.verdict').waitFor();
    assert.equal(await page.locator('h1').textContent(), name);
    assert.equal(await page.locator('.place').textContent(), `${file}:3`);
    assert.equal(await page.locator('main img, main script, main b:not(.numbers b)').count(), 0);
    assert.equal(await page.title(), '');
  });
});
