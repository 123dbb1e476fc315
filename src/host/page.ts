import * as vscode from 'vscode';
import type { PageHost } from '../shared/page';
import { Rpc, type Handlers, type ParamsOf, type Service } from '../shared/rpc';
import { nonce } from './nonce';
import { copyText, saveFile } from './pageFiles';
import { pageHtml, type PageBundle } from './pageHtml';

/** What makes a page of one kind: its bundle, what it is told at once, and what it may ask. */
export interface PageOptions<Host> {
  readonly extension: vscode.Uri;
  readonly bundle: PageBundle;
  /** Embedded in the page, which saves it with its own state: it names the subject after a reload of the window. */
  readonly state: object;
  readonly methods: Handlers<Host>;
}

/** What every page may ask, answered. */
export const pageMethods: Handlers<PageHost> = {
  copy: ({ text, what }) => copyText(text, what),
  save: saveFile,
};

/** A page in a panel or a custom editor: what it may load, the channel to it, and what ends with it. */
export class Page<View extends Service<View>, Host extends Service<Host>> {
  private readonly rpc: Rpc<View, Host>;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    { extension, bundle, state, methods }: PageOptions<Host>,
  ) {
    const { webview } = panel;
    webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(extension, 'dist', 'webview')],
    };
    this.rpc = new Rpc<View, Host>(
      {
        post: (message) => void webview.postMessage(message),
        onMessage: (listener) => webview.onDidReceiveMessage(listener),
      },
      methods,
    );
    this.endsWith({
      dispose: () => {
        this.rpc.dispose();
      },
    });
    // The page loads only now, when its questions find an answer.
    webview.html = pageHtml(webview, extension, state, nonce(), bundle);
  }

  get active(): boolean {
    return this.panel.active;
  }

  get visible(): boolean {
    return this.panel.visible;
  }

  reveal(): void {
    this.panel.reveal();
  }

  /** Tells the page something. A hidden page misses it, but asks by itself when it is loaded again. */
  tell<K extends keyof View & string>(method: K, params: ParamsOf<View, K>): void {
    this.rpc.call(method, params).catch(() => undefined);
  }

  /** Disposes of what is needed only while the page is there. */
  endsWith(...disposables: readonly Pick<vscode.Disposable, 'dispose'>[]): void {
    this.panel.onDidDispose(() => {
      for (const disposable of disposables) disposable.dispose();
    });
  }
}
