// What every webview owes to those who do not see it, do not see colours, or do not use a pointer.
import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { command, until, type themes } from './workbench';

/** A theme's name in the list of themes, and what VS Code marks a webview's body with. */
const shown = {
  light: ['Light Modern', 'vscode-light'],
  dark: ['Dark Modern', 'vscode-dark'],
  highContrast: ['Dark High Contrast', 'vscode-high-contrast'],
  highContrastLight: ['Light High Contrast', 'vscode-high-contrast-light'],
} as const satisfies Record<keyof typeof themes, readonly [string, string]>;

/** Shows the workbench and its webviews in each of the four themes in turn, in the one page that is open. */
export async function inEveryTheme(
  page: Page,
  frame: Frame,
  use: (theme: string) => Promise<void>,
): Promise<void> {
  for (const [name, [label, kind]] of Object.entries(shown)) {
    await command(page, 'Preferences: Color Theme');
    const input = page.locator('.quick-input-widget input[aria-controls]');
    await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first().waitFor();
    await input.fill(label);
    await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first().click();
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await until(`the theme ${label} in the webview`, async () => {
      const marked = await frame.evaluate(() => document.body.dataset['vscodeThemeKind']);
      return marked === kind ? true : undefined;
    });
    // The page takes over new colours in a task of its own.
    await frame.evaluate(() => new Promise((next) => setTimeout(next)));
    await use(name);
  }
}

/**
 * What axe-core finds fault with in the webview as it is shown, best practices included, and the texts whose contrast
 * it could not judge.
 */
export async function faultsOf(frame: Frame): Promise<string[]> {
  const present = await frame.evaluate(() => 'axe' in window);
  if (!present) await frame.evaluate(axe.source);
  return frame.evaluate(async () => {
    const { violations, incomplete, passes } = await (window as unknown as { axe: typeof axe }).axe.run({
      resultTypes: ['violations', 'incomplete', 'passes'],
    });
    const lines = (kind: string, results: typeof violations): string[] =>
      results.flatMap(({ id, nodes }) =>
        nodes.map(({ html, any, failureSummary }) => {
          const why = any.map(({ message }) => message).join(' ') || failureSummary;
          return `${kind}${id}: ${html.slice(0, 200)} ${why ?? ''}`;
        }),
      );
    const contrast = (results: typeof violations) => results.filter(({ id }) => id === 'color-contrast');
    if (contrast(passes).length === 0) return ['no contrast was measured'];
    return [...lines('', violations), ...lines('undecided ', contrast(incomplete))];
  });
}

/** A chart as a screen reader meets it. */
export interface SpokenChart {
  readonly name: string;
  /** Rows of the table that belongs to it. */
  readonly rows: number;
}

/** Every picture in sight with its name and its table, which is unfolded for it and folded again. */
export function chartsOf(frame: Frame): Promise<SpokenChart[]> {
  return frame.evaluate(async () => {
    const pictures = [...document.querySelectorAll<HTMLElement>('canvas, [role="img"]')];
    const charts: SpokenChart[] = [];
    for (const picture of pictures.filter((element) => element.checkVisibility())) {
      const fold = document.getElementById(picture.getAttribute('aria-details') ?? '');
      const summary = fold?.querySelector('summary');
      summary?.click();
      // A fold tells of its opening in a task of its own.
      await new Promise((next) => setTimeout(next, 50));
      const rows = fold?.querySelectorAll('tbody tr').length ?? 0;
      summary?.click();
      const named = picture.getAttribute('role') === 'img' ? picture.getAttribute('aria-label') : null;
      charts.push({ name: named ?? '', rows });
    }
    return charts;
  });
}

/** Asserts that each picture in sight states its finding and has a table, and that there are as many as that. */
export async function assertSpoken(frame: Frame, count: number, what: string): Promise<void> {
  const charts = await chartsOf(frame);
  assert.equal(charts.length, count, `${what}: ${charts.map(({ name }) => name).join('; ')}`);
  for (const { name, rows } of charts) {
    assert.ok(name.length > 20, `${what}: “${name}” states no finding`);
    assert.ok(rows > 0, `${what}: “${name}” has no table`);
  }
}
