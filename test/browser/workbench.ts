// A VS Code workbench in Chromium for the tests beside this file, and what they do in it. Every wait is for a
// condition; the limits only say when to give up.
import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContext, Frame, Locator, Page } from 'playwright-core';
import { packaged } from '../packaged';
import { timeoutMs, until } from './until';

interface Server {
  url(options: { folder: string; openFile?: string | undefined }): string;
  writeSettings(settings: Record<string, unknown>): void;
  close(): Promise<void>;
}
interface Shared {
  sharedWorkbench: () => Promise<{ server: Server; context: BrowserContext }>;
  closeSharedWorkbench: () => Promise<void>;
}
interface Serving {
  serve: (options: { workspaceTrust: boolean; extensions: string[] }) => Promise<Server>;
}
interface Samples {
  copyWorkspace: (folder: string) => { folder: string; remove: () => void };
}

export const themes = {
  light: 'Light Modern',
  dark: 'Dark Modern',
  highContrast: 'Default High Contrast',
  highContrastLight: 'Default High Contrast Light',
} as const;

export interface WorkbenchOptions {
  /** Copied to a temporary place before it is opened; `test/workspace` if not given. */
  folder?: string;
  /** A file of the folder, by its path in it. */
  openFile?: string;
  colorTheme?: (typeof themes)[keyof typeof themes];
  /** User settings beside those that keep the workbench quiet. */
  settings?: Record<string, unknown>;
  viewport?: { width: number; height: number };
  /** Opens the folder in Restricted Mode, in a server of its own. */
  restricted?: boolean;
  /** The language the person reads, such as `zh-cn`. VS Code itself stays English: its language packs are not on npm. */
  language?: string;
  /** Folders of other extensions that a server of its own has beside ours. */
  extensions?: string[];
  /** The URI of a virtual folder to open instead of the copy; one of `extensions` serves it. */
  virtualFolder?: string;
}

export interface Workbench {
  page: Page;
  /** The copy that is open. */
  folder: string;
  /** Exceptions that no script of the page or of a webview caught. */
  errors: string[];
  close(): Promise<void>;
}

// Bundled to out/browser/*.js.
const root = resolve(__dirname, '..', '..');
const load = (file: string): Promise<unknown> =>
  import(pathToFileURL(join(root, 'test', 'server', file)).href) as Promise<unknown>;

after('close the browser and the server', async function () {
  this.timeout(timeoutMs);
  const { closeSharedWorkbench } = (await load('shared-workbench.mjs')) as Shared;
  await closeSharedWorkbench();
});

/** No welcome, no chat, no minimap: what is left on the screen is the editor and the extension. */
const quietSettings = {
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'editor.hover.delay': 100,
  'editor.minimap.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'window.autoDetectColorScheme': false,
  'workbench.colorTheme': themes.dark,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const { sharedWorkbench } = (await load('shared-workbench.mjs')) as Shared;
  const { copyWorkspace } = (await load('sample.mjs')) as Samples;
  const { server: shared, context } = await sharedWorkbench();
  const { serve } = (await load('serve.mjs')) as Serving;
  const { restricted = false, extensions = [], virtualFolder } = options;
  const own =
    restricted || extensions.length > 0
      ? await serve({
          workspaceTrust: restricted,
          extensions: [(await packaged()).file, ...extensions],
        })
      : undefined;
  const server = own ?? shared;
  const copy = copyWorkspace(options.folder ?? join(root, 'test', 'workspace'));
  const theme = options.colorTheme ? { 'workbench.colorTheme': options.colorTheme } : {};
  server.writeSettings({ ...quietSettings, ...theme, ...options.settings });

  context.setDefaultTimeout(timeoutMs);
  const open = new Set(context.pages());
  const page = await context.newPage();
  await page.setViewportSize(options.viewport ?? { width: 1280, height: 800 });
  // As the script with VS Code's own texts would.
  await page.addInitScript((language) => {
    if (language) Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: language });
  }, options.language);
  const errors: string[] = [];
  page.on('pageerror', (error) => {
    const said = error.stack ?? error.message;
    // VS Code's own webview script stumbles so when a page is replaced before it has loaded, as the walkthrough's pictures are.
    if (!/^Error: Found unexpected null\n.*\n.*hookupOnLoadHandlers/.test(said)) errors.push(said);
  });
  const close = async () => {
    // A test may have opened more of them.
    const opened = context.pages().filter((each) => !open.has(each));
    await Promise.all(opened.map((each) => each.close()));
    await own?.close();
    copy.remove();
  };
  try {
    const openFile = options.openFile && join(copy.folder, options.openFile);
    await page.goto(server.url({ folder: virtualFolder ?? copy.folder, openFile }));
    await page.locator('.monaco-workbench .statusbar').waitFor();
    if (options.openFile) {
      await editorShows(page, options.openFile);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { page, folder: copy.folder, errors, close };
}

/** Opens a workbench for a test and closes it after; `picture` is taken when the test fails. */
export async function withWorkbench(
  options: WorkbenchOptions,
  use: (workbench: Workbench) => Promise<void>,
  picture = 'failure',
): Promise<void> {
  const workbench = await openWorkbench(options);
  try {
    await use(workbench);
    assert.deepEqual(workbench.errors, [], 'exceptions in the page or a webview');
  } catch (error) {
    await screenshot(workbench.page, picture);
    throw error;
  } finally {
    await workbench.close();
  }
}

/** Waits until the active editor shows the file, with text in it. */
export async function editorShows(page: Page, file: string): Promise<void> {
  const name = file.split('/').at(-1) ?? file;
  await page.locator(`.tab.active[data-resource-name="${name}"]`).first().waitFor();
  await page.locator('.editor-instance .view-line span span').first().waitFor();
}

/**
 * Runs a command by its title in the palette, such as `Gradient Lens: Analyze Matrix at Cursor`. The list does not grow while
 * it is open, so it is opened anew until the extension's commands are there.
 */
export async function command(page: Page, title: string): Promise<void> {
  const input = page.locator('.quick-input-widget input[aria-controls]');
  const row = page.locator(`.quick-input-list .monaco-list-row`).filter({ hasText: title }).first();
  await until(`the command ${title}`, async () => {
    await page.keyboard.press('F1');
    await input.waitFor();
    await input.fill(`>${title}`);
    try {
      await row.click({ timeout: 3000 });
      return true;
    } catch {
      await page.keyboard.press('Escape');
      return undefined;
    }
  });
}

/** Reloads the window, and waits until the webview that was there is gone: the next one found is the new one. */
export async function reloadWindow(page: Page, webview: Frame): Promise<void> {
  await command(page, 'Developer: Reload Window');
  await until('the window to go', () => Promise.resolve(webview.isDetached() || undefined));
}

/** Opens a file of the workspace by its name. */
export async function openFile(page: Page, name: string): Promise<void> {
  await quickOpen(page, name);
  await editorShows(page, name);
}

/** Picks a file of the workspace by its name or the end of its path, whatever editor it opens in. */
export async function quickOpen(page: Page, path: string): Promise<void> {
  await page.keyboard.press('Control+P');
  const input = page.locator('.quick-input-widget input[aria-controls]');
  await input.fill(path);
  // A row shows the name before the folder.
  const row = page.locator('.quick-input-list .monaco-list-row');
  await path
    .split('/')
    .reduce((rows, part) => rows.filter({ hasText: part }), row)
    .first()
    .click();
}

/** Picks a file by its path in VS Code's own dialog, which opens in the folder of the workspace. */
export async function chooseInDialog(page: Page, folder: string, name: string): Promise<void> {
  const input = page.locator('.quick-input-widget input[aria-controls]');
  await until('the dialog’s folder', async () =>
    (await input.inputValue()).startsWith(folder) ? true : undefined,
  );
  await input.fill(join(folder, name));
  await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: name }).first().waitFor();
  await page.keyboard.press('Enter');
}

