import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { panelTabs } from '../../../src/shared/tabs';
import { chineseTexts } from '../../unit/chinese';
import { diagonal, modelOf } from './models';
import { closeBrowser, openPanel, type PanelPage } from './page';
import { themes } from './themes';

// Bundled to out/browser/panel/chinese.test.js.
const root = resolve(__dirname, '..', '..', '..');
const texts = chineseTexts();

describe('panel: Chinese', () => {
  let panel: PanelPage;
  afterEach(async () => {
    assert.deepEqual(panel.errors, []);
    await panel.close();
  });
  after(closeBrowser);

  for (const [name, theme, viewport] of [
    ['light', themes.light, { width: 1000, height: 900 }],
    ['dark-narrow', themes.dark, { width: 480, height: 800 }],
  ] as const) {
    it(`speaks it on every tab, ${name}, with nothing cut off`, async () => {
      const model = modelOf(diagonal(1.5, 0.5), { steps: 29, activation: 'tanh' });
      panel = await openPanel({ model: () => model, theme, viewport, texts });
      const { page } = panel;
      mkdirSync(join(root, 'out', 'screenshots'), { recursive: true });
      for (const { id } of panelTabs) {
        await page.locator(`#tab-${id}`).click();
        const tab = page.locator(`#tabpanel-${id}`);
        await tab.locator('> *').first().waitFor();
        await page.waitForFunction(
          () =>
            [...document.querySelectorAll('[role="tabpanel"]:not([hidden]) .question-status')].every(
              ({ textContent }) => textContent === '',
            ) && !/暂停/.test(document.querySelector('[role="tabpanel"]:not([hidden])')!.textContent),
        );
        const headings = await tab.locator('h2:visible').allInnerTexts();
        assert.ok(headings.length > 0);
        for (const heading of headings) assert.match(heading, /\p{Script=Han}/u);
        const cut = await page.evaluate(() =>
          [...document.querySelectorAll<HTMLElement>('.tabs button, .choice > span, .legend li, h2, dt')]
            .filter((element) => element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1)
            .map(({ innerText }) => innerText),
        );
        assert.deepEqual(cut, []);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(width <= viewport.width, `${id} is ${width} px wide`);
        const path = join(root, 'out', 'screenshots', `chinese-${id}-${name}.png`);
        await page.screenshot({ path, fullPage: true, animations: 'disabled' });
      }
    });
  }
});
