// A VS Code workbench in Chromium for the tests beside this file, and what they do in it. Every wait is for a
// condition; the limits only say when to give up.
import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContext, Frame, Locator, Page } from 'playwright-core';
import { packaged } from '../packaged';
import { timeoutMs, until } from './until';

interface Server {
  url(options: { folder: string }): string;
  writeSettings(settings: Record<string, unknown>): void;
  close(): Promise<void>;
}
/** A window that is open, with what it may be used for. */
interface Window {
  readonly page: Page;
  readonly copy: Copy;
  readonly errors: string[];
  /** The pages that were open before it. */
  readonly before: ReadonlySet<Page>;
  /** The server that it has to itself. */
  readonly own?: Server | undefined;
  /** A workbench that asks for the same takes it over. */
  readonly use: string;
}
interface SharedWorkbench {
  readonly server: Server;
  readonly context: BrowserContext;
  /** The window that the last test left behind in good order. */
  left?: Window | undefined;
}
interface Shared {
  sharedWorkbench: () => Promise<SharedWorkbench>;
  closeSharedWorkbench: () => Promise<void>;
}
interface Serving {
  serve: (options: { workspaceTrust: boolean; extensions: string[] }) => Promise<Server>;
}
interface Copy {
  readonly folder: string;
  restore(): void;
  remove(): void;
}
interface Samples {
  copyWorkspace: (folder: string) => Copy;
}

export const themes = {
  light: 'Light Modern',
  dark: 'Dark Modern',
  highContrast: 'Default High Contrast',
  highContrastLight: 'Default High Contrast Light',
} as const;

/** What marks a workbench that shows the theme. */
const themeClasses = {
  'Light Modern': 'vs:not(.hc-light)',
  'Dark Modern': 'vs-dark',
  'Default High Contrast': 'hc-black',
  'Default High Contrast Light': 'hc-light',
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
}

// Bundled to out/browser/*.js.
const root = resolve(__dirname, '..', '..');
const load = (file: string): Promise<unknown> =>
  import(pathToFileURL(join(root, 'test', 'server', file)).href) as Promise<unknown>;

after('close the browser and the server', async () => {
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
  // A file that is closed and opened again begins at its start, as in a new window.
  'workbench.editor.restoreViewState': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** Opens a workbench for a test and closes it after; a picture of that name is taken when the test fails. */
export async function withWorkbench(
  options: WorkbenchOptions,
  use: (workbench: Workbench) => Promise<void>,
  failure = 'failure',
): Promise<void> {
  const window = await takeWindow(options);
  const { page, copy, errors } = window;
  let isGood = false;
  try {
    await dress(window, options);
    await use({ page, folder: copy.folder, errors });
    assert.deepEqual(errors, [], 'exceptions in the page or a webview');
    isGood = true;
  } catch (error) {
    await screenshot(page, failure);
    throw error;
  } finally {
    await leave(window, options, isGood);
  }
}

const shared = async (): Promise<SharedWorkbench> =>
  ((await load('shared-workbench.mjs')) as Shared).sharedWorkbench();

/** The user settings of a test. */
const settingsOf = ({ colorTheme = themes.dark, settings }: WorkbenchOptions): Record<string, unknown> => ({
  ...quietSettings,
  'workbench.colorTheme': colorTheme,
  ...settings,
});

/** The workbench in the theme that the test asks for. */
const inTheme = ({ colorTheme = themes.dark }: WorkbenchOptions): string =>
  `.monaco-workbench.${themeClasses[colorTheme]}`;

/** A window for the test: the one that the last test left if it serves, else a new one. */
async function takeWindow(options: WorkbenchOptions): Promise<Window> {
  const state = await shared();
  const { folder = join(root, 'test', 'workspace'), language, virtualFolder } = options;
  const { restricted = false, extensions = [] } = options;
  const use = JSON.stringify([folder, language, virtualFolder, restricted, extensions, settingsOf(options)]);
  const { left } = state;
  state.left = undefined;
  if (left?.use === use) return left;
  if (left) await closeWindow(left);

  const isOwn = restricted || extensions.length > 0;
  const { serve } = (await load('serve.mjs')) as Serving;
  const own = isOwn
    ? await serve({ workspaceTrust: restricted, extensions: [(await packaged()).file, ...extensions] })
    : undefined;
  const { copyWorkspace } = (await load('sample.mjs')) as Samples;
  const server = own ?? state.server;
  const { context } = state;
  context.setDefaultTimeout(timeoutMs);
  const before = new Set(context.pages());
  const page = await context.newPage();
  const errors: string[] = [];
  const window = { page, copy: copyWorkspace(folder), errors, before, own, use };
  try {
    // As the script with VS Code's own texts would.
    await page.addInitScript((wanted) => {
      if (wanted) Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: wanted });
    }, language);
    page.on('pageerror', (error) => {
      const said = error.stack ?? error.message;
      // VS Code's own webview script stumbles so when a page is replaced before it has loaded, as the walkthrough's pictures are.
      if (!/^Error: Found unexpected null\n.*\n.*hookupOnLoadHandlers/.test(said)) errors.push(said);
    });
    server.writeSettings(settingsOf(options));
    await page.goto(server.url({ folder: virtualFolder ?? window.copy.folder }));
    await page.locator('.monaco-workbench .statusbar').waitFor();
    return window;
  } catch (error) {
    await closeWindow(window);
    throw error;
  }
}

/** Gives the window the size and the file that the test begins with. */
async function dress({ page }: Window, options: WorkbenchOptions): Promise<void> {
  await page.setViewportSize(options.viewport ?? { width: 1280, height: 800 });
  await page.locator(inTheme(options)).waitFor();
  if (options.openFile) await openFile(page, options.openFile);
}

