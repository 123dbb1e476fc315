import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { assertSpoken, faultsOf, inEveryTheme } from './accessibility';
import { watchCanvases } from './contrast';
import { until } from './until';
import { picture, reloadWindow, webviewFrame, withWorkbench } from './workbench';

// Bundled to out/browser/*.js.
const fixtures = resolve(__dirname, '..', '..', 'test', 'fixtures', 'logs');
const viewport = { width: 1280, height: 1000 };

/** A calm run of 200 steps, or one that explodes with its loss. */
function logOf(explodes: boolean, seed: number): string {
  return Array.from({ length: 200 }, (_, step) => {
    const late = explodes && step >= 180 ? 4 ** (step - 179) : 1;
    const norm = (1 + 0.3 * Math.sin(step * 1.7 + seed)) * Math.min(late, 1e6);
    const loss = 3 * Math.exp(-step / 80) + (late > 1 ? 5 : 0);
    return JSON.stringify({ step, loss, grad_norm: norm });
  }).join('\n');
}

/** A folder of runs as trainers leave them. */
function runsFolder(sweep: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-runs-'));
  const copy = (from: string, to: string): void => {
    mkdirSync(dirname(join(folder, to)), { recursive: true });
    cpSync(join(fixtures, from), join(folder, to));
  };
  copy('events.out.tfevents.1700000000.host.1.0', 'runs/tb/events.out.tfevents.1700000000.host.1.0');
  copy('run-abc123.wandb', 'runs/wandb/offline-run-1/run-abc123.wandb');
  copy('lightning/metrics.csv', 'runs/lightning_logs/version_0/metrics.csv');
  copy('trainer_state.json', 'runs/hf/checkpoint-100/trainer_state.json');
  for (let i = 0; i < sweep; i++) {
    mkdirSync(join(folder, 'runs', 'multirun', String(i)), { recursive: true });
    writeFileSync(join(folder, 'runs', 'multirun', String(i), 'log.jsonl'), `${logOf(i % 7 === 3, i)}\n`);
  }
  writeFileSync(join(folder, 'notes.log'), 'nothing here\n');
  return folder;
}

