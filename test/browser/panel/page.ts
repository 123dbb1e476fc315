// The panel's bundle in a page of its own, with a stand-in for the extension host. The page obeys the same content
// security policy as the real one, and every violation and exception is kept.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { Matrix } from '../../../src/core/linalg/matrix';
import type { PanelChoice, PanelHost, PanelModel, PanelView } from '../../../src/shared/panel';
import { Rpc, type CallContext } from '../../../src/shared/rpc';
import type { TabId } from '../../../src/shared/tabs';
import { timeoutMs, until } from '../until';
import { answersFor } from './answers';
import { themes, type PageTheme } from './themes';

// Bundled to out/browser/panel/*.js.
const root = resolve(__dirname, '..', '..', '..');
const origin = 'http://panel.test';
const policy = `default-src 'none'; script-src 'nonce-abc'; style-src ${origin} 'nonce-abc'; img-src ${origin} data:; font-src ${origin}`;

let browser: Promise<Browser> | undefined;

interface Chromium {
  launchChromium(): Promise<Browser>;
}

async function launch(): Promise<Browser> {
  const file = pathToFileURL(join(root, 'test', 'server', 'chromium.mjs')).href;
  return ((await import(file)) as Chromium).launchChromium();
}

/** Call after the tests of a file. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}

export interface Call {
  readonly method: string;
  readonly params: unknown;
}

export interface PanelOptions {
  /** Answers `model`; the choice is undefined when the panel follows the settings. */
  readonly model: (choice: PanelChoice | undefined) => PanelModel | Promise<PanelModel>;
  /** The matrix that the tabs' questions are answered for; diag(1.5, 0.5) if not given. */
  readonly matrix?: Matrix;
  readonly theme?: PageTheme;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** What `getState` returns, as after a reload. */
  readonly savedState?: unknown;
  /** What a command asked for before the page was there. */
  readonly wantedTab?: TabId;
  /** What the host embeds in the page. */
  readonly embedded?: unknown;
  /** The texts in the person's language; English if not given. */
  readonly texts?: Readonly<Record<string, string>>;
}

export interface PanelPage {
  readonly page: Page;
  /** Every call that the panel made, oldest first. */
  readonly calls: Call[];
  /** Exceptions, and violations of the policy. */
  readonly errors: string[];
  /** The tabs whose code was loaded, oldest first. */
  readonly loadedTabs: () => string[];
  /** Tells the panel that the document changed. */
  changed(): Promise<void>;
  /** Asks for a tab, as a command does. */
  want(tab: TabId): Promise<void>;
  /** Opens a tab by a click, and waits until its content is there. */
  openTab(title: string): Promise<void>;
  /** What the panel last gave to `setState`. */
  state(): Promise<Record<string, unknown>>;
  /** The text of a key figure. */
  figure(id: string): Promise<string>;
  /** The first call of a method, waited for. */
  called(method: string): Promise<unknown>;
  close(): Promise<void>;
}

