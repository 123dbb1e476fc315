import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { panelTabs, tabTitle, type TabId } from '../../../src/shared/tabs';
import { until } from '../until';
import { diagonal, modelOf } from './models';
import { closeBrowser, openPanel, type PanelPage } from './page';
import { themes } from './themes';

type ThemeName = keyof typeof themes;

/** How many canvases with charts each tab shows. */
const canvases: Readonly<Record<TabId, number>> = {
  growth: 3,
  flow: 1,
  lyapunov: 2,
  activations: 4,
  training: 3,
  depth: 4,
  remedies: 1,
  learn: 0,
};

/** How many distinct colors each chart shows; an empty canvas has one. */
function colorsOf(page: Page): Promise<number[]> {
  return page.locator('[role="tabpanel"]:not([hidden]) .chart:not([hidden]) canvas').evaluateAll((canvases) =>
    canvases.map((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const data = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height).data;
      return new Set(new Uint32Array(data.buffer)).size;
    }),
  );
}

describe('panel: themes', () => {
  let panel: PanelPage;
  afterEach(async () => {
    assert.deepEqual(panel.errors, []);
    await panel.close();
  });
  after(closeBrowser);

  for (const [name, theme] of Object.entries(themes)) {
    for (const viewport of [
      { width: 1000, height: 900 },
      { width: 480, height: 800 },
    ]) {
      it(`draws all charts in ${name} at ${viewport.width} px, and nothing sticks out`, async () => {
        panel = await openPanel({
          model: () => modelOf(diagonal(1.5, 0.5), { steps: 29, activation: 'tanh' }),
          theme,
          viewport,
        });
        const { page } = panel;
        await page.locator('main').waitFor();
        for (const { id } of panelTabs) {
          const title = tabTitle(id);
          await panel.openTab(title);
          await until(`all charts of ${title}`, async () => {
            const drawn = (await colorsOf(page)).filter((colors) => colors > 20);
            return drawn.length === canvases[id] ? true : undefined;
          });
          const width = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(width <= viewport.width, `${title} is ${width} px wide`);
        }
      });
    }
  }

  it('follows a change of theme', async () => {
    panel = await openPanel({
      model: () => modelOf(diagonal(1.5, 0.5), { steps: 29, activation: 'tanh' }),
      theme: themes.light,
    });
    const { page } = panel;
    await page.locator('main').waitFor();
    const stroke = page.locator('#growth .legend path').first();
    assert.equal(await stroke.getAttribute('stroke'), themes.light.variables['--vscode-charts-blue']);
    const to: ThemeName = 'hcDark';
    await page.evaluate(({ variables, bodyClass }) => {
      for (const [key, value] of Object.entries(variables))
        document.documentElement.style.setProperty(key, value);
      document.body.className = bodyClass;
    }, themes[to]);
    await until('the blue of the new theme', async () =>
      (await stroke.getAttribute('stroke')) === themes[to].variables['--vscode-charts-blue']
        ? true
        : undefined,
    );
    assert.equal(await stroke.getAttribute('stroke-width'), '3.5', 'lines are thicker in high contrast');
  });

  it('can be walked through by keyboard in the order of reading', async () => {
    panel = await openPanel({ model: () => modelOf(diagonal(1.5, 0.5), { steps: 29, activation: 'tanh' }) });
    const { page } = panel;
    // The tab's own code comes after the head of the page.
    await page.getByRole('button', { name: 'Save as CSV: Growth' }).waitFor();
    const walked: string[] = [];
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Tab');
      walked.push(
        await page.evaluate(() => {
          const element = document.activeElement!;
          return (
            element.getAttribute('aria-label') ??
            document.getElementById(element.getAttribute('aria-labelledby') ?? '')?.textContent ??
            element.textContent
          );
        }),
      );
    }
    assert.deepEqual(walked, [
      'net.py:3',
      'Copy Figures as JSON',
      'Copy as Python: a numpy script with these figures',
      'Growth',
      'Horizon T',
      'Horizon in steps',
      'Activation φ',
      'Growth',
      'Linear axis',
      'Save as PNG: Growth of the singular values of Wᵏ',
      'Save as SVG: Growth of the singular values of Wᵏ',
      'Save as CSV: Growth of the singular values of Wᵏ',
    ]);
  });
});
