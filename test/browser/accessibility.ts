// What every webview owes to those who do not see it, do not see colors, or do not use a pointer.
import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { installContrast, type CanvasTexts, type Contrast } from './contrast';
import { until } from './until';
import { command } from './workbench';

/** A theme's name in the list of themes, and what VS Code marks a webview's body with. */
const shown = {
  dark: ['Dark Modern', 'vscode-dark'],
  light: ['Light Modern', 'vscode-light'],
  highContrast: ['Dark High Contrast', 'vscode-high-contrast'],
  highContrastLight: ['Light High Contrast', 'vscode-high-contrast-light'],
} as const;

/** Shows the workbench and its webviews in each of the four themes in turn, in the one page that is open. */
export async function inEveryTheme(
  page: Page,
  frame: Frame,
  use: (theme: string) => Promise<void>,
): Promise<void> {
  const kind = (): Promise<string | undefined> =>
    frame.evaluate(() => document.body.dataset['vscodeThemeKind']);
  for (const [name, [label, wanted]] of Object.entries(shown)) {
    if ((await kind()) !== wanted) await chooseTheme(page, label);
    await until(`the theme ${label} in the webview`, async () =>
      (await kind()) === wanted ? true : undefined,
    );
    // The page takes over new colors in a task of its own.
    await frame.evaluate(() => new Promise((next) => setTimeout(next)));
    await use(name);
  }
}

/** Picks a theme from VS Code's list, which holds only the rows in sight and so is narrowed to the one. */
async function chooseTheme(page: Page, label: string): Promise<void> {
  await command(page, 'Preferences: Color Theme');
  const picker = page.locator('.quick-input-widget');
  const rows = picker.locator('.monaco-list-row');
  await rows.filter({ hasText: 'Dark' }).first().waitFor();
  await picker.locator('input[aria-controls]').fill(label);
  await rows.filter({ hasText: label }).first().click();
  await picker.waitFor({ state: 'hidden' });
}

/**
 * What axe-core finds fault with in the webview as it is shown, best practices included. The contrast that it cannot
 * judge, and that of texts in drawings, whose color it does not know, is measured here.
 */
export async function faultsOf(frame: Frame): Promise<string[]> {
  if (!(await frame.evaluate(() => 'axe' in window))) {
    await frame.evaluate(axe.source);
    await installContrast(frame);
  }
  return frame.evaluate(async () => {
    const page = window as unknown as { axe: typeof axe } & Contrast & CanvasTexts;
    const { axe: checker, contrastOf, textsOn } = page;
    const options: axe.RunOptions & { checks: object } = {
      elementRef: true,
      // Symbols and single letters are texts too.
      checks: { 'color-contrast': { options: { ignoreUnicode: false, ignoreLength: true } } },
    };
    // The checker walks what is hidden too, to say nothing of it: without it, a page of many tabs takes a tenth of the time.
    const hidden = [...document.querySelectorAll<HTMLElement>('body *')].filter(
      (element) => element.childElementCount > 0 && getComputedStyle(element).display === 'none',
    );
    const contents = hidden.map((element) => {
      const content = document.createDocumentFragment();
      content.append(...element.childNodes);
      return content;
    });
    const { violations, incomplete, passes } = await checker.run(options);
    hidden.forEach((element, index) => {
      element.append(contents[index]!);
    });
    const contrast = (results: typeof violations) => results.filter(({ id }) => id === 'color-contrast');
    if (contrast(passes).length === 0) return ['no contrast was measured'];
    const undecided = contrast(incomplete).flatMap(({ nodes }) => nodes.map(({ element }) => element!));
    const faint = (measured: number, what: string): string[] =>
      measured >= 4.5 ? [] : [`contrast ${measured.toFixed(2)}: ${what}`];
    const elements = new Set([...undecided, ...document.querySelectorAll('svg text')]);
    const inElements = [...elements]
      .filter((text) => text.checkVisibility())
      .flatMap((text) => faint(contrastOf(text), text.outerHTML.slice(0, 200)));
    const canvases = [...document.querySelectorAll('canvas')].filter((canvas) => canvas.checkVisibility());
    const onCanvases = canvases.flatMap((canvas) =>
      textsOn(canvas).map(({ text, color }) => ({ canvas, text, color })),
    );
    if (canvases.length > 0 && onCanvases.length === 0) return ['no text was seen on any canvas'];
    const drawn = onCanvases.flatMap(({ canvas, text, color }) =>
      faint(contrastOf(canvas, color), `“${text}” on a canvas in ${color}`),
    );
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`),
    );
    return [...found, ...inElements, ...drawn];
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
      // A fold tells of its opening in a task of its own, and fills its table after it.
      const opened =
        fold &&
        new Promise((next) => {
          fold.addEventListener('toggle', next, { once: true });
        });
      summary?.click();
      await opened;
      await new Promise(requestAnimationFrame);
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
