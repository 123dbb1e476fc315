// Gradient Lens in Simplified Chinese. VS Code itself stays English here, for its language packs are not on npm.
import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import chinese from '../../package.nls.zh-cn.json';
import {
  codeLens,
  command,
  hoverText,
  quickOpen,
  picture,
  themes,
  webviewFrame,
  withWorkbench,
  type WorkbenchOptions,
} from './workbench';

const options: WorkbenchOptions = { language: 'zh-cn', viewport: { width: 1500, height: 1000 } };
const title = (command: keyof typeof chinese): string => `Gradient Lens: ${chinese[command]}`;

/** Words that stay: names of things in files, of products and of functions, and mathematics. */
const names = /\b(?:Gradient Lens|JSON Lines|Copy as Python|PyTorch|safetensors|Lightning)\b/g;

/** Runs of English words in what a page shows or tells a screen reader, outside code. */
async function englishIn(frame: Frame): Promise<string[]> {
  const texts = await frame.evaluate(() => {
    const seen: string[] = [];
    const walk = (node: Node): void => {
      if (node instanceof Element) {
        if (/^(?:code|pre|script|style|math)$/i.test(node.tagName)) return;
        for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'label']) {
          const value = node.getAttribute(name);
          if (value) seen.push(value);
        }
        if (node.shadowRoot) node.shadowRoot.childNodes.forEach(walk);
      } else if (node instanceof Text && node.data.trim()) {
        seen.push(node.data.trim());
      }
      node.childNodes.forEach(walk);
    };
    walk(document.body);
    return seen;
  });
  return [...new Set(texts)].filter((text) => /[a-z]{3,} [a-z]{2,}/.test(text.replace(names, '')));
}

describe('in Chinese', function () {
  it('a command is found by its title and asks', async () => {
    await withWorkbench({ ...options, openFile: 'article.py' }, async ({ page }) => {
      await command(page, title('command.setHorizon.title'));
      const questions = page.locator('.quick-input-widget');
      await questions.filter({ hasText: '结论所考察的反向传播步数' }).waitFor();
      await page.keyboard.type('0');
      await questions.filter({ hasText: '1 到 100,000 之间的整数步数' }).waitFor();
    });
  });

  it('the hover, the lens and the panel', async () => {
    await withWorkbench(
      { ...options, openFile: 'article.py', colorTheme: themes.light },
      async ({ page }) => {
        const hover = await hoverText(page, '[[1.5, 0.0], [0.0, 0.5]]', '打开面板');
        for (const term of ['倍增时间', '29 步增益', '对策：', '打开面板 · 复制数据'])
          assert.ok(hover.includes(term), `${term} in ${hover}`);
        await page.locator('.statusbar-item').filter({ hasText: '▲ 梯度爆炸' }).waitFor();
        await picture(page, 'hover-zh-cn');
        await page.keyboard.press('Escape');
        await codeLens(page, /▲ 梯度爆炸 · 29 步增益 1\.28e5 · ρ 1\.5/).click();
        const frame = await webviewFrame(page, '[role=tablist]');
        await frame.locator('canvas').first().waitFor();
        assert.deepEqual(await englishIn(frame), []);
        await picture(page, 'panel-zh-cn');
        const tabs = frame.getByRole('tab');
        for (let i = 1; i < (await tabs.count()); i++) {
          await tabs.nth(i).click();
          await frame
            .locator('[role=tabpanel]:not([hidden]) :is(canvas, svg, math, table, button)')
            .first()
            .waitFor();
          assert.deepEqual(await englishIn(frame), [], `tab ${i}`);
          await picture(page, `tab-${i}-zh-cn`);
        }
      },
    );
  });

  it('a checkpoint, a training log and the prediction of a config', async () => {
    await withWorkbench({ ...options, openFile: 'rnn_config.yaml' }, async ({ page }) => {
      await command(page, title('command.predict.title'));
      const prediction = await webviewFrame(page, 'h1');
      await prediction.locator('canvas').first().waitFor();
      assert.deepEqual(await englishIn(prediction), []);
      await picture(page, 'prediction-zh-cn');

      await quickOpen(page, 'char_model.safetensors');
      const checkpoint = await webviewFrame(page, '[role=treegrid]');
      await checkpoint.getByText('梯度爆炸').first().waitFor();
      assert.deepEqual(await englishIn(checkpoint), []);
      await picture(page, 'checkpoint-zh-cn');

      await quickOpen(page, 'exploding_run.jsonl');
      await command(page, title('command.openMonitor.title'));
      const monitor = await webviewFrame(page, 'h1:has-text("exploding_run.jsonl")');
      await monitor.locator('canvas').first().waitFor();
      assert.deepEqual(await englishIn(monitor), []);
      await picture(page, 'monitor-zh-cn');
    });
  });
});
