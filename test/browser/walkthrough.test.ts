// The first minute: each step of the walkthrough, its picture in the theme's colors, and what its button opens.
import assert from 'node:assert/strict';
import manifest from '../../package.nls.json';
import chinese from '../../package.nls.zh-cn.json';
import { until } from './until';
import {
  command,
  picture,
  themes,
  webviewFrame,
  withWorkbench,
  type Workbench,
  type WorkbenchOptions,
} from './workbench';

const steps = ['hover', 'quickCheck', 'checkpoint', 'monitor'] as const;
type Step = (typeof steps)[number];

/** Wide enough for the pictures beside the steps. */
const options: WorkbenchOptions = { openFile: 'article.py', viewport: { width: 1500, height: 800 } };

async function openStep({ page }: Workbench, step: Step, texts = manifest): Promise<void> {
  await page
    .locator('.step-title')
    .filter({ hasText: texts[`walkthrough.${step}.title`] })
    .click();
  await page
    .locator('.getting-started-step.expanded')
    .getByText(texts[`walkthrough.${step}.title`])
    .waitFor();
}

/** Presses a button of the step that is open. */
async function press({ page }: Workbench, name: string): Promise<void> {
  await page.locator('.getting-started-step.expanded').getByRole('button', { name }).click();
}

/** The picture's background, as the browser paints it, once `words` are on it. */
async function pictureWith({ page }: Workbench, words: string): Promise<string> {
  return until(`a picture with ${words}`, async () => {
    for (const frame of page.frames()) {
      const found = await frame
        .evaluate((wanted) => {
          const svg = document.querySelector('svg[viewBox]');
          if (!svg?.textContent.includes(wanted)) return undefined;
          return getComputedStyle(svg.querySelector('rect')!).fill;
        }, words)
        .catch(() => undefined);
      if (found) return found;
    }
    return undefined;
  });
}

/** What each picture says, and what has come about when the button of the step was pressed. */
const tries: Readonly<
  Record<Step, { words: string; button: string; arrives: (workbench: Workbench) => Promise<void> }>
> = {
  hover: {
    words: 'W_exploding = np.array',
    button: 'Open a sample matrix',
    arrives: async ({ page }) => {
      const hover = page.locator('.monaco-resizable-hover .monaco-hover:not(.hidden)');
      await hover.filter({ hasText: 'exploding' }).waitFor();
      await page.locator('.tab.active').filter({ hasText: 'Untitled' }).waitFor();
    },
  },
  quickCheck: {
    words: '1.1 * orthogonal(64)',
    button: 'Check 1.1',
    arrives: async ({ page }) => {
      const box = page.locator('.quick-input-widget');
      await box.filter({ hasText: 'exploding (64×64)' }).waitFor();
      assert.equal(await box.locator('input').first().inputValue(), '1.1 * orthogonal(64)');
      await box.locator('input').first().press('Escape');
      await box.waitFor({ state: 'hidden' });
    },
  },
  checkpoint: {
    words: 'lstm layer 0, reverse',
    button: 'Open a sample checkpoint',
    arrives: async ({ page }) => {
      const frame = await webviewFrame(page, '[role=treegrid]');
      await frame.getByText('lstm', { exact: false }).first().waitFor();
    },
  },
  monitor: {
    words: 'clip at 10.9',
    button: 'Watch a sample training',
    arrives: async ({ page }) => {
      // The log grows in an untitled document while the monitor beside it follows.
      const frame = await webviewFrame(page, 'h1:has-text("Untitled")');
      await frame.getByText('80 recorded steps').waitFor();
      await frame.getByText('Gradients explode from step 72').waitFor();
    },
  },
};

describe('the walkthrough', function () {
  it('shows each step with its picture, and each button does what it says', async () => {
    await withWorkbench({ ...options, colorTheme: themes.light }, async (workbench) => {
      const { page } = workbench;
      for (const step of steps) {
        await command(page, 'Gradient Lens: Open Walkthrough');
        await openStep(workbench, step);
        const { words, button, arrives } = tries[step];
        assert.equal(await pictureWith(workbench, words), 'rgb(255, 255, 255)', step);
        await picture(page, `walkthrough-${step}-light`);
        await press(workbench, button);
        await arrives(workbench);
      }
      await picture(page, 'walkthrough-run-light');
    });
  });

  it('speaks Chinese, and its pictures follow the theme', async () => {
    const chineseOptions = { ...options, language: 'zh-cn', colorTheme: themes.highContrast };
    await withWorkbench(chineseOptions, async (workbench) => {
      await command(workbench.page, `Gradient Lens: ${chinese['command.openWalkthrough.title']}`);
      await openStep(workbench, 'monitor', chinese);
      assert.equal(await pictureWith(workbench, '在 10.9 处裁剪'), 'rgb(0, 0, 0)');
      await picture(workbench.page, 'walkthrough-monitor-zh-cn');
    });
  });
});
