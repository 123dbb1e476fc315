import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { inEveryTheme } from './accessibility';
import { until } from './until';
import {
  chooseInDialog,
  clickText,
  command,
  picture,
  quickOpen,
  reloadWindow,
  webviewFrame,
  withWorkbench,
} from './workbench';

const folder = join(__dirname, '..', '..', 'test', 'fixtures', 'trained');
const viewport = { width: 1440, height: 1000 };

/** The editor, once the cell's detail says what drives it. */
const drivenBy = (page: Page, said: RegExp): Promise<Frame> =>
  until(`a cell driven by ${String(said)}`, async () => {
    const frame = await webviewFrame(page, 'main.checkpoint:not([hidden])');
    const bar = frame.locator('.detail:not([hidden]) .driven-by');
    const text = (await bar.count()) === 1 ? await bar.innerText() : '';
    return said.test(text) && (await frame.locator('.detail .waiting').isHidden()) ? frame : undefined;
  });

/** A NumPy file of doubles. */
function npy(rows: number, columns: number): Buffer {
  const dict = `{'descr': '<f8', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`;
  const head = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 118, 0]);
  const data = Float64Array.from({ length: rows * columns }, (_, i) => Math.sin(i));
  return Buffer.concat([head, Buffer.from(`${dict.padEnd(117)}\n`, 'latin1'), Buffer.from(data.buffer)]);
}

describe('a person’s own data', () => {
  it('drives a cell of a checkpoint, is remembered, and can be removed', async () => {
    await withWorkbench({ folder, viewport }, async ({ page, folder: copy }) => {
      writeFileSync(join(copy, 'narrow.npy'), npy(20, 3));
      await quickOpen(page, 'tagger.safetensors');
      let frame = await until('the list', async () => {
        const found = await webviewFrame(page, 'main.checkpoint:not([hidden])');
        return (await found.locator('.grid-row', { hasText: 'LSTM layer 0' }).count()) > 0
          ? found
          : undefined;
      });
      await frame.locator('.grid-row', { hasText: 'LSTM layer 0' }).first().click();
      frame = await drivenBy(page, /Gaussian/);
      await frame.getByRole('button', { name: 'Drive with Your Data' }).click();
      await chooseInDialog(page, copy, 'narrow.npy');
      const alert = frame.locator('.detail [role="alert"]', { hasText: 'narrow.npy' });
      await alert.waitFor();
      assert.match(
        await alert.innerText(),
        /narrow\.npy has 3 numbers a step and the cell rnn takes 8; give/,
      );
      await frame.getByRole('button', { name: 'Drive with Your Data' }).click();
      await chooseInDialog(page, copy, 'tagger.npy');
      frame = await drivenBy(page, /tagger\.npy \(4 × 30 × 8\)/);
      assert.match(await frame.locator('.detail').innerText(), /Along tagger\.npy the gradient is/);
      for (const gate of ['Input', 'Forget', 'Output'])
        await frame.locator(`canvas[aria-label^="${gate} gate over time: 16 units over 30 steps"]`).waitFor();
      await inEveryTheme(page, frame, async (theme) => {
        for (const [i, heading] of ['Gain over k steps along your data', 'Forget gate over time'].entries()) {
          await frame.locator('.side').evaluate((side, title) => {
            const found = [...side.querySelectorAll('h2')].find(({ textContent }) => textContent === title);
            if (title.startsWith('Gain')) side.scrollTop = 0;
            else found?.scrollIntoView();
          }, heading);
          await picture(page, `own-data-${i}-${theme}`);
        }
      });
      await reloadWindow(page, frame);
      frame = await drivenBy(page, /tagger\.npy/);
      await frame.getByRole('button', { name: 'Remove tagger.npy' }).click();
      await drivenBy(page, /Gaussian/);
    });
  });

  it('drives a matrix in a text, in both tabs', async () => {
    await withWorkbench({ folder, viewport }, async ({ page, folder: copy }) => {
      writeFileSync(join(copy, 'inputs.npy'), npy(40, 2));
      writeFileSync(join(copy, 'narrow.npy'), npy(20, 3));
      writeFileSync(join(copy, 'w.py'), 'import numpy as np\nW_hh = np.array([[1.5, 0.0], [0.0, 0.5]])\n');
      await quickOpen(page, 'w.py');
      await clickText(page, '[[1.5');
      await command(page, 'Gradient Lens: Show Flow');
      const frame = await webviewFrame(page, '.own-data');
      const tab = frame.locator('[role="tabpanel"]:not([hidden])');
      await tab.getByRole('button', { name: 'Drive with Your Data' }).click();
      await chooseInDialog(page, copy, 'narrow.npy');
      const alert = tab.locator('[role="alert"]', { hasText: 'narrow.npy' });
      await alert.waitFor();
      assert.match(await alert.innerText(), /3 numbers a step and the matrix takes 2/);
      await tab.getByRole('button', { name: 'Drive with Your Data' }).click();
      await chooseInDialog(page, copy, 'inputs.npy');
      await tab.getByText('Driven by inputs.npy (40 steps of 2 numbers).').waitFor();
      await picture(page, 'own-data-flow');
      await frame.getByRole('tab', { name: 'Lyapunov' }).click();
      await tab.getByText('Driven by inputs.npy (40 steps of 2 numbers).').waitFor();
      await tab.getByText('40 steps along inputs.npy').waitFor();
      await picture(page, 'own-data-lyapunov');
    });
  });
});