const inWorkbench = async (
  sweep: number,
  use: (page: Page, folder: string) => Promise<void>,
): Promise<void> => {
  const folder = runsFolder(sweep);
  try {
    await withWorkbench(
      { folder, viewport },
      async ({ page, folder: copy }) => {
        await watchCanvases(page);
        await use(page, copy);
      },
      'failure-runs',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** Asks for the monitor of the folder `runs` by its menu, which is opened anew until the extension's entries are in it. */
async function openRuns(page: Page): Promise<Frame> {
  const folder = page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'runs' }).first();
  const entry = page.locator('.context-view .action-label', { hasText: 'Open Gradient Monitor' });
  await until('the entry in the menu of the folder', async (timeout) => {
    await folder.click({ button: 'right' });
    try {
      await entry.click({ timeout });
      // A click that comes at once is taken for the end of the one that opened the menu.
      await entry.waitFor({ state: 'hidden', timeout });
      return true;
    } catch {
      await page.keyboard.press('Escape');
      return undefined;
    }
  });
  return webviewFrame(page, 'main.runs:not([hidden])');
}

const said = (frame: Frame, words: RegExp): Promise<true> =>
  until(`“${words.source}”`, async () =>
    words.test(await frame.locator('.said').innerText()) ? true : undefined,
  );

describe('a folder of training runs in a real workbench', () => {
  it('is a table, worst first, to sort, filter, overlay and open; it follows what is written', async () => {
    await inWorkbench(10, async (page, folder) => {
      let frame = await openRuns(page);
      await said(frame, /^14 runs$/);
      const first = frame.locator('.grid-row').first();
      assert.equal(await first.locator('[data-column="verdict"]').innerText(), '▲ exploding');
      assert.match(await first.locator('[data-column="since"]').innerText(), /^step \d+$/);
      assert.match(await first.locator('.sparkline').innerText(), /^[▁▂▃▄▅▆▇█×]{24}$/);
      assert.match(await frame.locator('header p').innerText(), /▲ 3 exploding/);

      await frame.locator('[data-column="finalLoss"] .sort').click();
      await frame.locator('[role="columnheader"][data-column="finalLoss"][aria-sort="ascending"]').waitFor();

      const search = frame.locator('.search vscode-text-field input');
      await search.fill('multirun exploding');
      await said(frame, /^1 of 14 runs match$/);
      await search.fill('multirun');
      await said(frame, /^10 of 14 runs match$/);
      await frame.locator('.grid-row', { hasText: 'multirun/3' }).locator('[data-column="norm"]').click();
      await frame.locator('.grid-row', { hasText: 'multirun/4' }).locator('[data-column="norm"]').click();
      await until('both in the legend', async () =>
        (await frame.locator('#runs .legend li').count()) === 2 ? true : undefined,
      );
      assert.equal(await frame.locator('.grid-row[aria-selected="true"]').count(), 2);
      await assertSpoken(frame, 1, 'runs');
      const faults: string[] = [];
      await inEveryTheme(page, frame, async (theme) => {
        await picture(page, `runs-${theme}`);
        faults.push(...(await faultsOf(frame)).map((fault) => `runs in ${theme}: ${fault}`));
      });
      assert.deepEqual(faults, []);

      mkdirSync(join(folder, 'runs', 'multirun', 'new'));
      writeFileSync(join(folder, 'runs', 'multirun', 'new', 'log.jsonl'), `${logOf(false, 99)}\n`);
      appendFileSync(join(folder, 'runs', 'multirun', '4', 'log.jsonl'), '{"step": 200, "grad_norm": 1}\n');
      await said(frame, /^11 of 15 runs match$/);
      await until('the new record', async () =>
        (await frame
          .locator('.grid-row', { hasText: 'multirun/4' })
          .locator('[data-column="records"]')
          .innerText()) === '201'
          ? true
          : undefined,
      );

      await reloadWindow(page, frame);
      frame = await webviewFrame(page, 'main.runs:not([hidden])');
      await said(frame, /^11 of 15 runs match$/);
      assert.equal(await frame.locator('.grid-row[aria-selected="true"]').count(), 2);
      await frame.locator('.grid-scroll').focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      const opened = await webviewFrame(page, 'section.verdict[data-verdict]');
      assert.match(await opened.locator('h1').innerText(), /log\.jsonl/);
    });
  });

  it('of a database lists each run, and opens the one that was asked for', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-databases-'));
    cpSync(join(fixtures, 'sqlite'), join(folder, 'runs'), { recursive: true });
    try {
      await withWorkbench(
        { folder, viewport },
        async ({ page }) => {
          const frame = await openRuns(page);
          await said(frame, /^4 runs$/);
          await frame.locator('.search vscode-text-field input').fill('whale');
          await said(frame, /^1 of 4 runs match$/);
          await frame.locator('.grid-scroll').focus();
          await page.keyboard.press('Home');
          await page.keyboard.press('Enter');
          const opened = await webviewFrame(page, 'section.verdict[data-verdict]');
          const runs = opened.locator('select.runs');
          assert.equal(await runs.inputValue(), 'calm-whale-7');
          assert.equal(await opened.locator('header p').getAttribute('data-count'), '60');
          await runs.selectOption('nosy-crow-12');
          await until('the other run', async () =>
            (await opened.locator('header p').getAttribute('data-count')) === '120' ? true : undefined,
          );
          await picture(page, 'monitor-database');
        },
        'failure-runs',
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('stays smooth at 500 runs: the rows in sight alone are in the page', async () => {
    await inWorkbench(496, async (page) => {
      const frame = await openRuns(page);
      await said(frame, /^500 runs$/);
      assert.ok((await frame.locator('.grid-row').count()) < 60);
      assert.equal(await frame.locator('[role="grid"]').getAttribute('aria-rowcount'), '501');
      await frame.locator('.grid-scroll').focus();
      await page.keyboard.press('End');
      await frame.locator('.grid-row[data-index="499"].active').waitFor();
      await picture(page, 'runs-500');
    });
  });
});
