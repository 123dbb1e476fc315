// The host in Chinese. VS Code's own texts stay English here.
import assert from 'node:assert/strict';
import chinese from '../../package.nls.zh-cn.json';
import { codeLens, command, hoverText, screenshot, withWorkbench } from './workbench';

const language = 'zh-cn';

describe('in Chinese', () => {
  it('lens, hover and status bar speak it', async () => {
    await withWorkbench({ openFile: 'article.py', language }, async ({ page }) => {
      await codeLens(page, /▲ 梯度爆炸 · 29 步增益 1\.28e5 · ρ 1\.5/).waitFor();
      const hover = await hoverText(page, 'np.array([[1.5', '梯度爆炸');
      for (const text of ['倍增时间', '29 步增益', '对数刻度', '对策：', '打开面板 · 复制数据']) {
        assert.ok(hover.includes(text), `${text} in ${hover}`);
      }
      await page.locator('.statusbar-item').filter({ hasText: '▲ 梯度爆炸' }).waitFor();
      await screenshot(page, 'hover-chinese');
    });
  });

  it('a command is found by its Chinese title, and its questions are in Chinese', async () => {
    await withWorkbench({ openFile: 'article.py', language }, async ({ page }) => {
      await command(page, chinese['command.setHorizon.title']);
      const questions = page.locator('.quick-input-widget');
      await questions.filter({ hasText: '结论所考察的反向传播步数' }).waitFor();
      await page.keyboard.type('0');
      await questions.filter({ hasText: '1 到 100,000 之间的整数步数' }).waitFor();
      await screenshot(page, 'horizon-chinese');
    });
  });
});
