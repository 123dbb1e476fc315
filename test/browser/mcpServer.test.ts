// The tools for agents, as the editor itself offers and starts them.
import type { Locator, Page } from 'playwright-core';
import { until } from './until';
import { command, picture, themes, withWorkbench } from './workbench';

const rows = (page: Page, text: string | RegExp): Locator =>
  page.locator('.quick-input-list .monaco-list-row').filter({ hasText: text });

describe('the server for agents in a real workbench', () => {
  it('is among the servers that the editor knows, and starts', async () => {
    const settings = { 'chat.disableAIFeatures': false };
    await withWorkbench({ colorTheme: themes.light, settings }, async ({ page }) => {
      // The list of servers does not grow while it is open.
      await until('Gradient Lens among the servers', async (timeout) => {
        await command(page, 'MCP: List Servers');
        try {
          await rows(page, /^Gradient Lens/).click({ timeout });
          return true;
        } catch {
          await page.keyboard.press('Escape');
          return undefined;
        }
      });
      await rows(page, 'Start Server').click();
      // The output of the server comes up by itself.
      await page
        .locator('.view-line')
        .filter({ hasText: /Discovered\s4\stools/ })
        .waitFor();
      await picture(page, 'mcp-server');
    });
  });
});