/** Leaves the window to the next test if that finds it as a new one would be, else closes it. */
async function leave(window: Window, options: WorkbenchOptions, isGood: boolean): Promise<void> {
  const state = await shared();
  const isTidy = isGood && !window.own && (await tidy(window, options).catch(() => false));
  if (isTidy) state.left = window;
  else await closeWindow(window);
}

/** Closes what the test opened; false where a trace of it would remain. */
async function tidy({ page, copy, errors, before }: Window, options: WorkbenchOptions): Promise<boolean> {
  const isThere = async (selector: string): Promise<boolean> => (await page.locator(selector).count()) > 0;
  // What is not saved asks before it goes.
  if (page.context().pages().length > before.size + 1 || (await isThere('.tab.dirty, .monaco-dialog-box')))
    return false;
  if (!(await isThere(inTheme(options)))) return false;
  await page.keyboard.press('Escape');
  await command(page, 'View: Close All Editors');
  await page.locator('.tabs-container .tab').first().waitFor({ state: 'detached' });
  // A webview goes a moment after its tab; the next test must not find it.
  await page.locator('iframe.webview').first().waitFor({ state: 'detached' });
  await page.emulateMedia({ reducedMotion: null });
  copy.restore();
  return errors.length === 0;
}

async function closeWindow({ page, before, own, copy }: Window): Promise<void> {
  // A test may have opened more of them.
  const opened = page.context().pages();
  await Promise.all(opened.filter((each) => !before.has(each)).map((each) => each.close()));
  await own?.close();
  copy.remove();
}

/** Waits until the active editor shows the file, with text in it. */
export async function editorShows(page: Page, file: string): Promise<void> {
  const name = file.split('/').at(-1) ?? file;
  await page.locator(`.tab.active[data-resource-name="${name}"]`).first().waitFor();
  await page.locator('.editor-instance .view-line span span').first().waitFor();
}

/**
 * Takes the row with these texts from the list that is open, by the keyboard: rows are used again for other entries while a list
 * is filtered, so that a click on the one that was found may land on another.
 */
async function takeRow(page: Page, texts: readonly string[], timeout: number): Promise<void> {
  const having = (rows: Locator): Locator =>
    texts.reduce((some, text) => some.filter({ hasText: text }), rows);
  const rows = page.locator('.quick-input-list .monaco-list-row');
  await having(rows).first().waitFor({ timeout });
  for (let left = 20; (await having(rows.and(page.locator('.focused'))).count()) === 0; left--) {
    if (left === 0) throw new Error(`${texts.join('/')} cannot be reached in the list`);
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
}

/**
 * Runs a command by its title in the palette, such as `Gradient Lens: Analyze Matrix at Cursor`. The list does not grow while
 * it is open, so it is opened anew until the extension's commands are there.
 */
export async function command(page: Page, title: string): Promise<void> {
  const input = page.locator('.quick-input-widget input[aria-controls]');
  await until(`the command ${title}`, async (timeout) => {
    await page.keyboard.press('F1');
    try {
      await input.waitFor({ timeout });
      await input.fill(`>${title}`);
      await takeRow(page, [title], timeout);
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

/** Picks a file of the workspace by its name or the end of its path, and waits for its tab, whatever editor it opens in. */
export async function quickOpen(page: Page, path: string): Promise<void> {
  const input = page.locator('.quick-input-widget input[aria-controls]');
  // A window that has just opened takes no keys yet, and a file that has just been written is found a moment later.
  await until(`the file ${path} in the list`, async (timeout) => {
    await page.keyboard.press('Control+P');
    try {
      await input.waitFor({ timeout });
      await input.fill(path);
      // A row shows the name before the folder.
      await takeRow(page, path.split('/'), timeout);
      return true;
    } catch {
      await page.keyboard.press('Escape');
      return undefined;
    }
  });
  // A command that is run before would still see the editor that was active.
  await page
    .locator(`.tab.active[data-resource-name="${path.split('/').at(-1)}"]`)
    .first()
    .waitFor();
}

/** Picks a file by its path in VS Code's own dialog, which opens in the folder of the workspace. */
export async function chooseInDialog(page: Page, folder: string, name: string): Promise<void> {
  const input = page.locator('.quick-input-widget input[aria-controls]');
  await until('the dialog’s folder', async () =>
    (await input.inputValue()).startsWith(folder) ? true : undefined,
  );
  // The dialog writes its folder anew when it has listed it, also over what was typed before: typed again until it is taken.
  await until(`the dialog to take ${name}`, async (timeout) => {
    const path = join(folder, name);
    await input.fill(path);
    await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: name }).first().waitFor();
    if ((await input.inputValue()) !== path) return undefined;
    await page.keyboard.press('Enter');
    return input
      .waitFor({ state: 'hidden', timeout })
      .then(() => true as const)
      .catch(() => undefined);
  });
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
  return until(`a hover over “${text}” with ${String(match)}`, async (timeout) => {
    const { x, y } = await positionOf(page, text);
    await page.mouse.move(x, y - 200);
    await page.mouse.move(x, y, { steps: 3 });
    try {
      await hover.waitFor({ timeout });
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

/** Saves what the page shows as `out/screenshots/NAME.png`. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const path = join(root, 'out', 'screenshots', `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
}

/** Takes a screenshot for people to see; only `npm run pictures` asks for those. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env['GRADIENT_LENS_PICTURES']) await screenshot(page, name);
}
