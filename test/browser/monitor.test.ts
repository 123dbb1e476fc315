import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { percentile, sortedFinite } from '../../src/core/monitor/statistics';
import { inEveryTheme } from './accessibility';
import { until } from './until';
import {
  reloadWindow,
  command,
  openFile,
  quickOpen,
  picture,
  webviewFrame,
  withWorkbench,
} from './workbench';

// Bundled to out/browser/*.js.
const folder = resolve(__dirname, '..', '..', 'test', 'fixtures', 'logs');
const events = 'events.out.tfevents.1700000000.host.1.0';
const viewport = { width: 1280, height: 1000 };

const inWorkbench: typeof withWorkbench = (options, use) =>
  withWorkbench({ folder, viewport, ...options }, use, 'failure-monitor');

const monitor = (page: Page): Promise<Frame> => webviewFrame(page, 'section.verdict[data-verdict]');

/** The number of recorded steps that the monitor has read. */
async function recorded(frame: Frame): Promise<number> {
  return Number(await frame.locator('header p').getAttribute('data-count'));
}

/** Waits until the monitor has read that many steps. */
function reads(frame: Frame, count: number): Promise<true> {
  return until(`${count} recorded steps`, async () => ((await recorded(frame)) === count ? true : undefined));
}

/** How many distinct colors the chart shows; an empty canvas has one. */
function colors(frame: Frame): Promise<number> {
  return frame.locator('#norms canvas').evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
  });
}

describe('the Gradient Monitor in a real workbench', () => {
  it('TensorBoard’s file opens in it, with verdict, chart, series and threshold', async () => {
    await inWorkbench({}, async ({ page }) => {
      await quickOpen(page, events);
      const frame = await monitor(page);
      await reads(frame, 80);
      assert.equal(await frame.locator('section.verdict').getAttribute('data-verdict'), 'vanishing');
      assert.match(
        await frame.locator('.verdict .explanation').innerText(),
        /rnn\.weight_ih_l0.*DeepDiagnosis/,
      );
      assert.equal(await frame.locator('.series tbody tr').count(), 10);
      assert.match(await frame.locator('.series tbody tr').first().innerText(), /weight_ih_l0.*▼ vanishing/s);
      await inEveryTheme(page, frame, async (theme) => {
        await until('a drawn chart', async () => ((await colors(frame)) > 20 ? true : undefined));
        await frame.locator('.clipping').scrollIntoViewIfNeeded();
        await picture(page, `monitor-clipping-${theme}`);
      });

      await frame.locator('.series vscode-text-field input').fill('hh_l1');
      await until('two matching series', async () =>
        (await frame.locator('.series tbody tr').count()) === 2 ? true : undefined,
      );
      await frame.locator('.series button', { hasText: 'weight_hh_l1' }).click();
      await frame.locator('#norms h2', { hasText: 'grad_norm/rnn.weight_hh_l1' }).waitFor();
    });
  });

  it('a JSON Lines log opens by command, its figures follow appended lines, choices survive a reload', async () => {
    const lines = readFileSync(join(folder, 'exploding.jsonl'), 'utf8').trimEnd().split('\n');
    await inWorkbench({}, async ({ page, folder: copy }) => {
      const path = join(copy, 'exploding.jsonl');
      writeFileSync(path, `${lines.slice(0, 60).join('\n')}\n`);
      await openFile(page, 'exploding.jsonl');
      await command(page, 'Gradient Lens: Open Gradient Monitor');
      let frame = await monitor(page);
      await reads(frame, 60);
      assert.equal(await frame.locator('section.verdict').getAttribute('data-verdict'), 'stable');

      // Half a line waits for its other half.
      const next = `${lines[60]!}\n`;
      appendFileSync(path, `${lines[59]!.replace('"step": 59', '"step": 59.5')}\n${next.slice(0, 30)}`);
      await reads(frame, 61);
      appendFileSync(path, next.slice(30));
      await reads(frame, 62);
      appendFileSync(path, `${lines.slice(61).join('\n')}\n`);
      await reads(frame, 81);
      assert.equal(await frame.locator('section.verdict').getAttribute('data-verdict'), 'exploding');
      assert.match(await frame.locator('.verdict .explanation').innerText(), /explode from step 72/);
      await until('the chart’s finding', async () =>
        /explode from step 72/.test((await frame.locator('#norms canvas').getAttribute('aria-label')) ?? '')
          ? true
          : undefined,
      );
      const norms = lines.map((line) => Number(/"grad_norm": ([^,]+)/.exec(line)![1]));
      norms.splice(60, 0, norms[59]!);
      // Of the part before the explosion.
      const p90 = percentile(sortedFinite(Float64Array.from(norms.slice(0, 73))), 90)!;
      const shown = Number(await frame.locator('output.effect').getAttribute('data-threshold'));
      assert.ok(Math.abs(shown / p90 - 1) < 1e-12);
      await picture(page, 'monitor-exploding');

      await frame.locator('.clipping .slider').focus();
      await page.keyboard.press('Home');
      await until('the share at the smallest norm', async () =>
        Number(await frame.locator('output.effect').getAttribute('data-share')) > 0.98 ? true : undefined,
      );
      await frame.locator('select.frameworks').selectOption('Keras');
      await frame.locator('.clipping vscode-button[title="Copy the line of code"]').click();
      await until('the code on the clipboard', async () =>
        (await page.evaluate(() => navigator.clipboard.readText())).includes('global_clipnorm=0.467')
          ? true
          : undefined,
      );

      await reloadWindow(page, frame);
      frame = await monitor(page);
      await reads(frame, 81);
      assert.equal(await frame.locator('select.frameworks').inputValue(), 'Keras');
      assert.ok(Number(await frame.locator('output.effect').getAttribute('data-share')) > 0.98);
    });
  });

  it("TensorBoard's file grows record by record, cut anywhere, and is read anew when it is replaced", async () => {
    await inWorkbench({}, async ({ page, folder: copy }) => {
      const name = 'events.out.tfevents.1700000000.host.2.0.v2';
      const whole = readFileSync(join(folder, name));
      const path = join(copy, name);
      writeFileSync(path, whole.subarray(0, 2000));
      await quickOpen(page, name);
      const frame = await monitor(page);
      await until('some steps', async () => ((await recorded(frame)) > 10 ? true : undefined));
      const before = await recorded(frame);
      assert.ok(before < 80);
      appendFileSync(path, whole.subarray(2000));
      await reads(frame, 80);
      writeFileSync(path, whole.subarray(0, 1000));
      await until('fewer steps', async () => ((await recorded(frame)) < before ? true : undefined));
    });
  });

  it('what is no log says so in a sentence, and the logger is inserted into a new script', async () => {
    await inWorkbench({}, async ({ page, folder: copy }) => {
      writeFileSync(join(copy, 'notes.jsonl'), '');
      writeFileSync(join(copy, 'words.log'), 'hello\nworld\n');
      await openFile(page, 'words.log');
      await command(page, 'Gradient Lens: Open Gradient Monitor');
      const frame = await webviewFrame(page, '.error:not([hidden])');
      assert.match(
        await frame.locator('.error').innerText(),
        /words\.log is not a training log with gradient norms/,
      );

      await command(page, 'Gradient Lens: Insert Gradient Logger…');
      await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'PyTorch' }).first().click();
      await page.locator('.editor-instance .view-line').filter({ hasText: 'def log_gradients' }).waitFor();
    });
  });
});
