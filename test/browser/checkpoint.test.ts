import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import expected from '../fixtures/checkpoints/char_model_expected.json';
import { inEveryTheme } from './accessibility';
import { until } from './until';
import {
  chooseInDialog,
  command,
  quickOpen,
  reloadWindow,
  picture,
  webviewFrame,
  withWorkbench,
} from './workbench';

const folder = join(__dirname, '..', '..', 'test', 'fixtures', 'checkpoints');
const viewport = { width: 1440, height: 1000 };

const inWorkbench: typeof withWorkbench = (options, use) =>
  withWorkbench({ folder, viewport, ...options }, use, 'failure-checkpoint');

/** The editor of a file, once every layer has its verdict. */
function editor(page: Page, file: string): Promise<Frame> {
  return until(`the checkpoint editor of ${file}`, async () => {
    const frame = await webviewFrame(page, 'main.checkpoint:not([hidden])');
    const heading = await frame
      .locator('h1')
      .innerText()
      .catch(() => '');
    const said = await frame
      .locator('.said')
      .innerText()
      .catch(() => '');
    const [, done, total] = /^(\d+) of (\d+)/.exec(said) ?? [];
    const isAnalyzed = said === 'No recurrence found' || (total !== undefined && done === total);
    // The rows are drawn a moment after the count.
    const waiting = await frame.locator('.grid-row [data-column="verdict"]', { hasText: 'waiting…' }).count();
    return heading === file && isAnalyzed && waiting === 0 ? frame : undefined;
  });
}

async function open(page: Page, path: string): Promise<Frame> {
  await quickOpen(page, path);
  const name = path.split('/').at(-1)!;
  if (!/\.(npy|npz|safetensors)$/.test(name)) {
    await page.locator('.editor-instance .monaco-editor, .monaco-editor-pane-placeholder').first().waitFor();
    await command(page, 'Gradient Lens: Open with Gradient Lens');
  }
  return editor(page, name);
}

const row = (frame: Frame, label: string): ReturnType<Frame['locator']> =>
  frame.locator('.grid-row').filter({ has: frame.locator('.label', { hasText: new RegExp(`^${label}$`) }) });

const verdictOf = (frame: Frame, label: string): Promise<string> =>
  row(frame, label).first().locator('[data-column="verdict"]').innerText();

/** Opens the detail of a row and waits for it. */
async function detail(frame: Frame, label: string): Promise<void> {
  const target = row(frame, label).first();
  const id = (await target.getAttribute('data-id')) ?? '';
  await target.click();
  await until(`the detail of ${label}`, async () =>
    (await frame.locator('.detail').getAttribute('data-shown')) === id &&
    (await frame.locator('.detail .waiting').isHidden())
      ? true
      : undefined,
  );
}