/** Opens the list of notifications and returns the one with the text. Toasts are off in a workbench under test. */
export async function notification(page: Page, text: string): Promise<Locator> {
  await command(page, 'Notifications: Show Notifications');
  const found = page
    .locator('.notifications-center .notification-list-item')
    .filter({ hasText: text })
    .first();
  await found.waitFor();
  return found;
}

/** The CodeLens that contains the text; click it, or read it. */
export function codeLens(page: Page, text: string | RegExp): Locator {
  return page.locator('.codelens-decoration a').filter({ hasText: text }).first();
}

/**
 * Points at a text in the editor until a hover is there, and returns what it says. Points anew while there is
 * none: the extension may still be starting. `match` waits for a hover that contains it.
 */
export async function hoverText(page: Page, text: string, match: string | RegExp = ''): Promise<string> {
  const hover = page.locator('.monaco-resizable-hover .monaco-hover:not(.hidden)').filter({ hasText: match });
  return until(`a hover over “${text}” with ${String(match)}`, async () => {
    const { x, y } = await positionOf(page, text);
    await page.mouse.move(x, y - 200);
    await page.mouse.move(x, y, { steps: 3 });
    try {
      await hover.waitFor({ timeout: 2000 });
    } catch {
      return undefined;
    }
    const said = await hover.innerText();
    return said.trim() === '' || /^Loading/m.test(said) ? undefined : said;
  });
}

/** Puts the cursor into a text in the editor. */
export async function clickText(page: Page, text: string): Promise<void> {
  const { x, y } = await positionOf(page, text);
  await page.mouse.click(x, y);
}

/** The middle of the first place where the visible part of the editor says `text`, in one line. */
async function positionOf(page: Page, text: string): Promise<{ x: number; y: number }> {
  return until(`“${text}” in the visible part of the editor`, () =>
    page.evaluate((wanted) => {
      for (const line of document.querySelectorAll('.editor-instance .view-line')) {
        const start = line.textContent.replaceAll('\u00a0', ' ').indexOf(wanted);
        if (start < 0) {
          continue;
        }
        // The text of a line is spread over one element a token.
        const range = document.createRange();
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        let seen = 0;
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const length = node.textContent?.length ?? 0;
          if (start >= seen && start < seen + length) {
            range.setStart(node, start - seen);
          }
          const end = start + wanted.length;
          if (end > seen && end <= seen + length) {
            range.setEnd(node, end - seen);
            const box = range.getBoundingClientRect();
            return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
          }
          seen += length;
        }
      }
      return undefined;
    }, text),
  );
}

/** The frame of the webview in which `selector` is present; webviews sit two frames deep. */
export function webviewFrame(page: Page, selector: string): Promise<Frame> {
  return until(`a webview with ${selector}`, async () => {
    for (const frame of page.frames()) {
      // A frame may go away while it is asked.
      if (frame !== page.mainFrame() && (await frame.$(selector).catch(() => null))) {
        return frame;
      }
    }
    return undefined;
  });
}

/** Saves what the page shows as `out/screenshots/NAME.png` and returns the path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const path = join(root, 'out', 'screenshots', `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  return path;
}
