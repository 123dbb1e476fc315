import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { panelTabs, tabTitle } from '../../src/shared/tabs';
import { assertSpoken, faultsOf, inEveryTheme } from './accessibility';
import { watchCanvases } from './contrast';
import { assertKeyboardPath } from './keyboardPath';
import { panel, drawn } from './panelFrame';
import { until } from './until';
import {
  chooseInDialog,
  codeLens,
  command,
  quickOpen,
  picture,
  webviewFrame,
  withWorkbench,
} from './workbench';

const fixtures = join(__dirname, '..', '..', 'test', 'fixtures');
const viewport = { width: 1400, height: 1000 };

const inWorkbench: typeof withWorkbench = (options, use) =>
  withWorkbench(
    { viewport, ...options },
    async (workbench) => {
      await watchCanvases(workbench.page);
      await use(workbench);
    },
    'failure-accessibility',
  );

/** Runs all the checks, and tells of all their faults together. */
async function assertAll(checks: readonly (() => Promise<unknown>)[]): Promise<void> {
  const faults: string[] = [];
  for (const check of checks) {
    await check().catch((error: unknown) => faults.push((error as Error).message));
  }
  assert.equal(faults.join('\n'), '');
}

/** A state of a webview, shown by `show` if it is not the one that is there, and the number of pictures in it. */
interface View {
  readonly what: string;
  readonly charts: number;
  readonly show?: () => Promise<void>;
}

/** All that the views owe: pictures with names and tables, the way by the keyboard, axe in the four themes. */
async function assertAccessible(page: Page, frame: Frame, views: readonly View[]): Promise<void> {
  const perView = views.map(({ what, charts, show }) => async () => {
    await show?.();
    await assertAll([() => assertSpoken(frame, charts, what), () => assertKeyboardPath(page, frame, what)]);
  });
  const perTheme = async (): Promise<void> => {
    const faults: string[] = [];
    await inEveryTheme(page, frame, async (theme) => {
      for (const { what, show } of views) {
        await show?.();
        await frame.evaluate(() => {
          scrollTo(0, 0);
        });
        await picture(page, `accessibility-${what}-${theme}`);
        faults.push(...(await faultsOf(frame)).map((fault) => `${what} in ${theme}: ${fault}`));
      }
    });
    assert.deepEqual(faults, []);
  };
  await assertAll([...perView, perTheme]);
}

describe('accessibility of the webviews in a real workbench', function () {
  it('the matrix panel, tab by tab', async () => {
    await inWorkbench({ openFile: 'article.py' }, async ({ page }) => {
      await codeLens(page, 'exploding').click();
      const frame = await panel(page, 'W_exploding');
      await command(page, 'View: Toggle Maximize Editor Group');
      const charts = {
        growth: 3,
        remedies: 1,
        activations: 4,
        flow: 1,
        lyapunov: 2,
        training: 3,
        depth: 4,
        learn: 0,
      };
      await assertAccessible(
        page,
        frame,
        panelTabs.map(({ id }) => ({
          what: id,
          charts: charts[id],
          show: async () => {
            await frame.getByRole('tab', { name: tabTitle(id) }).click();
            await frame.locator(`#tabpanel-${id} > *`).first().waitFor();
            await drawn(frame);
          },
        })),
      );
    });
  });

  it('the checkpoint editor: list, detail, comparison, memory horizon', async () => {
    await inWorkbench({ folder: join(fixtures, 'checkpoints') }, async ({ page, folder }) => {
      const done = async (): Promise<Frame> => {
        const frame = await webviewFrame(page, 'main.checkpoint:not([hidden])');
        await until('all verdicts', async () =>
          /^(\d+) of \1 /.test(await frame.locator('.said').innerText()) ? true : undefined,
        );
        return frame;
      };
      await quickOpen(page, 'char_model.safetensors');
      let frame = await done();
      await assertKeyboardPath(page, frame, 'checkpoint-list');
      await frame.getByRole('row', { name: /RNN layer 0/ }).click();
      await frame.locator('.detail canvas').first().waitFor();
      await assertAccessible(page, frame, [{ what: 'checkpoint-detail', charts: 5 }]);

      await frame.getByRole('button', { name: 'Compare with an earlier' }).click();
      await chooseInDialog(page, folder, 'char_model_bf16.safetensors');
      await frame.locator('[data-column="moved"]:not(:empty)').nth(1).waitFor();
      await assertAccessible(page, frame, [{ what: 'checkpoint-comparison', charts: 5 }]);

      await command(page, 'View: Close All Editors');
      await quickOpen(page, 'mamba2/model.safetensors');
      frame = await done();
      await frame.locator('#horizon canvas').waitFor();
      await assertAccessible(page, frame, [{ what: 'checkpoint-horizon', charts: 1 }]);
    });
  });

  it('the monitor', async () => {
    await inWorkbench({ folder: join(fixtures, 'logs') }, async ({ page }) => {
      await quickOpen(page, 'events.out.tfevents.1700000000.host.1.0');
      const frame = await webviewFrame(page, 'section.verdict[data-verdict="vanishing"]');
      await assertAccessible(page, frame, [{ what: 'monitor', charts: 2 }]);
    });
  });

  it('nothing moves where motion is to be reduced, by the system’s wish or by VS Code’s', async () => {
    const settings = { 'workbench.reduceMotion': 'on' };
    await inWorkbench({ openFile: 'article.py', settings }, async ({ page }) => {
      await codeLens(page, 'exploding').click();
      const frame = await panel(page, 'W_exploding');
      /** How long a transition and an animation in the page take. */
      const lasts = (durations: string): Promise<true> =>
        until(`movements of ${durations}`, async () => {
          const now = await frame.evaluate(() => {
            const probe = document.createElement('div');
            probe.style.cssText = 'transition: opacity 5s; animation: probe 5s';
            document.body.append(probe);
            const { transitionDuration, animationDuration } = getComputedStyle(probe);
            probe.remove();
            return `${transitionDuration} ${animationDuration}`;
          });
          return now === durations ? true : undefined;
        });
      await lasts('0s 0s');
      await frame.evaluate(() => {
        document.body.classList.remove('vscode-reduce-motion');
      });
      await lasts('5s 5s');
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await lasts('0s 0s');
    });
  });

  it('the prediction with what-ifs', async () => {
    await inWorkbench(
      { folder: join(fixtures, 'prediction'), openFile: 'vanilla.yaml' },
      async ({ page }) => {
        await codeLens(page, /^predict: ▼ vanishing/).click();
        const frame = await webviewFrame(page, '.what-if-row[data-field="cell"]');
        await command(page, 'View: Toggle Maximize Editor Group');
        const cell = frame.locator('.what-if-row[data-field="cell"]').getByRole('combobox');
        await cell.focus();
        await page.keyboard.press('Enter');
        await page.keyboard.press('Escape');
        await until('a closed list', async () =>
          (await cell.getAttribute('aria-expanded')) === 'false' ? true : undefined,
        );
        await page.keyboard.type('l');
        await page.keyboard.press('Enter');
        await frame.locator('.what-if-row[data-field="forgetBias"]').waitFor();
        await assertAccessible(page, frame, [{ what: 'prediction', charts: 1 }]);
      },
    );
  });
});