describe('the checkpoint editor in a real workbench', () => {
  it('shows list, detail of an LSTM, memory horizon', async () => {
    await inWorkbench({}, async ({ page, folder: copy }) => {
      writeFileSync(join(copy, 'mamba.safetensors'), mambaFile(24));
      let frame = await open(page, 'char_model.safetensors');
      assert.match(await verdictOf(frame, 'RNN layer 0'), /undetermined/);
      await picture(page, 'checkpoint-list');
      await detail(frame, 'LSTM layer 0');
      await inEveryTheme(page, frame, async (theme) => {
        for (const end of [false, true]) {
          await frame.locator('.side').evaluate((side, toEnd) => {
            side.scrollTop = toEnd ? side.scrollHeight : 0;
          }, end);
          await picture(page, `checkpoint-lstm-${end ? 'end-' : ''}${theme}`);
        }
      });
      frame = await open(page, 'mamba.safetensors');
      await frame.locator('#horizon canvas').waitFor();
      await picture(page, 'checkpoint-horizon');
    });
  });

  it('shows the figures of every gate as torch has them', async () => {
    await inWorkbench({}, async ({ page }) => {
      const frame = await open(page, 'char_model.safetensors');
      const labels: Record<string, string> = {
        'rnn.weight_hh_l0': 'RNN layer 0',
        'rnn.weight_hh_l1': 'RNN layer 1',
        'lstm.weight_hh_l0': 'LSTM layer 0',
        'lstm.weight_hh_l0_reverse': 'LSTM layer 0, reverse',
        'gru.weight_hh_l0': 'GRU layer 0',
      };
      for (const [tensor, gates] of Object.entries(expected)) {
        await detail(frame, labels[tensor]!);
        for (const figure of ['sigmaMax', 'spectralRadius'] as const) {
          const shown = await frame
            .locator(`.gates [data-figure="${figure}"]`)
            .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('data-exact'))));
          assert.equal(shown.length, gates.length);
          gates.forEach((gate, i) => {
            assert.ok(Math.abs(shown[i]! - gate[figure]) < 1e-6, `${tensor} ${figure} ${i}: ${shown[i]!}`);
          });
        }
      }
    });
  });

  it('opens one file of each kind', async () => {
    await inWorkbench({}, async ({ page }) => {
      for (const path of [
        'weight_hh.npy',
        'made/model.npz',
        'char_model.pt',
        'char_model_legacy.pt',
        'char_model_nested.pth',
        'made/raw.onnx',
        'made/keras2.h5',
        'made/model.keras',
        'made/model.safetensors.index.json',
      ]) {
        const frame = await open(page, path);
        assert.ok((await frame.locator('.grid-row').count()) > 0, path);
        await command(page, 'View: Close All Editors');
      }
    });
  });

  it('a Mamba, an RWKV and a RecurrentGemma: half-lives by layer, the chart leads to one', async () => {
    await inWorkbench({}, async ({ page }) => {
      for (const [path, family] of [
        ['linear/mamba2/model.safetensors', 'Mamba-2'],
        ['linear/rwkv6/model.safetensors', 'RWKV'],
        ['linear/recurrent_gemma/model.safetensors', 'RG-LRU'],
      ] as const) {
        const frame = await open(page, path);
        const canvas = frame.locator('#horizon canvas');
        await canvas.waitFor();
        const box = (await canvas.boundingBox())!;
        await canvas.click({ position: { x: box.width / 2, y: box.height / 3 } });
        const median = frame.locator('.detail [data-figure="halfLife"]');
        assert.ok(Number(await median.getAttribute('data-exact')) > 0, path);
        assert.match(await frame.locator('.detail .detail-name').innerText(), new RegExp(family));
        await picture(page, `checkpoint-${family.toLowerCase()}`);
        await command(page, 'View: Close All Editors');
      }
    });
  });

  it('sorts, filters, is walked by the keyboard, and comes back after a reload', async () => {
    await inWorkbench({}, async ({ page }) => {
      let frame = await open(page, 'char_model.safetensors');
      const names = (): Promise<string[]> => frame.locator('.grid-row .label').allInnerTexts();
      const worstFirst = await names();
      assert.equal(worstFirst[0], 'lstm');
      await frame.locator('[role="columnheader"][data-column="name"]').click();
      await until('rows by name', async () => ((await names())[0] !== worstFirst[0] ? true : undefined));

      const grid = frame.getByRole('treegrid');
      await grid.focus();
      const active = (): Promise<string> => frame.locator('.grid-row.active .label').innerText();
      await grid.press('Home');
      const first = await active();
      const before = (await names()).length;
      await grid.press('ArrowLeft');
      assert.ok((await names()).length < before, 'the first module folds');
      await grid.press('ArrowRight');
      assert.equal((await names()).length, before);
      await grid.press('ArrowDown');
      assert.notEqual(await active(), first);
      await grid.press('End');
      assert.equal(await active(), (await names()).at(-1));

      await frame.getByRole('searchbox').fill('lstm reverse');
      await row(frame, 'LSTM layer 0, reverse').waitFor();
      assert.equal(await row(frame, 'RNN layer 0').count(), 0);
      await detail(frame, 'LSTM layer 0, reverse');

      await reloadWindow(page, frame);
      frame = await until('the editor after the reload', async () => {
        const again = await editor(page, 'char_model.safetensors');
        return (await again
          .locator('.detail')
          .getAttribute('data-shown')
          .catch(() => null))
          ? again
          : undefined;
      });
      assert.equal(await frame.getByRole('searchbox').inputValue(), 'lstm reverse');
      assert.equal(await frame.locator('.detail-name').innerText(), 'LSTM layer 0, reverse');
    });
  });

  it('reads an ambiguous cell the other way when asked', async () => {
    await inWorkbench({}, async ({ page }) => {
      const frame = await open(page, 'char_model.safetensors');
      await detail(frame, 'RNN layer 0');
      const driven = frame.locator('.detail [data-figure="gain"]');
      const asStored = await driven.getAttribute('data-exact');
      await frame.locator('#reading').selectOption('1');
      await until('another gain', async () =>
        (await driven.getAttribute('data-exact').catch(() => asStored)) !== asStored ? true : undefined,
      );
    });
  });

  it('compares two checkpoints of a model: what moved, and where to', async () => {
    await inWorkbench({}, async ({ page, folder: copy }) => {
      writeFileSync(join(copy, 'before.safetensors'), rnnFile(0.5));
      writeFileSync(join(copy, 'after.safetensors'), rnnFile(1.2));
      const frame = await open(page, 'after.safetensors');
      await frame.getByRole('button', { name: 'Compare with an earlier' }).click();
      await chooseInDialog(page, copy, 'before.safetensors');
      const moved = row(frame, 'RNN layer 0').locator('[data-column="moved"]');
      await until('a movement', async () => ((await moved.innerText()) === '' ? undefined : true));
      assert.equal(await moved.innerText(), 'toward exploding');
      assert.match(
        await row(frame, 'RNN layer 0').locator('[data-column="before"]').innerText(),
        /vanishing 7\.9e-31/,
      );
      const beyond = await frame
        .locator('.grid-scroll')
        .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
      assert.equal(beyond, 0, 'columns that are cut off');
      await picture(page, 'checkpoint-compare');
    });
  });

  it('follows its file: saved anew, cut short while it is written, and whole again', async () => {
    await inWorkbench({}, async ({ page, folder: copy }) => {
      const file = join(copy, 'latest.safetensors');
      writeFileSync(file, rnnFile(0.5));
      const frame = await open(page, 'latest.safetensors');
      const layer = row(frame, 'RNN layer 0');
      await layer.click();
      const verdict = layer.locator('[data-column="verdict"]');
      assert.match(await verdict.innerText(), /vanishing/);
      writeFileSync(file, rnnFile(1.2));
      await verdict.filter({ hasText: 'exploding' }).waitFor();
      await frame.locator('.detail').getByText('Exploding', { exact: true }).waitFor();
      writeFileSync(file, rnnFile(1.2).subarray(0, -8));
      await frame.locator('.error:not([hidden])').waitFor();
      writeFileSync(file, rnnFile(1));
      await verdict.filter({ hasText: 'stable' }).waitFor();
      assert.equal(await layer.getAttribute('aria-selected'), 'true');
    });
  });

  it('a file that is no checkpoint: one sentence and the mend', async () => {
    await inWorkbench({}, async ({ page, folder: copy }) => {
      writeFileSync(
        join(copy, 'pointer.safetensors'),
        'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
      );
      await quickOpen(page, 'pointer.safetensors');
      const frame = await webviewFrame(page, '.error:not([hidden])');
      assert.match(await frame.locator('.error:not([hidden])').innerText(), /git lfs pull/);
    });
  });

  it('fifty thousand tensors: a bounded number of rows in the page', async () => {
    await inWorkbench({}, async ({ page, folder: copy }) => {
      writeFileSync(join(copy, 'many.safetensors'), manyTensors(50_000));
      const frame = await open(page, 'many.safetensors');
      await frame.getByRole('button', { name: 'Expand all' }).click();
      const grid = frame.getByRole('treegrid');
      await until('all rows', async () =>
        Number(await grid.getAttribute('aria-rowcount')) > 50_000 ? true : undefined,
      );
      await grid.focus();
      await grid.press('End');
      await row(frame, 'weight').last().waitFor();
      assert.ok((await frame.locator('.grid-row').count()) < 120);
      assert.ok((await grid.evaluate(({ scrollTop }) => scrollTop)) > 1e6);
    });
  });
});