export async function openPanel(options: PanelOptions): Promise<PanelPage> {
  browser ??= launch();
  const viewport = options.viewport ?? { width: 1000, height: 900 };
  const context = await (await browser).newContext({ viewport });
  context.setDefaultTimeout(timeoutMs);
  const page = await context.newPage();
  const calls: Call[] = [];
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  let receive: (message: unknown) => void = () => undefined;
  await page.exposeFunction('toHost', (message: unknown) => {
    receive(message);
  });
  await page.addInitScript((saved) => {
    const scope = window as unknown as Record<string, unknown>;
    scope['savedState'] = saved;
    scope['acquireVsCodeApi'] = () => ({
      postMessage: (message: unknown) => {
        (scope['toHost'] as (message: unknown) => void)(message);
      },
      getState: () => scope['savedState'],
      // VS Code keeps JSON.
      setState: (state: unknown) => (scope['savedState'] = JSON.parse(JSON.stringify(state)) as unknown),
    });
  }, options.savedState);
  const answer =
    <P, R>(method: string, result: (params: P, context: CallContext) => R) =>
    (params: P, context: CallContext): R => {
      calls.push({ method, params });
      return result(params, context);
    };
  let wanted: TabId | null = options.wantedTab ?? null;
  const takeWanted = (): TabId | null => {
    const tab = wanted;
    wanted = null;
    return tab;
  };
  const answers = answersFor(options.matrix);
  const rpc = new Rpc<PanelView, PanelHost>(
    {
      post: (message) =>
        void page
          .evaluate((data) => {
            window.postMessage(data, '*');
          }, message)
          .catch(() => undefined),
      onMessage: (listener) => (receive = listener),
    },
    {
      model: answer('model', options.model),
      wantedTab: takeWanted,
      reveal: answer('reveal', () => undefined),
      apply: answer('apply', () => undefined),
      copy: answer('copy', () => undefined),
      python: answer('python', () => 'import numpy as np'),
      save: answer('save', () => undefined),
      flow: answer('flow', answers.flow),
      lyapunov: answer('lyapunov', answers.lyapunov),
      train: answer('train', answers.train),
      depthAgainstTime: answer('depthAgainstTime', answers.depthAgainstTime),
      excerpt: answer('excerpt', answers.excerpt),
      inputs: () => null,
      chooseInputs: () => null,
      dropInputs: () => undefined,
    },
  );
  await serve(page, options);
  await page.goto(`${origin}/panel.html`);
  return {
    page,
    calls,
    errors,
    loadedTabs: () =>
      requests.flatMap((url) => {
        const [, name] = /\/tabs\/(\w+)-\w+\.js$/.exec(url) ?? [];
        return name === undefined || name === 'chunk' ? [] : [name];
      }),
    changed: () => rpc.call('changed', null),
    want: (tab) => {
      wanted = tab;
      return rpc.call('tabWanted', null);
    },
    openTab: async (title) => {
      await page.getByRole('tab', { name: title }).click();
      await page.getByRole('tabpanel', { name: title }).locator('> *').first().waitFor();
    },
    state: () =>
      page.evaluate(() => (window as unknown as { savedState: Record<string, unknown> }).savedState),
    figure: async (id) => (await page.locator(`[data-figure="${id}"]`).textContent()) ?? '',
    called: async (method) => {
      const call = await until(`the panel's call of ${method}`, () =>
        Promise.resolve(calls.find((candidate) => candidate.method === method)),
      );
      return call.params;
    },
    close: () => context.close(),
  };
}

async function serve(page: Page, { theme = themes.dark, embedded = {}, texts }: PanelOptions): Promise<void> {
  const state = JSON.stringify(embedded).replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
  const block = texts
    ? `<script type="application/json" id="texts">${JSON.stringify(texts).replace(/</g, '\\u003c')}</script>`
    : '';
  const html = `<!DOCTYPE html><html lang="en"><head><meta charset="UTF-8" /><meta property="csp-nonce" content="abc" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <link rel="stylesheet" href="${origin}/theme.css" /><link rel="stylesheet" href="${origin}/panel.css" />
    </head><body class="${theme.bodyClass}" data-vscode-theme-kind="${theme.bodyClass.split(' ')[0] ?? ''}"><div id="root" data-state="${state}"></div>${block}
    <script type="module" nonce="abc" src="${origin}/panel.js"></script></body></html>`;
  const variables = Object.entries(theme.variables).map(([name, value]) => `${name}: ${value};`);
  const asset = (name: string): string => readFileSync(join(root, 'dist', 'webview', name), 'utf8');
  const files: Readonly<Record<string, () => { contentType: string; body: string }>> = {
    '/panel.html': () => ({ contentType: 'text/html', body: html }),
    '/theme.css': () => ({ contentType: 'text/css', body: `:root { ${variables.join('\n')} }` }),
    '/panel.css': () => ({ contentType: 'text/css', body: asset('panel.css') }),
  };
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    const file = files[pathname];
    if (file) await route.fulfill(file());
    else if (pathname.endsWith('.js'))
      await route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: asset(pathname.slice(1)) });
    else await route.fulfill({ status: 204 });
  });
}