/** A safetensors file of float64 tensors. */
function safetensors(tensors: readonly { name: string; shape: number[]; data: Float64Array }[]): Buffer {
  let offset = 0;
  const header: Record<string, unknown> = {};
  for (const { name, shape, data } of tensors) {
    header[name] = { dtype: 'F64', shape, data_offsets: [offset, offset + data.byteLength] };
    offset += data.byteLength;
  }
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([
    length,
    text,
    ...tensors.map(({ data }) => Buffer.from(data.buffer, data.byteOffset, data.byteLength)),
  ]);
}

/** A relu or tanh RNN of four units whose matrix is a multiple of the identity. */
function rnnFile(scale: number): Buffer {
  const eye = Float64Array.from({ length: 16 }, (_, i) => (i % 5 === 0 ? scale : 0));
  return safetensors([
    { name: 'rnn.weight_hh_l0', shape: [4, 4], data: eye },
    { name: 'rnn.weight_ih_l0', shape: [4, 2], data: new Float64Array(8) },
  ]);
}

/** Layers as Mamba-2 stores them, with shorter steps of time the deeper they stand. */
function mambaFile(layers: number): Buffer {
  const heads = 16;
  return safetensors(
    Array.from({ length: layers }, (_, layer) => {
      const name = `backbone.layers.${layer}.mixer`;
      const bias = (head: number): number => Math.log(Math.expm1(10 ** (-1 - layer / layers - head / heads)));
      return [
        {
          name: `${name}.A_log`,
          shape: [heads],
          data: Float64Array.from({ length: heads }, (_, i) => Math.log(i + 1)),
        },
        {
          name: `${name}.dt_bias`,
          shape: [heads],
          data: Float64Array.from({ length: heads }, (_, i) => bias(i)),
        },
        { name: `${name}.D`, shape: [heads], data: new Float64Array(heads).fill(1) },
      ];
    }).flat(),
  );
}

function manyTensors(count: number): Buffer {
  const data = new Float64Array(1);
  return safetensors(
    Array.from({ length: count }, (_, i) => ({
      name: `blocks.${Math.floor(i / 10)}.part${i % 10}.weight`,
      shape: [1],
      data,
    })),
  );
}
